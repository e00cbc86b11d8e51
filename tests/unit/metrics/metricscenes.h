// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Data of each kind of server with names that nobody should use, for tests of what is told of it.
#pragma once

#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"
#include "model/postgres/replication.h"
#include "model/postgres/wraparound.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "model/snapshot.h"

namespace lockmaster::metricscenes {

inline const QString kHostile = QStringLiteral("a\"b\\c\nd{e=\"f\"} 1\té€");

inline ServerData postgres()
{
    auto state = std::make_shared<PostgresState>();
    state->serverNow = ServerTime(std::chrono::seconds(1000));
    state->identity = {.versionNumber = 170000, .started = ServerTime(std::chrono::seconds(1)), .canSeeAll = true};
    state->settings.maxConnections = 100;
    for (int pid = 1; pid <= 4; ++pid) {
        auto session = std::make_shared<Session>();
        session->key.pid = pid;
        session->state = pid == 1 ? SessionState::Active : SessionState::Idle;
        session->backendType = QStringLiteral("client backend");
        session->application = pid == 3 ? QString() : kHostile;
        session->transactionStart = state->serverNow - std::chrono::seconds(pid);
        state->sessions.push_back(std::move(session));
    }
    for (const std::uint32_t oid : {5U, 6U})
        state->databases.push_back({.oid = oid,
                                    .name = oid == 5 ? kHostile : QStringLiteral("orders"),
                                    .commits = 7,
                                    .statsReset = state->serverNow});
    auto replication = std::make_shared<Replication>();
    replication->here = 5000;
    for (const int pid : {71, 72}) { // twins: one name, one host, one state
        replication->senders.push_back({.pid = pid,
                                        .application = kHostile,
                                        .state = QStringLiteral("streaming"),
                                        .replayed = pid == 71 ? 4000U : 3000U});
    }
    replication->slotsKept = {{.name = QStringLiteral("s"), .restart = 1, .confirmed = 2, .retainedBytes = 3}};
    replication->archiver = Archiver{.isOn = true, .archived = 3};
    replication->conflicts = {{QStringLiteral("lock"), 2}};
    state->replication = replication;
    state->wraparound = std::make_shared<Wraparound>(Wraparound{.databases = {{kHostile, 1, 2, {}}}});
    CommandProgress vacuum{.pid = 1, .database = kHostile, .relation = kHostile, .phase = kHostile};
    vacuum.vacuum = VacuumWork{.blocks = 100, .scanned = 40};
    state->work = std::make_shared<WorkInProgress>(WorkInProgress{{vacuum, vacuum}}); // of two schemas, say
    state->checkpoints = std::make_shared<Checkpoints>(Checkpoints{.timed = 3, .restartpointsTimed = 0});
    state->nextTransaction = 1000;
    state->headroom = headroom(state->sessions, state->settings);
    ServerData data;
    data.postgres = std::move(state);
    return data;
}

inline ServerData pgbouncer()
{
    auto state = std::make_shared<PgBouncerState>();
    PgBouncerPool pool;
    pool.database = kHostile;
    pool.user = kHostile;
    pool.clientsWaiting = 3;
    pool.longestWait = std::chrono::seconds(2);
    state->pools = {pool, pool}; // a console's mistake, and not ours
    PgBouncerDatabase database;
    database.name = kHostile;
    database.poolSize = 20;
    state->databases = {database};
    PgBouncerStats stats;
    stats.database = kHostile;
    stats.queries = 12;
    state->stats = {stats};
    state->lists = {{QStringLiteral("used_clients"), 3}};
    ServerData data;
    data.pgbouncer = std::move(state);
    return data;
}

inline ServerData redis()
{
    auto state = std::make_shared<RedisState>();
    state->info = {{QStringLiteral("used_memory"), QStringLiteral("1024")},
                   {QStringLiteral("os"), kHostile},
                   {QStringLiteral("total_error_replies"), QStringLiteral("4")},
                   {QStringLiteral("master_link_status"), QStringLiteral("up")},
                   {QStringLiteral("keyspace_hits"), QStringLiteral("10")}};
    state->errors = {{kHostile, 1}, {QStringLiteral("OOM"), 2}};
    state->commands = {{.command = kHostile, .calls = 5, .p50 = 1.5}};
    state->keyspaces = {{.database = 0, .keys = 7}};
    RedisReplica replica;
    replica.address = QStringLiteral("10.0.0.1:0"); // two that tell no port
    state->replication.replicas = {replica, replica};
    ServerData data;
    data.redis = std::move(state);
    return data;
}

inline ServerData sentinel()
{
    auto state = std::make_shared<SentinelState>();
    SentinelPrimary primary;
    primary.name = kHostile;
    primary.hasQuorum = true;
    primary.quorumText = kHostile;
    state->primaries = {primary};
    ServerData data;
    data.sentinel = std::move(state);
    return data;
}

inline SnapshotPtr live(ServerData data)
{
    Snapshot snapshot;
    static_cast<ServerData &>(snapshot) = std::move(data);
    snapshot.link.phase = LinkPhase::Live;
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

inline Target target(const QString &name, ServerKind kind)
{
    Target target;
    target.name = name;
    target.kind = kind;
    return target;
}

} // namespace lockmaster::metricscenes
