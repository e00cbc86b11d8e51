// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of a PostgreSQL target at a moment, apart from how we see it (that is in model/snapshot.h).
#pragma once

#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "model/postgres/lockforest.h"
#include "model/postgres/locks.h"
#include "model/postgres/session.h"

namespace lockmaster {

struct ServerIdentity {
    std::uint64_t systemIdentifier = 0; ///< 0 when hidden
    int versionNumber = 0;              ///< 170002
    QString version;                    ///< "17.2 (Debian 17.2-1)"
    QString clusterName;
    QString serverAddress; ///< as the server sees itself; empty over a Unix socket
    int serverPort = 0;
    std::optional<ServerTime> started;
    std::optional<ServerTime> configurationLoaded;
    bool inRecovery = false;
    std::uint32_t timeline = 0; ///< 0 when not known
    QString database;           ///< the one we are connected to
    QString user;
    bool isSuperuser = false;
    bool canSeeAll = false; ///< pg_read_all_stats or better: nothing is hidden from us
    bool canSignal = false; ///< pg_signal_backend or better
    bool databaseHasUtf8 = true;

    bool operator==(const ServerIdentity &) const = default;
};

/// The settings that matter, as numbers; times in milliseconds. Absent: not there in this version, or hidden.
struct ServerSettings {
    int maxConnections = 0;
    int superuserReserved = 0;
    int reserved = 0; ///< reserved_connections, 16+
    int maxPreparedTransactions = 0;
    int maxLocksPerTransaction = 0;
    int activityQuerySize = 0;         ///< bytes
    std::map<QString, QString> values; ///< further settings by name, as SHOW prints them

    bool operator==(const ServerSettings &) const = default;
};

/// One row of pg_stat_database; counters since `statsReset`.
struct DatabaseCounters {
    std::uint32_t oid = 0;
    QString name; ///< empty for shared objects
    int backends = 0;
    int connectionLimit = -1;
    std::int64_t commits = 0;
    std::int64_t rollbacks = 0;
    std::int64_t blocksRead = 0;
    std::int64_t blocksHit = 0;
    std::int64_t rowsReturned = 0;
    std::int64_t rowsFetched = 0;
    std::int64_t rowsInserted = 0;
    std::int64_t rowsUpdated = 0;
    std::int64_t rowsDeleted = 0;
    std::int64_t conflicts = 0;
    std::int64_t tempFiles = 0;
    std::int64_t tempBytes = 0;
    std::int64_t deadlocks = 0;
    std::optional<ServerTime> statsReset;

    bool operator==(const DatabaseCounters &) const = default;
};

/// How many connections there are, may be, and who has them. Counts client backends only: since PostgreSQL 12
/// walsenders have slots of their own.
struct Headroom {
    int maximum = 0;
    int reserved = 0; ///< superuser_reserved_connections + reserved_connections
    int usable = 0;   ///< maximum − reserved
    int used = 0;
    struct Holder {
        QString application;
        QString user;
        QString client;
        int count = 0;
        int idle = 0;
        bool operator==(const Holder &) const = default;
    };
    std::vector<Holder> holders; ///< most first

    bool operator==(const Headroom &) const = default;
};

struct Catalog;
struct Configuration;
struct Checkpoints;
struct Replication;
struct WorkInProgress;
struct Wraparound;

struct PostgresState {
    ServerTime serverNow{}; ///< statement_timestamp() of the sessions' row set: all ages are against this
    std::optional<std::uint32_t> nextTransaction; ///< the id that the next one gets, read with the sessions
    ServerIdentity identity;
    ServerSettings settings;
    std::vector<SessionPtr> sessions; ///< by key
    std::vector<LockWait> lockWaits;
    std::vector<HeldLock> heldLocks; ///< of root blockers
    std::vector<PreparedTransaction> preparedTransactions;
    LockForest forest;
    std::vector<DatabaseCounters> databases;
    Headroom headroom;
    std::shared_ptr<const Replication> replication;     ///< null: not measured yet; see model/postgres/replication.h
    std::shared_ptr<const Wraparound> wraparound;       ///< likewise; see model/postgres/wraparound.h
    std::shared_ptr<const Configuration> configuration; ///< likewise; see model/postgres/configuration.h
    std::shared_ptr<const Catalog> catalog;      ///< of the database we are connected to; see model/postgres/catalog.h
    std::shared_ptr<const Catalog> askedCatalog; ///< that somebody looks at; see model/postgres/askedcatalog.h
    std::shared_ptr<const WorkInProgress> work;  ///< likewise; see model/postgres/progress.h
    std::shared_ptr<const Checkpoints> checkpoints; ///< likewise; see model/postgres/checkpoints.h
};

/// The session of a pid, null when there is none.
SessionPtr findSession(const PostgresState &state, int pid);
/// The session of a key, null when it has ended (its pid may live on as another session).
SessionPtr findSession(const PostgresState &state, const SessionKey &key);

/// Counted from sessions and settings.
Headroom headroom(const std::vector<SessionPtr> &sessions, const ServerSettings &settings);

} // namespace lockmaster
