// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Troubles between targets; and all that there are.
#pragma once

#include "catalogtroubles.h"
#include "linktroubles.h"
#include "pooltroubles.h"
#include "sentineltroubles.h"
#include "settingtroubles.h"
#include "vacuumtroubles.h"

namespace lockmaster::fixtures {

/// Two clients wait behind two transactions that lie idle, of one of which the client is known.
inline Snapshots heldByIdle()
{
    PostgresScene scene;
    for (const int pid : {1, 2}) {
        Session idle = session(pid, SessionState::IdleInTransaction);
        idle.stateChange = kNow - 13'500ms + std::chrono::seconds(pid);
        scene.sessions.push_back(idle);
    }
    PgBouncerState state = pooler(10, 0, 2s, 2);
    auto servers = std::make_shared<PgBouncerSockets>();
    for (const int pid : {1, 2}) {
        PgBouncerSocket server;
        server.database = u"orders"_s;
        server.user = u"web"_s;
        server.host = u"unix"_s;
        server.remotePid = pid;
        server.link = u"0x%1"_s.arg(pid);
        servers->all.push_back(server);
    }
    PgBouncerSocket client;
    client.application = u"checkout"_s;
    client.host = u"10.0.0.7"_s;
    client.port = 51234;
    client.address = u"0x1"_s;
    auto clients = std::make_shared<PgBouncerSockets>();
    clients->all = {client};
    state.servers = servers;
    state.clients = clients;
    Snapshots both = bouncing(state);
    both.push_back(std::make_shared<const Snapshot>(scene.snapshot()));
    return both;
}

/// A replica with yesterday's password.
inline Snapshots refusedReplica()
{
    Snapshot lonely = *cache(replica(false, {}, 12s)).front();
    lonely.target = u"cache-2"_s;
    Snapshot primary = *cache(RedisState(), {{u"rate(redis_errors_total{err=\"WRONGPASS\"})"_s, 12}}).front();
    primary.link.address = u"10.0.0.5:6379"_s;
    Snapshots both = alone(lonely);
    both.push_back(std::make_shared<const Snapshot>(primary));
    return both;
}

inline void addFleets(Troubles &all)
{
    const Fleet pooled{{Target{.name = u"orders-primary"_s}}};
    ReplicationScene first;
    first.replication.timeline = 1;
    ReplicationScene second;
    second.target = u"orders-standby-2"_s;
    second.started = kNow - 30min;
    second.replication.timeline = 2;
    const Snapshots unclear{second.snapshot(), first.snapshot()};
    second.replication.hasUpstream = true;
    const Snapshots both{second.snapshot(), first.snapshot()};
    const Fleet apart{
        {Target{.name = first.target}, Target{.name = second.target, .environment = Environment::Staging}}};
    Snapshots held = bouncing(stopped(pooler(1, 0, {}, 0), true, false));
    held.push_back(alone(cut(ErrorKind::Timeout, {})).front());
    Snapshots sentinels = alone(watching(u"s1"_s, u"10.0.0.1:26379"_s, u"10.0.0.7:6379"_s));
    sentinels.push_back(alone(watching(u"s2"_s, u"10.0.0.2:26379"_s, u"10.0.0.8:6379"_s)).front());
    all.insert(all.end(), {
                              {"a split brain", &rules::twoPrimaries, both},
                              {"kin or copy", &rules::twoPrimaries, unclear},
                              {"a copy", &rules::twoPrimaries, both, apart},
                              {"behind a pause", &rules::behindPause, held},
                              {"a replica's login is refused", &rules::redisReplicaLogin, refusedReplica()},
                              {"held by idle transactions", &rules::poolIdle, heldByIdle(), pooled},
                              {"Sentinels differ", &rules::sentinelDissent, sentinels},
                          });
}

inline Troubles allTroubles()
{
    Troubles all;
    addPostgres(all);
    addSettings(all);
    addCatalogs(all);
    addHorizons(all);
    addLoads(all);
    addLinks(all);
    addPools(all);
    addHeldRedis(all);
    addRedisLinks(all);
    addRedisLimits(all);
    addSentinels(all);
    addFleets(all);
    return all;
}

} // namespace lockmaster::fixtures
