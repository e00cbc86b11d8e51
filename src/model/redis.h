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
#include <optional>
#include <vector>

#include "model/session.h"

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
    int subscriptions = 0;
    std::int64_t queryBuffer = 0;  ///< bytes
    std::int64_t outputMemory = 0; ///< bytes
    std::int64_t totalMemory = 0;  ///< bytes; 0 before Redis 7 means not told
    QString command;               ///< the last one
    QString library;               ///< "jedis 5.1.0"

    bool operator==(const RedisClient &) const = default;
};

struct RedisSlowEntry {
    std::int64_t id = 0;
    ServerTime at{};
    std::chrono::microseconds duration{};
    std::int64_t bytes = 0; ///< of Valkey's large-request and large-reply logs
    QString command;        ///< with its arguments, as the server shortened them
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

    bool operator==(const RedisKeyspace &) const = default;
};

struct RedisReplica {
    QString address; ///< host:port
    QString state;   ///< "online", "wait_bgsave", …
    std::int64_t offset = 0;
    std::chrono::seconds lag{}; ///< since its last acknowledgement

    bool operator==(const RedisReplica &) const = default;
};

struct RedisReplication {
    std::int64_t offset = 0;         ///< of a primary: bytes written; of a replica: bytes taken
    QString primaryHost;             ///< of a replica
    int primaryPort = 0;
    std::optional<bool> isLinkUp;    ///< of a replica
    std::optional<std::chrono::seconds> linkDownFor;
    std::optional<std::chrono::seconds> lastIo;
    bool isSyncing = false;
    std::optional<std::int64_t> syncBytesLeft;
    std::vector<RedisReplica> replicas;
    std::int64_t backlogSize = 0;
    std::int64_t backlogUsed = 0;

    bool operator==(const RedisReplication &) const = default;
};

/// A node as CLUSTER NODES tells it.
struct RedisClusterNode {
    QString id;
    QString address; ///< host:port
    RedisRole role = RedisRole::Unknown;
    QString primaryId;   ///< of a replica
    bool isMyself = false;
    bool isFailing = false;  ///< "fail"
    bool isSuspect = false;  ///< "fail?"
    bool isLinked = true;    ///< the node bus
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
    int size = 0; ///< primaries that serve slots
    std::vector<RedisClusterNode> nodes;

    bool operator==(const RedisCluster &) const = default;
};

/// The server answers, but not to everything: what it said.
enum class RedisCondition { Ready, Loading, Busy, MasterDown };

struct RedisState {
    ServerTime serverNow{}; ///< by the server's clock
    RedisCondition condition = RedisCondition::Ready;
    RedisIdentity identity;
    QHash<QString, QString> info; ///< every field of INFO that is one of its kind: "used_memory", "keyspace_hits", …
    std::vector<RedisKeyspace> keyspaces;
    std::vector<RedisCommandStat> commands;
    std::map<QString, std::int64_t> errors; ///< by error code
    RedisReplication replication;
    std::optional<RedisCluster> cluster;
    std::optional<std::vector<RedisClient>> clients;    ///< absent: not asked for yet, or hidden
    std::optional<std::vector<RedisSlowEntry>> slowLog; ///< newest first
    std::map<QString, std::vector<RedisSlowEntry>> largeLogs; ///< Valkey 8.1+: "large-request", "large-reply"
    std::map<QString, QString> memoryStats; ///< MEMORY STATS; asked for by the page
    QString memoryDoctor;
    std::map<QString, QString> settings; ///< CONFIG GET of those that matter; empty: hidden
    std::optional<std::int64_t> slowLogLength;

    /// A number of INFO; nothing when the field is not there.
    [[nodiscard]] std::optional<double> number(const QString &field) const;
};

/// Stable words: "primary", "replica", empty when unknown.
QString redisRoleName(RedisRole role);

} // namespace lockmaster
