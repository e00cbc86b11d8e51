// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PgBouncer, Redis, Sentinel, and servers that cannot be seen, in each trouble that a rule knows.
#pragma once

#include "postgrestroubles.h"

#include "model/pgbouncer/pgbouncer.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster::fixtures {

inline Snapshot cut(ErrorKind kind, const QString &detail, const QString &code = {})
{
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = LinkPhase::Broken;
    snapshot.link.rung = Rung::Auth;
    snapshot.link.address = u"10.0.0.1:6432"_s;
    snapshot.link.error = Error{kind, u"our words"_s, detail, {}, code};
    return snapshot;
}

/// Live, and nothing could be read.
inline Snapshot unread(const QString &serverWords, const QString &hidden = {})
{
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = LinkPhase::Live;
    if (hidden.isEmpty())
        snapshot.probeErrors = {Error{ErrorKind::Query, u"sessions: our words"_s, serverWords, {}, u"42P05"_s}};
    else
        snapshot.hidden = {hidden};
    return snapshot;
}

/// Live, and what was read before is all there is.
inline Snapshot unreadSince(const Snapshot &before)
{
    Snapshot snapshot = before;
    snapshot.taken.steady += 1s;
    snapshot.probeErrors = unread(u"prepared statement exists"_s).probeErrors;
    return snapshot;
}

inline void addLinks(Troubles &all)
{
    Snapshot known = hotRow(3, 30s).snapshot();
    known.link = cut(ErrorKind::Full, u"too many clients"_s, u"53300"_s).link;
    all.insert(
        all.end(),
        {
            {"refused", &rules::targetUnreachable, alone(cut(ErrorKind::Auth, u"password authentication failed"_s))},
            {"without the server's words", &rules::targetUnreachable, alone(cut(ErrorKind::Network, {}))},
            {"starting", &rules::targetStarting,
             alone(cut(ErrorKind::Starting, u"the database system is starting up"_s))},
            {"starting, it seems", &rules::targetStarting, alone(cut(ErrorKind::Starting, {}))},
            {"nothing can be read", &rules::targetUnread, alone(unread(u"prepared statement exists"_s))},
            {"nothing can be read, without the server's words", &rules::targetUnread, alone(unread({}))},
            {"nothing can be read any more", &rules::targetUnread, alone(unreadSince(hotRow(3, 30s).snapshot()))},
            {"nothing may be read", &rules::targetUnread, alone(unread({}, u"This user may not run INFO."_s))},
            {"full", &rules::connectionsRefused, alone(cut(ErrorKind::Full, u"too many clients"_s, u"53300"_s))},
            {"full, as was seen to come", &rules::connectionsRefused, alone(known)},
            {"a full PgBouncer", &rules::pgBouncerRefuses,
             alone(cut(ErrorKind::Full, u"no more connections allowed"_s, u"MAX_CLIENT_CONN"_s))},
            {"a full Redis", &rules::redisRefuses,
             alone(cut(ErrorKind::Full, u"ERR max number of clients reached"_s, u"MAXCLIENTS"_s))},
        });
}

/// Pool "orders (web)" of ten server connections, with so many that are busy, of them some that log in.
inline PgBouncerState pooler(int busy, int login, std::chrono::microseconds longestWait, int waiting)
{
    PgBouncerState state;
    state.databases.resize(2);
    state.databases[0].name = u"orders"_s;
    state.databases[0].poolSize = 10;
    state.databases[1].name = u"reports"_s;
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"web"_s;
    pool.serversActive = busy - login;
    pool.serversLogin = login;
    pool.clientsWaiting = waiting;
    pool.longestWait = longestWait;
    state.pools = {pool};
    return state;
}

inline Snapshots bouncing(const PgBouncerState &state)
{
    Snapshot snapshot;
    snapshot.target = u"front"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = u"10.0.0.1:6432"_s;
    snapshot.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return alone(snapshot);
}

inline PgBouncerState stopped(PgBouncerState state, bool isFirst, bool isSecond)
{
    state.databases[0].isPaused = isFirst;
    state.databases[1].isDisabled = isSecond;
    return state;
}

/// PgBouncer tells no wait.
inline PgBouncerState waitingAtLogin()
{
    PgBouncerState state = pooler(0, 0, 0s, 4);
    state.serverNow = kNow;
    state.pools[0].waitingSince = kNow - 14s;
    return state;
}

inline void addPools(Troubles &all)
{
    PgBouncerState suspended = stopped(pooler(1, 0, 2s, 1), true, true);
    suspended.isSuspended = true;
    PgBouncerState pausedAll = pooler(1, 0, {}, 0);
    pausedAll.isPaused = true;
    PgBouncerState crowded = pooler(1, 0, {}, 0);
    crowded.lists[u"used_clients"_s] = 9998;
    crowded.settings[u"max_client_conn"_s].value = u"10000"_s;
    PgBouncerState two = pooler(12, 0, {}, 0);
    two.pools.push_back(two.pools.front());
    two.pools.back().user = u"job"_s;
    PgBouncerState large = pooler(9'999, 0, 1'999'999us, 20'000);
    large.databases[0].poolSize = 10'000;
    all.insert(
        all.end(),
        {
            {"a database is paused", &rules::poolPaused, bouncing(stopped(pooler(1, 0, 2s, 2), true, false))},
            {"a database is disabled", &rules::poolPaused, bouncing(stopped(pooler(1, 0, 2s, 2), false, true))},
            {"two are stopped", &rules::poolPaused, bouncing(stopped(pooler(1, 0, {}, 0), true, true))},
            {"suspended", &rules::poolPaused, bouncing(suspended)},
            {"all paused", &rules::poolPaused, bouncing(pausedAll)},
            {"a client waits", &rules::poolWaiting, bouncing(pooler(10, 0, 2'549'999us, 1))},
            {"all are busy but one", &rules::poolWaiting, bouncing(large)},
            {"logging in", &rules::poolWaiting, bouncing(pooler(2, 2, 2s, 7))},
            {"no server", &rules::poolWaiting, bouncing(pooler(0, 0, 2s, 7))},
            {"waiting at login", &rules::poolWaiting, bouncing(waitingAtLogin())},
            {"paused while they wait", &rules::poolWaiting, bouncing(stopped(pooler(10, 0, 2s, 7), true, false))},
            {"waiting while all is suspended", &rules::poolWaiting, bouncing(suspended)},
            {"clients run out", &rules::poolSaturated, bouncing(crowded)},
            {"two pools are full", &rules::poolSaturated, bouncing(two)},
        });
}

inline Snapshots cache(RedisState state, std::vector<Sample> samples = {})
{
    Snapshot snapshot;
    snapshot.target = u"cache-1"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.samples = std::move(samples);
    snapshot.redis = std::make_shared<const RedisState>(std::move(state));
    return alone(snapshot);
}

inline RedisState holding(RedisCondition condition, const QString &words, std::optional<RedisScript> script = {})
{
    RedisState state;
    state.condition = condition;
    state.conditionWords = words;
    state.script = std::move(script);
    return state;
}

inline RedisState informed(QHash<QString, QString> info)
{
    RedisState state;
    state.info = std::move(info);
    return state;
}

inline void addHeldRedis(Troubles &all)
{
    const RedisScript script{u"spin"_s, u"FCALL spin 0"_s, 61'999ms};
    const auto loading = [](const QHash<QString, QString> &info) {
        RedisState state = informed(info);
        state.condition = RedisCondition::Loading;
        return cache(state);
    };
    const QString percent = u"loading_loaded_perc"_s;
    all.insert(all.end(),
               {
                   {"a script", &rules::redisBusy, cache(holding(RedisCondition::Busy, u"BUSY … SCRIPT KILL …"_s))},
                   {"a script or function", &rules::redisBusy, cache(holding(RedisCondition::Busy, {}))},
                   {"a function", &rules::redisBusy, cache(holding(RedisCondition::Busy, u"BUSY"_s, script))},
                   {"loading", &rules::redisLoading, loading({})},
                   {"nearly loaded", &rules::redisLoading, loading({{percent, u"99.97"_s}})},
                   {"half loaded", &rules::redisLoading,
                    loading({{percent, u"50.00"_s}, {u"loading_eta_seconds"_s, u"75"_s}})},
               });
}

inline RedisState clustered(bool isOk, const std::vector<std::pair<int, int>> &slots, bool isSuspect)
{
    RedisClusterNode node;
    node.address = u"10.0.2.1:6379"_s;
    node.slotRanges = slots;
    node.isSuspect = isSuspect;
    RedisState state;
    state.cluster =
        RedisCluster{.isOk = isOk, .slotsOk = isSuspect ? 10'922 : 16'384, .knownNodes = 6, .nodes = {node}};
    return state;
}

/// A replica has failed, which costs no slot.
inline RedisState withoutAReplica()
{
    RedisState state = clustered(true, {{0, 16383}}, false);
    RedisClusterNode gone;
    gone.address = u"[fd00::2]:6379"_s;
    gone.role = RedisRole::Replica;
    gone.isFailing = true;
    state.cluster->nodes.push_back(gone);
    return state;
}

inline RedisState replica(bool isSyncing, std::optional<std::int64_t> left, std::optional<std::chrono::seconds> downFor)
{
    RedisState state;
    state.replication = {.primaryHost = u"10.0.0.5"_s,
                         .primaryPort = 6379,
                         .isLinkUp = false,
                         .linkDownFor = downFor,
                         .isSyncing = isSyncing,
                         .syncBytesLeft = left};
    return state;
}

inline void addRedisLinks(Troubles &all)
{
    std::vector<std::pair<int, int>> even; // holes enough that not all of them are listed
    for (int slot = 0; slot < 16384; slot += 2)
        even.emplace_back(slot, slot);
    RedisState strict = replica(false, {}, 12s);
    strict.settings[u"replica-serve-stale-data"_s] = u"no"_s;
    RedisState lenient = replica(false, {}, {});
    lenient.settings[u"replica-serve-stale-data"_s] = u"yes"_s;
    all.insert(all.end(),
               {
                   {"a hole", &rules::redisCluster, cache(clustered(true, {{0, 5460}, {5471, 16383}}, false))},
                   {"many holes", &rules::redisCluster, cache(clustered(false, even, false))},
                   {"a cluster that fails", &rules::redisCluster, cache(clustered(false, {{0, 16383}}, false))},
                   {"a suspect", &rules::redisCluster, cache(clustered(true, {{0, 16383}}, true))},
                   {"a replica has failed", &rules::redisCluster, cache(withoutAReplica())},
                   {"all anew", &rules::redisReplication, cache(replica(true, 5'000'000'000, {}))},
                   {"all anew, who knows how much", &rules::redisReplication, cache(replica(true, {}, {}))},
                   {"no link just now", &rules::redisReplication, cache(replica(false, {}, 0s))},
                   {"no link, no data", &rules::redisReplication, cache(strict)},
                   {"no link, old data", &rules::redisReplication, cache(lenient)},
               });
}

inline RedisState failing(const QString &field, const QString &save)
{
    RedisState state = informed({{field, u"err"_s}});
    state.identity.role = RedisRole::Primary;
    state.settings = {{u"save"_s, save}, {u"stop-writes-on-bgsave-error"_s, u"yes"_s}};
    return state;
}

/// 82 MB wait for it.
inline RedisState unreadBy(const QString &name, int subscriptions)
{
    RedisState state = informed({{u"client_recent_max_output_buffer"_s, u"85983232"_s}});
    RedisClient client;
    client.id = 42;
    client.address = u"[::1]:51234"_s;
    client.name = name;
    client.subscriptions = subscriptions;
    client.outputMemory = 85'983'232;
    client.idle = 2s;
    state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{RedisClient(), client});
    return state;
}

inline RedisState fullOf(const QString &what)
{
    RedisState state = informed({{u"used_memory"_s, u"1000"_s},
                                 {u"maxmemory"_s, u"1000"_s},
                                 {u"maxmemory_policy"_s, u"noeviction"_s},
                                 {u"used_memory_dataset"_s, u"150"_s},
                                 {u"mem_clients_normal"_s, u"140"_s},
                                 {u"mem_total_replication_buffers"_s, u"130"_s}});
    state.info[what] = u"700"_s;
    state.keyspaces = {{0, 10, 0, {}}, {3, 120, 0, {}}};
    return state;
}

inline RedisState flushed()
{
    RedisState state = informed({{u"keyspace_hits"_s, u"9"_s}, {u"keyspace_misses"_s, u"1"_s}});
    RedisCommandStat flush;
    flush.command = u"flushall"_s;
    flush.calls = 1;
    state.commands = {flush};
    return state;
}

inline RedisState startedAgo(std::chrono::microseconds uptime)
{
    RedisState state;
    state.serverNow = kNow;
    state.identity.started = kNow - uptime;
    return state;
}

inline RedisState withClock(std::chrono::microseconds ahead)
{
    RedisState state;
    state.clockAhead = ahead;
    return state;
}

inline void addRedisLimits(Troubles &all)
{
    const auto filled = [](const QString &used, const QString &policy) {
        return cache(
            informed({{u"used_memory"_s, used}, {u"maxmemory"_s, u"1000"_s}, {u"maxmemory_policy"_s, policy}}));
    };
    const RedisState clients = informed({{u"connected_clients"_s, u"9500"_s}, {u"maxclients"_s, u"10000"_s}});
    const RedisState lookups = informed({{u"keyspace_hits"_s, u"9999"_s}, {u"keyspace_misses"_s, u"1"_s}});
    const std::vector<Sample> misses{{u"lockmaster_hit_ratio"_s, 0.0003},
                                     {u"rate(redis_keyspace_misses_total)"_s, 23.4496}};
    const std::vector<Sample> refusing{{u"rate(redis_rejected_connections_total)"_s, 0.0003}};
    const RedisState evicting = informed({{u"maxmemory_policy"_s, u"allkeys-lru"_s}});
    const RedisState torn =
        informed({{u"mem_fragmentation_ratio"_s, u"2.345"_s}, {u"mem_fragmentation_bytes"_s, u"200000000"_s}});
    all.insert(
        all.end(),
        {
            {"full memory", &rules::redisMemory, filled(u"1000"_s, u"noeviction"_s)},
            {"nearly full memory", &rules::redisMemory, filled(u"900"_s, u"volatile-lru"_s)},
            {"full of data", &rules::redisMemory, cache(fullOf(u"used_memory_dataset"_s))},
            {"full of clients' buffers", &rules::redisMemory, cache(fullOf(u"mem_clients_normal"_s))},
            {"full of replicas' buffers", &rules::redisMemory, cache(fullOf(u"mem_total_replication_buffers"_s))},
            {"a subscriber that does not read", &rules::redisClientOutput, cache(unreadBy(u"feed"_s, 1))},
            {"a client that does not read", &rules::redisClientOutput, cache(unreadBy({}, 0))},
            {"started a moment ago", &rules::redisRestarted, cache(startedAgo(20'900ms))},
            {"a Redis clock ahead", &rules::redisClock, cache(withClock(90'400ms))},
            {"a Redis clock behind", &rules::redisClock, cache(withClock(-6s))},
            {"appending fails", &rules::redisPersistence, cache(failing(u"aof_last_write_status"_s, {}))},
            {"saving fails", &rules::redisPersistence, cache(failing(u"rdb_last_bgsave_status"_s, u"3600 1"_s))},
            {"rewriting fails", &rules::redisPersistence, cache(failing(u"aof_last_bgrewrite_status"_s, {}))},
            {"many clients", &rules::redisClients, cache(clients)},
            {"refused clients", &rules::redisClients, cache(RedisState(), refusing)},
            {"evictions", &rules::redisEvicting, cache(evicting, {{u"rate(redis_evicted_keys_total)"_s, 0.3149}})},
            {"hardly a hit", &rules::redisHitRate, cache(lookups, misses)},
            {"never a hit", &rules::redisHitRate, cache(RedisState(), misses)},
            {"an emptied cache", &rules::redisHitRate, cache(flushed(), misses)},
            {"torn memory", &rules::redisFragmentation, cache(torn)},
        });
}

/// Watches the group "mymaster", as half of the world calls it.
inline Snapshot watching(const QString &name, const QString &address, const QString &primary,
                         const QStringList &flags = {})
{
    SentinelPrimary group;
    group.name = u"mymaster"_s;
    group.server.address = primary;
    group.server.flags = flags;
    group.server.lastOkPing = 30'499ms;
    group.sentinels.resize(2);
    group.sentinels[0].address = u"10.0.0.1:26379"_s;
    group.sentinels[1].flags = {u"s_down"_s};
    group.quorum = 3;
    group.hasQuorum = flags.isEmpty();
    auto state = std::make_shared<SentinelState>();
    state->primaries = {group};
    state->isTilted = true;
    Snapshot snapshot;
    snapshot.target = name;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = address;
    snapshot.sentinel = state;
    snapshot.hidden = {u"This user may not run SENTINEL CKQUORUM."_s};
    return snapshot;
}

/// One of three is down; at the place of another, when it is a ghost of that one.
inline Snapshot degraded(const QString &address)
{
    Snapshot snapshot = watching(u"s1"_s, u"10.0.0.3:26379"_s, u"10.0.0.7:6379"_s);
    auto state = std::make_shared<SentinelState>(*snapshot.sentinel);
    state->primaries[0].quorum = 2;
    state->primaries[0].sentinels[1].address = address;
    snapshot.sentinel = state;
    return snapshot;
}

inline RedisState refusing(int commands)
{
    RedisState state;
    state.refused = {{u"CLIENT LIST"_s, u"lockmaster"_s, u"+client|list"_s, u"The first reason."_s},
                     {u"CONFIG GET"_s, u"lockmaster"_s, u"+config|get"_s, u"Another."_s},
                     {u"LATENCY"_s, u"lockmaster"_s, {}, u"There is no such command."_s}};
    state.refused.erase(state.refused.begin(), state.refused.end() - commands);
    return state;
}

inline Snapshots refusingCache(const RedisState &state)
{
    Snapshot snapshot = *cache(state).front();
    for (const RefusedCommand &one : snapshot.redis->refused)
        snapshot.hidden.push_back(one.reason);
    return alone(snapshot);
}

inline RedisState renaming(const QStringList &commands)
{
    RedisState state;
    for (const QString &command : commands)
        state.refused.push_back({command, u"lockmaster"_s, {}, u"The server has no command "_s + command});
    return state;
}

inline void addSentinels(Troubles &all)
{
    const RedisState renamed = renaming({u"CONFIG GET"_s, u"SLOWLOG LEN"_s, u"SLOWLOG GET"_s, u"CLIENT LIST"_s});
    const QString primary = u"10.0.0.7:6379"_s;
    const auto at = [&](const QStringList &flags) {
        return alone(watching(u"s1"_s, u"10.0.0.1:26379"_s, primary, flags));
    };
    all.insert(all.end(), {
                              {"down for it", &rules::sentinelPrimary, at({u"s_down"_s})},
                              {"down for all", &rules::sentinelPrimary, at({u"s_down"_s, u"o_down"_s})},
                              {"too few", &rules::sentinelQuorum, at({u"s_down"_s})},
                              {"one is down", &rules::sentinelDegraded, alone(degraded(u"10.0.0.2:26379"_s))},
                              {"a ghost", &rules::sentinelDegraded, alone(degraded(u"10.0.0.1:26379"_s))},
                              {"tilted", &rules::sentinelTilt, at({})},
                              {"a hidden answer", &rules::sentinelHidden, at({})},
                              {"one command is not there", &rules::redisHidden, refusingCache(refusing(1))},
                              {"one command is refused", &rules::redisHidden, refusingCache(refusing(2))},
                              {"several are refused", &rules::redisHidden, refusingCache(refusing(3))},
                              {"several are renamed", &rules::redisHidden, refusingCache(renamed)},
                              {"INFO is renamed", &rules::redisHidden, refusingCache(renaming({u"INFO"_s}))},
                          });
}

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
