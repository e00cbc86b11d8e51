// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.cluster.down: as this node sees it, the cluster does not serve all of its slots, or a node has failed. Evidence: state,
// slots_assigned, slots_ok, slots_failing, slots_suspect, slots_uncovered, uncovered [[first, last]] (the first hundred
// ranges), known_nodes, nodes [{id, address, role, failing, suspect}] that are not well.
#include "diagnosis/redis/redisevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>
#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/copyline.h"
#include "diagnosis/diagnosistext.h"
#include "diagnosis/evidence.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

using Ranges = std::vector<std::pair<int, int>>;
constexpr int kSlots = 16384;

/// Of numbers that anybody may have written into a file.
std::pair<int, int> withinSlots(const std::pair<int, int> &range)
{
    return {std::clamp(range.first, 0, kSlots), std::clamp(range.second, -1, kSlots - 1)};
}

Ranges uncovered(const RedisCluster &cluster)
{
    Ranges covered;
    for (const RedisClusterNode &node : cluster.nodes) {
        if (!node.isFailing)
            std::ranges::transform(node.slotRanges, std::back_inserter(covered), withinSlots);
    }
    std::ranges::sort(covered);
    Ranges gaps;
    int next = 0;
    for (const auto &[first, last] : covered) {
        if (first > next)
            gaps.emplace_back(next, first - 1);
        next = std::max(next, last + 1);
    }
    if (next < kSlots)
        gaps.emplace_back(next, kSlots - 1);
    return gaps;
}

int slotCount(const Ranges &ranges)
{
    return std::accumulate(ranges.begin(), ranges.end(), 0,
                           [](int sum, const auto &range) { return sum + range.second - range.first + 1; });
}

QJsonArray rangesJson(const Ranges &ranges)
{
    constexpr std::size_t kMost = 100;
    QJsonArray json;
    for (std::size_t i = 0; i < std::min(ranges.size(), kMost); ++i)
        json.append(QJsonArray{ranges[i].first, ranges[i].second});
    return json;
}

QJsonArray nodesJson(const std::vector<RedisClusterNode> &nodes)
{
    QJsonArray json;
    for (const RedisClusterNode &node : nodes)
        json.append(QJsonObject{{u"id"_s, node.id},
                                {u"address"_s, node.address},
                                {u"role"_s, redisRoleName(node.role)},
                                {u"failing"_s, node.isFailing},
                                {u"suspect"_s, node.isSuspect}});
    return json;
}

Findings findRedisCluster(const Snapshot &snapshot, const Thresholds &)
{
    const RedisState &state = *snapshot.redis;
    if (!state.cluster)
        return {};
    const RedisCluster &cluster = *state.cluster;
    std::vector<RedisClusterNode> ill;
    std::ranges::copy_if(cluster.nodes, std::back_inserter(ill),
                         [](const RedisClusterNode &node) { return node.isFailing || node.isSuspect; });
    const Ranges gaps = uncovered(cluster);
    if (cluster.isOk && ill.empty() && gaps.empty())
        return {};
    const QJsonObject evidence{{u"state"_s, cluster.isOk ? u"ok"_s : u"fail"_s},
                               {u"slots_assigned"_s, cluster.slotsAssigned},
                               {u"slots_ok"_s, cluster.slotsOk},
                               {u"slots_failing"_s, cluster.slotsFailing},
                               {u"slots_suspect"_s, cluster.slotsSuspect},
                               {u"slots_uncovered"_s, slotCount(gaps)},
                               {u"uncovered"_s, rangesJson(gaps)},
                               {u"known_nodes"_s, cluster.knownNodes},
                               {u"nodes"_s, nodesJson(ill)}};
    const auto severity = cluster.isOk && gaps.empty() ? FindingSeverity::Warning : FindingSeverity::Critical;
    return {{u"redis.cluster.down"_s, severity, {}, evidence, {copyLine(u"CLUSTER NODES"_s)}, {}}};
}

QString illNodesText(const Finding &finding)
{
    const QJsonArray ill = finding.evidence[u"nodes"].toArray();
    const QString silent =
        DiagnosisText::tr("%1 of %2 nodes do not answer, first %3")
            .arg(QString::number(ill.size()), QString::number(evidenceCount(finding, "known_nodes"_L1)),
                 plainLine(finding.evidence[u"nodes"][0][u"address"].toString()));
    const int served = finding.evidence[u"slots_ok"].toInt(kSlots);
    return served >= kSlots
               ? DiagnosisText::tr("%1; all slots are served.").arg(silent)
               : DiagnosisText::tr("%1; only %2 of 16384 slots are served.").arg(silent, QString::number(served));
}

QString clusterSentence(const Finding &finding)
{
    const QString state = finding.evidence[u"state"].toString();
    const qint64 uncovered = evidenceCount(finding, "slots_uncovered"_L1);
    if (uncovered > 0)
        return DiagnosisText::tr("%1 of 16384 slots are not served by any node; the cluster's state is %2.")
            .arg(QString::number(uncovered), state);
    if (state != u"ok")
        return DiagnosisText::tr("The cluster's state is fail, as this node sees it.");
    return illNodesText(finding);
}

QString clusterShortly(const Findings &findings)
{
    const qint64 uncovered = evidenceCount(findings.front(), "slots_uncovered"_L1);
    if (uncovered > 0)
        return DiagnosisText::tr("slots not served: %1").arg(formatCount(uncovered));
    const qsizetype failing = findings.front().evidence["nodes"_L1].toArray().size();
    return failing > 0 ? DiagnosisText::tr("nodes failing: %1").arg(failing) : QString();
}

} // namespace

constinit const Rule rules::redisCluster{.id = QLatin1StringView("redis.cluster.down"),
                                         .input = RuleInput::Redis,
                                         .find = findRedisCluster,
                                         .sentence = clusterSentence,
                                         .page = QLatin1StringView("cluster"),
                                         .shortly = clusterShortly};

} // namespace lockmaster
