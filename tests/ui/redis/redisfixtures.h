// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots of Redis servers and Sentinels made by hand for tests of views: cache-1 is the primary of cache-2, both
// are watched by two Sentinels as group "orders".
#pragma once

#include <cmath>

#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "window/shellfixtures.h"

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

inline const QString kCache = u"cache-1"_s;
inline const QString kCacheReplica = u"cache-2"_s;
inline const QString kSentinel = u"sentinel-1"_s;
inline const QString kOtherSentinel = u"sentinel-2"_s;

inline Target redisTarget(const QString &name, ServerKind kind, const QString &host, const QString &port)
{
    return {.name = name, .kind = kind, .group = u"shop"_s, .parameters = {{u"host"_s, host}, {u"port"_s, port}}};
}

inline Fleet redisFleet()
{
    return {{redisTarget(kCache, ServerKind::Redis, u"10.0.0.5"_s, u"6379"_s),
             redisTarget(kCacheReplica, ServerKind::Redis, u"10.0.0.6"_s, u"6379"_s),
             redisTarget(kSentinel, ServerKind::Sentinel, u"10.0.0.7"_s, u"26379"_s),
             redisTarget(kOtherSentinel, ServerKind::Sentinel, u"10.0.0.8"_s, u"26379"_s)}};
}

inline RedisClient redisClient(std::int64_t id)
{
    const bool isBlocked = id % 50 == 0;
    return {.id = id,
            .address = u"10.0.1.%1:%2"_s.arg(id % 20 + 1).arg(40000 + id),
            .name = id % 3 ? u"web"_s : u"worker"_s,
            .user = u"default"_s,
            .age = std::chrono::seconds(5000 - id),
            .idle = std::chrono::seconds(id * 7 % 601),
            .flags = isBlocked ? u"b"_s : u"N"_s,
            .database = 0,
            .subscriptions = id % 100 == 1 ? 2 : 0,
            .queryBuffer = id % 5 * 16384,
            .outputMemory = id == 42 ? 67108864 : id % 17 * 1024,
            .totalMemory = 20504 + id % 9 * 1000,
            .command = isBlocked ? u"blpop"_s : u"get"_s,
            .library = u"jedis 5.1.0"_s};
}

inline RedisClients redisClients(int count)
{
    std::vector<RedisClient> clients;
    for (int id = 1; id <= count; ++id)
        clients.push_back(redisClient(id));
    return std::make_shared<const std::vector<RedisClient>>(std::move(clients));
}

/// Newest first; numbers from `first` on, one a second until now.
inline RedisSlowEntries slowEntries(std::int64_t first, int count, ServerTime newest = kNow)
{
    std::vector<RedisSlowEntry> entries;
    for (int i = count - 1; i >= 0; --i)
        entries.push_back(
            {.id = first + i,
             .at = newest - std::chrono::seconds(count - 1 - i),
             .duration = std::chrono::microseconds(12'000 + 700 * ((first + i) % 40)),
             .command = i % 7 == 3 ? u"CONFIG SET requirepass hunter22"_s : u"HGETALL cart:%1"_s.arg(9000 + first + i),
             .client = u"10.0.1.%1:40311"_s.arg(i % 20 + 1),
             .clientName = u"web"_s});
    return std::make_shared<const std::vector<RedisSlowEntry>>(std::move(entries));
}

/// `seconds` of 1,200 GET a second at 8 µs, 300 SET, and a KEYS now and then.
inline std::vector<RedisCommandStat> commandStats(std::int64_t seconds)
{
    using std::chrono::microseconds;
    return {{u"get"_s, 5000 + 1200 * seconds, microseconds(40'000 + 9600 * seconds), 0, 0, 7.0, 21.0, 160.0},
            {u"set"_s, 900 + 300 * seconds, microseconds(9000 + 3300 * seconds), 4 * seconds, 0, 10.0, 33.0, 220.0},
            {u"keys"_s, 12 + seconds / 5, microseconds(400'000 + 40'000 * (seconds / 5)), 0, 0, 41'000.0, 66'000.0,
             80'000.0},
            {u"config|get"_s, 40, microseconds(1800), 0, 1, 22.0, 90.0, 90.0}};
}

inline QHash<QString, QString> redisInfo()
{
    return {{u"used_memory"_s, u"838860800"_s},
            {u"used_memory_rss"_s, u"1010827264"_s},
            {u"used_memory_peak"_s, u"901775360"_s},
            {u"maxmemory"_s, u"1073741824"_s},
            {u"maxmemory_policy"_s, u"allkeys-lru"_s},
            {u"mem_fragmentation_ratio"_s, u"1.20"_s},
            {u"used_memory_dataset"_s, u"703594496"_s},
            {u"used_memory_startup"_s, u"946000"_s},
            {u"mem_replication_backlog"_s, u"1048592"_s},
            {u"mem_clients_normal"_s, u"71303168"_s},
            {u"connected_clients"_s, u"214"_s},
            {u"maxclients"_s, u"10000"_s},
            {u"blocked_clients"_s, u"3"_s},
            {u"rdb_last_save_time"_s, u"1795230427"_s},
            {u"rdb_changes_since_last_save"_s, u"1204"_s},
            {u"rdb_bgsave_in_progress"_s, u"0"_s},
            {u"rdb_last_bgsave_status"_s, u"ok"_s},
            {u"rdb_last_bgsave_time_sec"_s, u"4"_s},
            {u"rdb_last_cow_size"_s, u"41943040"_s},
            {u"latest_fork_usec"_s, u"18400"_s},
            {u"aof_enabled"_s, u"0"_s},
            {u"loading"_s, u"0"_s},
            {u"expired_keys"_s, u"1234"_s}};
}

inline RedisState redisState()
{
    RedisState state;
    state.serverNow = kNow;
    state.identity = {.version = u"8.0.2"_s,
                      .versionNumber = 80002,
                      .mode = u"standalone"_s,
                      .runId = u"a1b2"_s,
                      .port = 6379,
                      .user = u"monitor"_s,
                      .started = kNow - std::chrono::days(12),
                      .role = RedisRole::Primary};
    state.info = redisInfo();
    state.commands = commandStats(0);
    state.commandsTaken = kNow;
    state.errors = {{u"ERR"_s, 12}, {u"OOM"_s, 3}};
    state.replication = {
        .offset = 881'204'221,
        .replicas = {{u"10.0.0.6:6379"_s, u"online"_s, 881'203'197, 1s}, {u"10.0.0.9:6379"_s, u"wait_bgsave"_s, 0, {}}},
        .backlogSize = 1'048'576,
        .backlogUsed = 1'048'576};
    state.clients = redisClients(214);
    state.clientsTaken = kNow;
    state.slowLog = slowEntries(100, 28);
    state.slowLogTaken = kNow;
    state.slowLogLength = 28;
    state.settings = {{u"slowlog-log-slower-than"_s, u"10000"_s}, {u"save"_s, u"3600 1 300 100"_s}};
    state.memoryStats = {{u"dataset.bytes"_s, u"703594496"_s},
                         {u"startup.allocated"_s, u"946000"_s},
                         {u"replication.backlog"_s, u"1048592"_s},
                         {u"clients.normal"_s, u"71303168"_s},
                         {u"keys.count"_s, u"812004"_s},
                         {u"fragmentation"_s, u"1.20"_s},
                         {u"db.0.overhead.hashtable.main"_s, u"61968544"_s}};
    state.memoryDoctor = u"Hi Sam, I can't find any memory issue in your instance."_s;
    return state;
}

inline RedisState replicaState()
{
    RedisState state = redisState();
    state.identity.role = RedisRole::Replica;
    state.replication = {.offset = 881'203'197,
                         .primaryHost = u"10.0.0.5"_s,
                         .primaryPort = 6379,
                         .isLinkUp = true,
                         .lastIo = 1s,
                         .backlogSize = 1'048'576,
                         .backlogUsed = 20'480};
    return state;
}

inline RedisClusterNode clusterNode(int number, std::vector<std::pair<int, int>> slots, const QString &primary = {})
{
    return {.id = u"node%1"_s.arg(number),
            .address = u"10.0.2.%1:6379"_s.arg(number),
            .role = primary.isEmpty() ? RedisRole::Primary : RedisRole::Replica,
            .primaryId = primary,
            .isMyself = number == 1,
            .slotRanges = std::move(slots),
            .epoch = number};
}

/// Three primaries with a replica each; slots 5461 to 5470 are not served by any node.
inline RedisState clusterState()
{
    RedisState state = redisState();
    state.identity.mode = u"cluster"_s;
    state.cluster = RedisCluster{.isOk = false,
                                 .slotsAssigned = 16374,
                                 .slotsOk = 16374,
                                 .knownNodes = 6,
                                 .size = 3,
                                 .nodes = {clusterNode(1, {{0, 5460}}), clusterNode(2, {{5471, 10922}}),
                                           clusterNode(3, {{10923, 16383}}), clusterNode(4, {}, u"node1"_s),
                                           clusterNode(5, {}, u"node2"_s), clusterNode(6, {}, u"node3"_s)}};
    return state;
}

inline SentinelPeer sentinelPeer(const QString &address, const QStringList &flags)
{
    return {.address = address, .flags = flags, .lastOkPing = 410ms, .runId = u"c3d4"_s};
}

inline SentinelState sentinelState()
{
    SentinelState state;
    state.serverNow = kNow;
    state.version = u"8.0.2"_s;
    state.versionNumber = 80002;
    SentinelPrimary orders{.name = u"orders"_s,
                           .server = sentinelPeer(u"10.0.0.5:6379"_s, {u"master"_s}),
                           .quorum = 2,
                           .epoch = 4,
                           .replicas = {sentinelPeer(u"10.0.0.6:6379"_s, {u"slave"_s})},
                           .sentinels = {sentinelPeer(u"10.0.0.8:26379"_s, {u"sentinel"_s}),
                                         sentinelPeer(u"10.0.0.9:26379"_s, {u"sentinel"_s, u"s_down"_s})},
                           .hasQuorum = true,
                           .quorumText = u"OK 2 usable Sentinels. Quorum and failover authorization can be reached"_s};
    orders.replicas.front().isLinkUp = true;
    orders.replicas.front().priority = 100;
    orders.replicas.front().offset = 881'203'197;
    state.primaries = {orders};
    return state;
}

inline Snapshot redisFrame(const QString &target, std::chrono::seconds after)
{
    Snapshot snapshot;
    snapshot.target = target;
    snapshot.sequence = std::uint64_t(after.count()) + 1;
    snapshot.taken = snapshot.dataTaken = {kNow + after, SteadyTime{after}};
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.since = kNow - 1h;
    return snapshot;
}

inline Snapshot live(RedisState state, std::chrono::seconds after = 0s, const QString &target = kCache)
{
    Snapshot snapshot = redisFrame(target, after);
    snapshot.link.address = target == kCacheReplica ? u"10.0.0.6:6379"_s : u"10.0.0.5:6379"_s;
    state.serverNow = kNow + after;
    snapshot.redis = std::make_shared<const RedisState>(std::move(state));
    return snapshot;
}

inline Snapshot live(SentinelState state, std::chrono::seconds after = 0s, const QString &target = kSentinel)
{
    Snapshot snapshot = redisFrame(target, after);
    state.serverNow = kNow + after;
    snapshot.sentinel = std::make_shared<const SentinelState>(std::move(state));
    return snapshot;
}

inline std::vector<Sample> redisSamples(int second)
{
    const double wave = std::sin(second / 40.0);
    return {{u"rate(redis_commands_processed_total)"_s, 1500 + 220 * wave},
            {u"rate(redis_keyspace_hits_total)"_s, 1100 + 150 * wave},
            {u"rate(redis_keyspace_misses_total)"_s, 100 - 20 * wave},
            {u"lockmaster_hit_ratio"_s, (1100 + 150 * wave) / (1200 + 130 * wave)},
            {u"redis_memory_used_bytes"_s, 838860800 + 2e7 * wave},
            {u"redis_memory_used_rss_bytes"_s, 1010827264},
            {u"redis_memory_max_bytes"_s, 1073741824},
            {u"redis_connected_clients"_s, 214 + std::round(9 * wave)},
            {u"redis_blocked_clients"_s, 3},
            {u"redis_rdb_changes_since_last_save"_s, double(second % 300) * 4},
            {u"rate(redis_evicted_keys_total)"_s, second > 700 ? 14.0 : 0.0},
            {u"rate(redis_expired_keys_total)"_s, 31 + 4 * wave},
            {u"rate(redis_net_input_bytes_total)"_s, 210e3 + 3e4 * wave},
            {u"rate(redis_net_output_bytes_total)"_s, 1.7e6 + 3e5 * wave}};
}

} // namespace lockmaster::fixtures
