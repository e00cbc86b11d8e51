// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.sentinel.degraded: Sentinels of a group are down, and the others are still enough for a failover. A Sentinel that
// came back with another id leaves a ghost, which is down for ever and counts for the majority. Evidence: primary (the
// group), sentinels (known, with this one), good_sentinels, quorum, majority, needed (for a failover), ghosts (how many),
// down [{address, run_id, ghost}].
#include "diagnosis/evidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>

#include "base/redisword.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isGhost(const SentinelPeer &peer, const std::vector<SentinelPeer> &all)
{
    const bool isReplaced = std::ranges::any_of(
        all, [&](const SentinelPeer &other) { return !other.isDown() && other.address == peer.address; });
    return peer.isDown() && (isReplaced || peer.address.endsWith(u":0"));
}

QJsonArray downJson(const std::vector<SentinelPeer> &peers)
{
    QJsonArray json;
    for (const SentinelPeer &peer : peers) {
        if (peer.isDown())
            json.append(QJsonObject{
                {u"address"_s, peer.address}, {u"run_id"_s, peer.runId}, {u"ghost"_s, isGhost(peer, peers)}});
    }
    return json;
}

Finding degradedGroup(const SentinelPrimary &group)
{
    const int known = 1 + static_cast<int>(group.sentinels.size());
    const int majority = known / 2 + 1;
    const auto ghosts = std::ranges::count_if(group.sentinels,
                                              [&](const SentinelPeer &peer) { return isGhost(peer, group.sentinels); });
    std::vector<RecommendedAction> lines{copyLine(u"SENTINEL SENTINELS "_s + redisWord(group.name))};
    if (ghosts > 0)
        lines.push_back(copyLine(u"SENTINEL RESET "_s + redisPatternWord(group.name)));
    return {u"redis.sentinel.degraded"_s,
            FindingSeverity::Warning,
            {},
            QJsonObject{{u"primary"_s, group.name},
                        {u"sentinels"_s, known},
                        {u"good_sentinels"_s, 1 + goodPeers(group.sentinels)},
                        {u"quorum"_s, group.quorum},
                        {u"majority"_s, majority},
                        {u"needed"_s, std::max(majority, group.quorum)},
                        {u"ghosts"_s, qint64(ghosts)},
                        {u"down"_s, downJson(group.sentinels)}},
            lines,
            {},
            {SubjectKind::SentinelGroup, {}, group.name}};
}

/// Without a quorum redis.sentinel.quorum says it all.
Findings findSentinelDegraded(const Snapshot &snapshot, const Thresholds &)
{
    Findings all;
    for (const SentinelPrimary &group : snapshot.sentinel->primaries) {
        if (group.hasQuorum != false && std::ranges::any_of(group.sentinels, &SentinelPeer::isDown))
            all.push_back(degradedGroup(group));
    }
    return all;
}

QString ghostsText(qint64 ghosts, const QString &group)
{
    return ghosts == 1
               ? DiagnosisText::tr("1 of them is a ghost that counts for the majority: SENTINEL RESET %1 on one "
                                   "Sentinel after the other.")
                     .arg(group)
               : DiagnosisText::tr("%1 of them are ghosts that count for the majority: SENTINEL RESET %2 on one "
                                   "Sentinel after the other.")
                     .arg(QString::number(ghosts), group);
}

QString degradedSentence(const Finding &finding)
{
    const qint64 good = evidenceCount(finding, "good_sentinels"_L1);
    const qint64 needed = evidenceCount(finding, "needed"_L1);
    const QString group = evidenceText(finding, "primary"_L1);
    const QString figures = DiagnosisText::tr("%1 of %2 Sentinels of %3 answer, and a failover needs %4")
                                .arg(QString::number(good), QString::number(evidenceCount(finding, "sentinels"_L1)),
                                     group, QString::number(needed));
    const QString text = good <= needed ? DiagnosisText::tr("%1: no other may fail.").arg(figures) : figures + u'.';
    const qint64 ghosts = evidenceCount(finding, "ghosts"_L1);
    return ghosts > 0 ? text + u' ' + ghostsText(ghosts, group) : text;
}

QString degradedShortly(const Findings &findings)
{
    return DiagnosisText::tr("%1 of %2 Sentinels answer")
        .arg(QString::number(evidenceCount(findings.front(), "good_sentinels"_L1)),
             QString::number(evidenceCount(findings.front(), "sentinels"_L1)));
}

} // namespace

constinit const Rule rules::sentinelDegraded{.id = QLatin1StringView("redis.sentinel.degraded"),
                                             .input = RuleInput::Sentinel,
                                             .find = findSentinelDegraded,
                                             .sentence = degradedSentence,
                                             .shortly = degradedShortly};

} // namespace lockmaster
