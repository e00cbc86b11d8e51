// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redistext.h"

#include <algorithm>

#include "app/apptext.h"
#include "base/format.h"
#include "base/hostport.h"
#include "base/text.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostRows = 10;

QString product(bool isValkey)
{
    return isValkey ? u"Valkey"_s : u"Redis"_s;
}

QString bytesOf(const RedisState &state, const QString &field)
{
    const auto bytes = state.integer(field);
    return bytes ? formatBytes(*bytes) : unknownValue();
}

QString limitOf(const RedisState &state)
{
    return state.integer(u"maxmemory"_s) == 0 ? AppText::tr("no limit") : bytesOf(state, u"maxmemory"_s);
}

QString orUnknown(const std::optional<std::int64_t> &bytes)
{
    return bytes ? formatBytes(*bytes) : unknownValue();
}

void printReplication(const RedisReplication &replication)
{
    if (!replication.primaryHost.isEmpty()) {
        const QString link = replication.isLinkUp == true ? AppText::tr("linked") : AppText::tr("no link");
        printHeading(AppText::tr("Replica of %1, %2")
                         .arg(hostPortText(plainLine(replication.primaryHost), replication.primaryPort), link));
    }
    if (replication.replicas.empty())
        return;
    printHeading(AppText::tr("Replicas"));
    for (const RedisReplica &replica : replication.replicas)
        printLine(
            AppText::tr("%1 %2 %3 behind")
                .arg(cell(replica.address, 24), cell(replica.state, 12), orUnknown(replicaLag(replication, replica))),
            2);
}

void printCluster(const RedisCluster &cluster)
{
    printHeading(AppText::tr("Cluster: %1, %2 of 16384 slots served, %3 nodes")
                     .arg(cluster.isOk ? u"ok"_s : u"fail"_s)
                     .arg(cluster.slotsOk)
                     .arg(cluster.knownNodes));
    for (const RedisClusterNode &node : cluster.nodes) {
        const QString state = node.isFailing   ? AppText::tr("failed")
                              : node.isSuspect ? AppText::tr("suspect")
                                               : QString();
        printLine(u"%1 %2 %3"_s.arg(cell(node.address, 24), cell(redisRoleName(node.role), 8), state), 2);
    }
}

// By the time they took, most first.
void printCommands(std::vector<RedisCommandStat> commands)
{
    if (commands.empty())
        return;
    std::ranges::stable_sort(commands, std::ranges::greater{}, &RedisCommandStat::time);
    printHeading(AppText::tr("Commands, by the time they took since the counters began"));
    for (std::size_t i = 0; i < std::min(commands.size(), kMostRows); ++i) {
        const RedisCommandStat &command = commands[i];
        printLine(
            AppText::tr("%1 %2 calls, %3")
                .arg(cell(command.command, 24), cell(formatCount(command.calls), 12), formatDuration(command.time)),
            2);
    }
}

void printPeers(const QString &title, const std::vector<SentinelPeer> &peers)
{
    for (const SentinelPeer &peer : peers)
        printLine(u"%1 %2 %3"_s.arg(cell(title, 10), cell(peer.address, 24), plainLine(peer.flags.join(u','))), 4);
}

} // namespace

QString redisHead(const RedisState &state)
{
    const QString who = AppText::tr("%1 %2, %3, up %4, as %5")
                            .arg(product(state.identity.isValkey), plainLine(state.identity.version),
                                 redisRoleName(state.identity.role), ageText(state.serverNow, state.identity.started),
                                 plainLine(state.identity.user));
    return state.condition == RedisCondition::Ready
               ? AppText::tr("%1; %2 memory of %3").arg(who, bytesOf(state, u"used_memory"_s), limitOf(state))
               : AppText::tr("%1; %2").arg(who, redisConditionName(state.condition));
}

QString sentinelHead(const SentinelState &state)
{
    return AppText::tr("%1 Sentinel %2, up %3%4")
        .arg(product(state.isValkey), plainLine(state.version), ageText(state.serverNow, state.started),
             state.isTilted ? AppText::tr(", in tilt mode") : QString());
}

void printRedis(const RedisState &state)
{
    printReplication(state.replication);
    if (state.cluster)
        printCluster(*state.cluster);
    printCommands(state.commands);
}

void printSentinel(const SentinelState &state)
{
    for (const SentinelPrimary &primary : state.primaries) {
        printHeading(AppText::tr("Primary %1: %2").arg(plainLine(primary.name), plainLine(primary.quorumText)));
        printPeers(AppText::tr("primary"), {primary.server});
        printPeers(AppText::tr("replica"), primary.replicas);
        printPeers(AppText::tr("Sentinel"), primary.sentinels);
    }
}

} // namespace lockmaster
