// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/redis/cluster/clusterprobe.h"

#include "probes/redis/cluster/clusternodes.h"
#include "link/resp/infotext.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

void readClusterInfo(const QByteArray &text, RedisCluster &cluster)
{
    forEachInfoLine(text, [&](const InfoLine &line) {
        cluster.info.insert(QString::fromLatin1(line.name), infoString(line.value));
    });
    const auto number = [&](const QString &field) { return cluster.info.value(field).toInt(); };
    cluster.isOk = cluster.info.value(u"cluster_state"_s) == u"ok";
    cluster.slotsAssigned = number(u"cluster_slots_assigned"_s);
    cluster.slotsOk = number(u"cluster_slots_ok"_s);
    cluster.slotsSuspect = number(u"cluster_slots_pfail"_s);
    cluster.slotsFailing = number(u"cluster_slots_fail"_s);
    cluster.knownNodes = number(u"cluster_known_nodes"_s);
    cluster.size = number(u"cluster_size"_s);
}

} // namespace

QString RedisClusterProbe::name() const
{
    return u"cluster"_s;
}

std::optional<std::chrono::milliseconds> RedisClusterProbe::cadence() const
{
    constexpr std::size_t kMany = 50; // a line of text each
    const auto &cluster = m_draft.next.cluster;
    return std::chrono::seconds(cluster && cluster->nodes.size() > kMany ? 5 : 0);
}

std::vector<RedisCommand> RedisClusterProbe::ask() const
{
    if (m_draft.next.integer(u"cluster_enabled"_s) != 1)
        return {};
    return {RedisCommand::of("CLUSTER", "INFO"), RedisCommand::of("CLUSTER", "NODES")};
}

Result<void> RedisClusterProbe::take(RespReplies replies)
{
    for (const auto &reply : replies) {
        if (!reply)
            return std::unexpected(reply.error());
    }
    RedisCluster cluster;
    readClusterInfo(replies[0]->bytes(), cluster);
    if (!cluster.info.contains(u"cluster_state"_s))
        return fail(ErrorKind::Protocol, u"The answer to CLUSTER INFO tells no state"_s);
    cluster.nodes = readClusterNodes(replies[1]->bytes());
    m_draft.next.cluster = std::move(cluster);
    return {};
}

void RedisClusterProbe::forget()
{
    m_draft.next.cluster.reset();
}

} // namespace lockmaster
