// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/replication/replicationtiles.h"

#include "base/format.h"
#include "base/hostport.h"
#include "base/text.h"
#include "model/fleet/sameserver.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "watch/health.h"
#include "watch/redishealth.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct ReplicationTiles {
    Q_DECLARE_TR_FUNCTIONS(ReplicationTiles)
};

/// INFO was answered, and says what the server is.
bool isKnown(const Snapshot &snapshot)
{
    return snapshot.redis && !snapshot.redis->info.isEmpty() && snapshot.redis->identity.role != RedisRole::Unknown;
}

bool isReplica(const Snapshot &snapshot)
{
    return snapshot.redis && snapshot.redis->identity.role == RedisRole::Replica;
}

TileText role(const Snapshot &snapshot)
{
    const QString title = ReplicationTiles::tr("Role");
    if (!isKnown(snapshot))
        return unknownTile("role", title, notTold(snapshot));
    const RedisReplication &replication = snapshot.redis->replication;
    if (isReplica(snapshot))
        return {u"role"_s, title, ReplicationTiles::tr("Replica"),
                ReplicationTiles::tr("of %1").arg(
                    hostPortText(plainLine(replication.primaryHost), replication.primaryPort)),
                HealthState::Ok};
    return {u"role"_s, title, ReplicationTiles::tr("Primary"),
            ReplicationTiles::tr("%n replicas connected", nullptr, int(replication.replicas.size())), HealthState::Ok};
}

TileText offset(const Snapshot &snapshot)
{
    const QString title = ReplicationTiles::tr("Offset");
    if (!snapshot.redis || !snapshot.redis->replication.offset)
        return unknownTile("offset", title, notTold(snapshot));
    return {u"offset"_s, title, QLocale().toString(qlonglong(*snapshot.redis->replication.offset)),
            isReplica(snapshot) ? ReplicationTiles::tr("bytes of the stream taken")
                                : ReplicationTiles::tr("bytes of the stream written"),
            HealthState::Ok};
}

TileText linkOfReplica(const RedisReplication &replication, HealthState judged)
{
    const QString title = ReplicationTiles::tr("Link to the primary");
    if (replication.isSyncing)
        return {u"link"_s, title, ReplicationTiles::tr("Copying"),
                replication.syncBytesLeft ? ReplicationTiles::tr("%1 left").arg(formatBytes(*replication.syncBytesLeft))
                                          : ReplicationTiles::tr("a full copy is under way"),
                judged};
    if (!replication.isLinkUp)
        return unknownTile("link", title, ReplicationTiles::tr("the server does not say"));
    if (!*replication.isLinkUp)
        return {u"link"_s, title, ReplicationTiles::tr("Down"),
                replication.linkDownFor
                    ? ReplicationTiles::tr("for %1").arg(formatWholeSeconds(*replication.linkDownFor))
                    : QString(),
                judged};
    const auto quiet = replication.lastIo.value_or(std::chrono::seconds(0));
    return {u"link"_s, title, ReplicationTiles::tr("Up"),
            ReplicationTiles::tr("last heard from it %1 ago").arg(formatWholeSeconds(quiet)), quietLinkHealth(quiet)};
}

TileText linkOfPrimary(const RedisReplication &replication)
{
    const QString title = ReplicationTiles::tr("Furthest behind");
    if (replication.replicas.empty())
        return unknownTile("link", title, ReplicationTiles::tr("no replica is connected"));
    std::optional<std::int64_t> most;
    const RedisReplica *last = nullptr;
    for (const RedisReplica &replica : replication.replicas) {
        const auto behind = replicaLag(replication, replica);
        if (behind && (!most || *behind > *most)) {
            most = behind;
            last = &replica;
        }
    }
    if (!most)
        return unknownTile("link", title, ReplicationTiles::tr("no replica has acknowledged yet"));
    if (*most == 0)
        return replication.replicas.size() == 1
                   ? TileText{u"link"_s, ReplicationTiles::tr("Lag"), ReplicationTiles::tr("caught up"),
                              plainLine(last->address), HealthState::Ok}
                   : TileText{u"link"_s, ReplicationTiles::tr("Lag"), ReplicationTiles::tr("all caught up"),
                              ReplicationTiles::tr("0 B, of every replica"), HealthState::Ok};
    return {u"link"_s, title, formatBytes(*most), plainLine(last->address), HealthState::Ok};
}

TileText link(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    if (!isKnown(snapshot))
        return unknownTile("link", ReplicationTiles::tr("Link"), notTold(snapshot));
    return isReplica(snapshot)
               ? linkOfReplica(snapshot.redis->replication, stateOf(findings, u"redis.replication.link"))
               : linkOfPrimary(snapshot.redis->replication);
}

TileText backlog(const Snapshot &snapshot)
{
    const QString title = ReplicationTiles::tr("Backlog");
    if (!snapshot.redis || !snapshot.redis->replication.backlogSize)
        return unknownTile("backlog", title, notTold(snapshot));
    const RedisReplication &replication = snapshot.redis->replication;
    const std::int64_t used = replication.backlogUsed.value_or(0);
    return {u"backlog"_s, title, formatBytes(*replication.backlogSize),
            used > 0 ? ReplicationTiles::tr("%1 of the stream kept").arg(formatBytes(used))
                     : ReplicationTiles::tr("nothing kept yet"),
            HealthState::Ok};
}

/// The replica in the primary's list: by an address it goes by, else by a port that only one has.
const RedisReplica *replicaIn(const Snapshot &primary, const Snapshot &replica)
{
    const auto &all = primary.redis->replication.replicas;
    const QString port = QStringLiteral(":%1").arg(replica.redis->identity.port);
    const auto exact = std::ranges::find_if(
        all, [&](const RedisReplica &each) { return isSameServer({each.address}, nullptr, &replica); });
    if (exact != all.end())
        return &*exact;
    const auto isSame = [&](const RedisReplica &each) { return each.address.endsWith(port); };
    return std::ranges::count_if(all, isSame) == 1 ? &*std::ranges::find_if(all, isSame) : nullptr;
}

} // namespace

std::vector<TileText> replicationTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    return {role(snapshot), link(snapshot, findings), offset(snapshot), backlog(snapshot)};
}

QString primaryWords(const Snapshot &replica, const Snapshot &primary)
{
    if (!replica.redis || !primary.redis)
        return {};
    if (primary.redis->identity.role != RedisRole::Primary)
        return ReplicationTiles::tr("%1 is not a primary: it says that it is a replica itself.").arg(primary.target);
    const RedisReplica *known = replicaIn(primary, replica);
    if (!known)
        return ReplicationTiles::tr("%1 does not list this server among its replicas.").arg(primary.target);
    const auto behind = replicaLag(primary.redis->replication, *known);
    return ReplicationTiles::tr("%1 says: %2, %3 behind, last answer %4 ago.")
        .arg(primary.target, plainLine(known->state), behind ? formatBytes(*behind) : unknownValue(),
             known->lag ? formatWholeSeconds(*known->lag) : unknownValue());
}

} // namespace lockmaster
