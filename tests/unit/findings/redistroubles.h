// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Redis server in each trouble that a rule knows.
#pragma once

#include "trouble.h"

#include "model/redis/redis.h"

namespace lockmaster::fixtures {

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

} // namespace lockmaster::fixtures
