// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/diagnosis.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

#include "diagnosis/causes.h"
#include "diagnosis/fleetrules.h"
#include "diagnosis/rules.h"

namespace lockmaster {
namespace {

using Rule = Findings (*)(const Snapshot &, const Thresholds &);

// Of the same severity, what stands first here is shown first. A new rule is one file and one line.
constexpr std::array<Rule, 5> kLinkRules{findUnreachable, findStarting, findConnectionsExhausted, findPgBouncerFull,
                                         findRedisFull};
constexpr std::array kDataRules{findBlocked,
                                findSyncWait,
                                findDdlQueue,
                                findPrepared,
                                findConnectionsExhausted,
                                findConnectionLeaks,
                                findReplicationBroken,
                                findReplicationSlots,
                                findReplicationLag,
                                findReplayPaused,
                                findConflicts,
                                findWraparound,
                                findArchiveFailing,
                                findDeadlocks,
                                findIdleTransactions,
                                findLongQueries,
                                findHidden};
constexpr std::array<Rule, 3> kPgBouncerRules{findPoolPaused, findPoolWaiting, findPoolSaturated};
constexpr std::array<Rule, 11> kRedisRules{findRedisBusy,          findRedisLoading,  findRedisCluster,
                                           findRedisReplication,   findRedisMemory,   findRedisPersistence,
                                           findRedisClients,       findRedisEvicting, findRedisHitRate,
                                           findRedisFragmentation, findHidden};
constexpr std::array<Rule, 4> kSentinelRules{findSentinelPrimary, findSentinelQuorum, findSentinelTilt, findHidden};

template <typename Rules>
Findings allOf(const Rules &rules, const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all;
    for (const Rule rule : rules)
        std::ranges::move(rule(snapshot, thresholds), std::back_inserter(all));
    return all;
}

Findings findingsOf(const Snapshot &snapshot, const Thresholds &thresholds)
{
    if (isLive(snapshot.link) && snapshot.postgres)
        return allOf(kDataRules, snapshot, thresholds);
    if (isLive(snapshot.link) && snapshot.pgbouncer)
        return allOf(kPgBouncerRules, snapshot, thresholds);
    if (isLive(snapshot.link) && snapshot.redis)
        return allOf(kRedisRules, snapshot, thresholds);
    if (isLive(snapshot.link) && snapshot.sentinel)
        return allOf(kSentinelRules, snapshot, thresholds);
    return allOf(kLinkRules, snapshot, thresholds);
}

} // namespace

std::vector<Finding> findings(const Snapshot &snapshot, const Thresholds &thresholds)
{
    Findings all = findingsOf(snapshot, thresholds);
    for (Finding &finding : all)
        finding.target = snapshot.target;
    nameCauses(all, snapshot);
    std::ranges::stable_sort(all, std::ranges::greater{}, &Finding::severity);
    return all;
}

std::vector<Finding> fleetFindings(const std::vector<SnapshotPtr> &newest, const Fleet &fleet)
{
    Findings all = findTwoPrimaries(newest, fleet);
    std::ranges::move(findBehindPause(newest), std::back_inserter(all));
    std::ranges::move(findSentinelDissent(newest), std::back_inserter(all));
    return all;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonArray recommended;
    for (const RecommendedAction &action : finding.recommended)
        recommended.append(
            QJsonObject{{QStringLiteral("action"), action.action}, {QStringLiteral("args"), action.args}});
    QJsonObject json{{QStringLiteral("id"), finding.id},
                     {QStringLiteral("severity"), findingSeverityName(finding.severity)},
                     {QStringLiteral("target"), finding.target},
                     {QStringLiteral("summary"), finding.summary},
                     {QStringLiteral("evidence"), finding.evidence},
                     {QStringLiteral("recommended"), recommended}};
    if (!finding.causedBy.isEmpty())
        json.insert(QStringLiteral("caused_by"), finding.causedBy);
    return json;
}

} // namespace lockmaster
