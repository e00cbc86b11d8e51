// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of a Redis or Valkey server, alone or as a node of a cluster, at a moment. What its version does
// not report, or what our user may not see, is absent, not 0.
#pragma once

#include <QHash>
#include <QString>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "model/servertime.h"
#include "model/refusedcommand.h"

namespace lockmaster {

enum class RedisRole { Unknown, Primary, Replica };

struct RedisIdentity {
    bool isValkey = false;
    QString version;       ///< "8.0.2": Valkey's own, not the redis_version it poses as
    int versionNumber = 0; ///< 80002
    QString mode;          ///< "standalone", "cluster"
    QString runId;
    QString os;
    int port = 0;
    int processId = 0;
    QString user; ///< ours
    std::optional<ServerTime> started;
    RedisRole role = RedisRole::Unknown;

    bool operator==(const RedisIdentity &) const = default;
};

/// A row of CLIENT LIST.
struct RedisClient {
    std::int64_t id = 0;
    QString address;
    QString name;
    QString user;
    std::chrono::seconds age{};
    std::chrono::seconds idle{};
    QString flags;
    int database = 0;
    int subscriptions = 0;                   ///< to channels and patterns together
    std::int64_t queryBuffer = 0;            ///< bytes
    std::int64_t outputMemory = 0;           ///< bytes
    std::optional<std::int64_t> totalMemory; ///< bytes; 6.2+
    QString command;                         ///< the last one; "NULL" before the first
    QString library;                         ///< "jedis 5.1.0"; 7.2+

    bool operator==(const RedisClient &) const = default;
};

struct RedisSlowEntry {
    std::int64_t id = 0;
    ServerTime at{};
    std::chrono::microseconds duration{};
    std::int64_t bytes = 0; ///< of Valkey's large-request and large-reply logs, whose entries have no duration
    QString command;        ///< with its arguments, as the server shortened them, and our bound
    QString client;
    QString clientName;

    bool operator==(const RedisSlowEntry &) const = default;
};

struct RedisCommandStat {
    QString command; ///< "get", "config|set"
    std::int64_t calls = 0;
    std::chrono::microseconds time{};
    std::optional<std::int64_t> rejected; ///< 6.2+
    std::optional<std::int64_t> failed;
    std::optional<double> p50; ///< microseconds; 7.0+
    std::optional<double> p99;
    std::optional<double> p999;

    bool operator==(const RedisCommandStat &) const = default;
};

struct RedisKeyspace {
    int database = 0;
    std::int64_t keys = 0;
    std::int64_t expiring = 0;
    std::optional<std::chrono::milliseconds> averageTtl; ///< of keys that expire, as the server samples it

    bool operator==(const RedisKeyspace &) const = default;
};

struct RedisReplica {
    QString address; ///< host:port
    QString state;   ///< "online", "wait_bgsave", …
    std::int64_t offset = 0;
    std::optional<std::chrono::seconds> lag; ///< since its last acknowledgement

    bool operator==(const RedisReplica &) const = default;
};

struct RedisReplication {
    std::optional<std::int64_t> offset; ///< of a primary: bytes written; of a replica: bytes taken
    QString primaryHost;                ///< of a replica
    int primaryPort = 0;
    std::optional<bool> isLinkUp; ///< of a replica
    std::optional<std::chrono::seconds> linkDownFor;
    std::optional<std::chrono::seconds> lastIo;
    bool isSyncing = false;
    std::optional<std::int64_t> syncBytesLeft;
    std::vector<RedisReplica> replicas;
    std::optional<std::int64_t> backlogSize;
    std::optional<std::int64_t> backlogUsed;

    bool operator==(const RedisReplication &) const = default;
};

/// A node as CLUSTER NODES tells it.
struct RedisClusterNode {
    QString id;
    QString address; ///< host:port
    RedisRole role = RedisRole::Unknown;
    QString primaryId; ///< of a replica
    bool isMyself = false;
    bool isFailing = false;                      ///< "fail"
    bool isSuspect = false;                      ///< "fail?"
    bool isLinked = true;                        ///< the node bus
    std::vector<std::pair<int, int>> slotRanges; ///< ranges, both ends included
    std::int64_t epoch = 0;

    bool operator==(const RedisClusterNode &) const = default;
};

struct RedisCluster {
    bool isOk = false;
    int slotsAssigned = 0;
    int slotsOk = 0;
    int slotsSuspect = 0;
    int slotsFailing = 0;
    int knownNodes = 0;
    int size = 0;                 ///< primaries that serve slots
    QHash<QString, QString> info; ///< CLUSTER INFO as it came
    std::vector<RedisClusterNode> nodes;

    bool operator==(const RedisCluster &) const = default;
};

/// The function that keeps a busy server from answering; 7.0+. Of an EVAL the server tells nothing.
struct RedisScript {
    QString name;
    QString command;
    std::chrono::milliseconds duration{};

    bool operator==(const RedisScript &) const = default;
};

/// The server answers, but not to everything: what it said.
enum class RedisCondition {
    Ready,
    Loading,    ///< reads its data set: INFO works, with loading_loaded_perc and loading_eta_seconds
    Busy,       ///< a script runs: nothing is known of this moment but who the server is
    MasterDown, ///< a replica without its primary that is told not to serve stale data
};

using RedisClients = std::shared_ptr<const std::vector<RedisClient>>;
using RedisSlowEntries = std::shared_ptr<const std::vector<RedisSlowEntry>>; ///< newest first

/// What is not asked for with every sample carries the time at which it was, by the server's clock.
struct RedisState {
    ServerTime serverNow{};                              ///< by the server's clock
    std::optional<std::chrono::microseconds> clockAhead; ///< of ours; less than 0: behind. Not known: not told yet
    RedisCondition condition = RedisCondition::Ready;
    std::optional<ServerTime> conditionSince; ///< when it was first met; absent while ready
    QString conditionWords;                   ///< the server's own while busy: "BUSY Redis is busy running a script. …"
    std::optional<RedisScript> script;        ///< while busy, where the server tells
    RedisIdentity identity;
    QHash<QString, QString> info; ///< every field of INFO that is one of its kind: "used_memory", "keyspace_hits", …
    std::vector<RedisKeyspace> keyspaces;
    std::vector<RedisCommandStat> commands; ///< in the server's order
    std::optional<ServerTime> commandsTaken;
    std::map<QString, std::int64_t> errors; ///< by error code; 6.2+
    RedisReplication replication;
    std::optional<RedisCluster> cluster;
    RedisClients clients; ///< null: not asked for yet, or hidden
    std::optional<ServerTime> clientsTaken;
    RedisSlowEntries slowLog; ///< null: not asked for yet, or hidden
    std::optional<ServerTime> slowLogTaken;
    std::optional<std::int64_t> slowLogLength;
    std::map<QString, RedisSlowEntries> largeLogs; ///< Valkey 8.1+: "large-request", "large-reply"
    std::map<QString, QString> memoryStats;        ///< MEMORY STATS; asked for by the page
    QString memoryDoctor;
    std::map<QString, QString> settings; ///< CONFIG GET of those that matter; empty: hidden
    RefusedCommands refused;             ///< why some of it is not there

    /// A number of INFO; nothing when the field is not there.
    [[nodiscard]] std::optional<double> number(const QString &field) const;
    /// The same where every digit counts: offsets, counters.
    [[nodiscard]] std::optional<std::int64_t> integer(const QString &field) const;
};

/// Bytes that a replica has not acknowledged yet; absent when it was not told.
std::optional<std::int64_t> replicaLag(const RedisReplication &replication, const RedisReplica &replica);

/// The policy evicts keys when memory is full, and there are keys that it may evict: a cache at its limit is at work as
/// meant.
bool canEvict(const RedisState &state);
/// What counts for the limit (maxmemory): buffers of replicas and the append-only file's do not.
std::optional<double> limitedMemory(const RedisState &state);

/// Stable words: "primary", "replica", empty when unknown.
QString redisRoleName(RedisRole role);
/// Stable words: "ready", "loading", "busy", "master_down".
QString redisConditionName(RedisCondition condition);

} // namespace lockmaster
