// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clustertiles.h"

#include "base/format.h"
#include "model/redis/redis.h"
#include "ui/cluster/slotspans.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct ClusterTiles {
    Q_DECLARE_TR_FUNCTIONS(ClusterTiles)
};

TileText slotTile(const char *id, const QString &title, int slots, const QString &note, HealthState whenAny)
{
    return {QString::fromLatin1(id), title, formatCount(slots), note, slots > 0 ? whenAny : HealthState::Ok};
}

std::vector<TileText> unknown()
{
    const QString why = ClusterTiles::tr("not known");
    return {unknownTile("state", ClusterTiles::tr("State"), why),
            unknownTile("assigned", ClusterTiles::tr("Slots assigned"), why),
            unknownTile("pfail", ClusterTiles::tr("Suspected failed (PFAIL)"), why),
            unknownTile("fail", ClusterTiles::tr("Failed"), why), unknownTile("nodes", ClusterTiles::tr("Nodes"), why)};
}

} // namespace

std::vector<TileText> clusterTiles(const Snapshot &snapshot)
{
    if (!snapshot.redis || !snapshot.redis->cluster)
        return unknown();
    const RedisCluster &cluster = *snapshot.redis->cluster;
    const bool isWhole = cluster.slotsAssigned == kClusterSlots;
    const auto bad = std::ranges::count_if(cluster.nodes, [](const RedisClusterNode &node) { return node.isFailing; });
    return {
        {u"state"_s, ClusterTiles::tr("State"), cluster.isOk ? ClusterTiles::tr("OK") : ClusterTiles::tr("Failed"),
         cluster.isOk ? ClusterTiles::tr("keys can be read and written") : ClusterTiles::tr("clients get CLUSTERDOWN"),
         cluster.isOk ? HealthState::Ok : HealthState::Critical},
        {u"assigned"_s, ClusterTiles::tr("Slots assigned"), formatCount(cluster.slotsAssigned),
         isWhole
             ? ClusterTiles::tr("all of them")
             : ClusterTiles::tr("%1 not assigned to any node").arg(formatCount(kClusterSlots - cluster.slotsAssigned)),
         isWhole ? HealthState::Ok : HealthState::Critical},
        slotTile("pfail", ClusterTiles::tr("Suspected failed (PFAIL)"), cluster.slotsSuspect,
                 ClusterTiles::tr("slots whose node does not answer this one"), HealthState::Warning),
        slotTile("fail", ClusterTiles::tr("Failed"), cluster.slotsFailing,
                 ClusterTiles::tr("slots whose node has failed"), HealthState::Critical),
        {u"nodes"_s, ClusterTiles::tr("Nodes"), formatCount(cluster.knownNodes),
         bad > 0 ? ClusterTiles::tr("failed: %1").arg(bad)
                 : ClusterTiles::tr("%1 primaries serve slots").arg(cluster.size),
         bad > 0 ? HealthState::Warning : HealthState::Ok}};
}

} // namespace lockmaster
