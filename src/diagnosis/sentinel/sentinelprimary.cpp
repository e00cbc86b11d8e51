// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.sentinel.primary_down: a primary that the Sentinel watches does not answer it. Evidence: primary, address, agreed
// (as many Sentinels as the quorum asks for think so), silent_seconds, failover (its state; empty: none under way).
#include "diagnosis/rules.h"

#include "base/redisword.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// To fail over is for those who agree that it is down, and once is enough.
std::vector<RecommendedAction> failoverLines(const SentinelPrimary &primary, bool isAgreed)
{
    std::vector<RecommendedAction> lines{copyLine(u"SENTINEL REPLICAS "_s + redisWord(primary.name))};
    if (isAgreed && primary.failoverState.isEmpty())
        lines.push_back(copyLine(u"SENTINEL FAILOVER "_s + redisWord(primary.name)));
    return lines;
}

Findings findSentinelPrimary(const Snapshot &snapshot, const Thresholds &)
{
    Findings all;
    for (const SentinelPrimary &primary : snapshot.sentinel->primaries) {
        if (!primary.server.isDown())
            continue;
        const bool isAgreed = primary.server.flags.contains(u"o_down");
        const QJsonObject evidence{{u"primary"_s, primary.name},
                                   {u"address"_s, primary.server.address},
                                   {u"agreed"_s, isAgreed},
                                   {u"silent_seconds"_s, secondsJson(primary.server.lastOkPing)},
                                   {u"failover"_s, primary.failoverState}};
        all.push_back({u"redis.sentinel.primary_down"_s,
                       isAgreed ? FindingSeverity::Critical : FindingSeverity::Warning,
                       {},
                       evidence,
                       failoverLines(primary, isAgreed),
                       {},
                       {SubjectKind::SentinelGroup, {}, primary.name}});
    }
    return all;
}

QString downSentence(const Finding &finding)
{
    const QString who = u"%1 (%2)"_s.arg(evidenceText(finding, "primary"_L1), evidenceText(finding, "address"_L1));
    const QString silent = evidenceDuration(finding, "silent_seconds"_L1);
    return finding.evidence[u"agreed"].toBool()
               ? DiagnosisText::tr("The primary %1 is down, as the Sentinels agree; last answer %2 ago.")
                     .arg(who, silent)
               : DiagnosisText::tr("The primary %1 does not answer this Sentinel; last answer %2 ago.")
                     .arg(who, silent);
}

QString downShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1 is down").arg(evidenceText(findings.front(), "primary"_L1));
}

} // namespace

constinit const Rule rules::sentinelPrimary{.id = QLatin1StringView("redis.sentinel.primary_down"),
                                            .input = RuleInput::Sentinel,
                                            .find = findSentinelPrimary,
                                            .sentence = downSentence,
                                            .shortly = downShortly};

} // namespace lockmaster
