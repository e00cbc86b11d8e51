// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.sentinel.quorum: there are too few Sentinels for a failover: nobody would promote a replica. Evidence: primary,
// server_words, quorum, sentinels, good_sentinels.
#include "diagnosis/evidence.h"
#include "diagnosis/rules.h"

#include "base/redisword.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findSentinelQuorum(const Snapshot &snapshot, const Thresholds &)
{
    Findings all;
    for (const SentinelPrimary &primary : snapshot.sentinel->primaries) {
        if (primary.hasQuorum != false)
            continue;
        const int known = 1 + static_cast<int>(primary.sentinels.size());
        const int good = 1 + goodPeers(primary.sentinels);
        const QJsonObject evidence{{u"primary"_s, primary.name},
                                   {u"server_words"_s, primary.quorumText},
                                   {u"quorum"_s, primary.quorum},
                                   {u"sentinels"_s, known},
                                   {u"good_sentinels"_s, good}};
        all.push_back({u"redis.sentinel.quorum"_s,
                       FindingSeverity::Critical,
                       {},
                       evidence,
                       {copyLine(u"SENTINEL CKQUORUM "_s + redisWord(primary.name))},
                       {},
                       {SubjectKind::SentinelGroup, {}, primary.name}});
    }
    return all;
}

QString quorumSentence(const Finding &finding)
{
    return DiagnosisText::tr("No failover of %1 is possible: %2 of %3 Sentinels answer, and %4 have to agree.")
        .arg(evidenceText(finding, "primary"_L1), QString::number(evidenceCount(finding, "good_sentinels"_L1)),
             QString::number(evidenceCount(finding, "sentinels"_L1)),
             QString::number(evidenceCount(finding, "quorum"_L1)));
}

QString quorumShortly(const Findings &findings)
{
    return DiagnosisText::tr("no quorum for %1").arg(evidenceText(findings.front(), "primary"_L1));
}

} // namespace

constinit const Rule rules::sentinelQuorum{.id = QLatin1StringView("redis.sentinel.quorum"),
                                           .input = RuleInput::Sentinel,
                                           .find = findSentinelQuorum,
                                           .sentence = quorumSentence,
                                           .shortly = quorumShortly};

} // namespace lockmaster
