// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of a PgBouncer at a moment. What its version does not report is absent, not 0.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "model/session.h"

namespace lockmaster {

struct PgBouncerIdentity {
    QString version;       ///< "PgBouncer 1.24.1"
    int versionNumber = 0; ///< 12401
    bool isAdmin = false;  ///< may PAUSE, KILL, …; else a stats user that only looks
    QString user;
    std::optional<ServerTime> started; ///< when known

    bool operator==(const PgBouncerIdentity &) const = default;
};

/// A row of SHOW POOLS: all connections of one user to one database.
struct PgBouncerPool {
    QString database;
    QString user;
    QString mode; ///< "session", "transaction", "statement"
    int clientsActive = 0;
    int clientsWaiting = 0;
    int clientsCancelling = 0; ///< active and waiting cancel requests together
    int serversActive = 0;
    int serversIdle = 0;
    int serversUsed = 0;   ///< idle for so long that they are checked before the next use
    int serversTested = 0;
    int serversLogin = 0;
    int serversCancelling = 0;
    std::chrono::microseconds longestWait{}; ///< of the client that has waited longest

    [[nodiscard]] int servers() const
    {
        return serversActive + serversIdle + serversUsed + serversTested + serversLogin + serversCancelling;
    }
    bool operator==(const PgBouncerPool &) const = default;
};

/// A row of SHOW DATABASES.
struct PgBouncerDatabase {
    QString name;
    QString host;
    int port = 0;
    QString serverDatabase; ///< its name on the server
    int poolSize = 0;
    std::optional<int> minPoolSize;
    std::optional<int> reservePool;
    QString mode;           ///< empty: the default
    int maxConnections = 0; ///< 0: no limit
    int currentConnections = 0;
    std::optional<int> maxClients; ///< 1.24+; 0: no limit
    std::optional<int> currentClients;
    bool isPaused = false;
    bool isDisabled = false;

    bool operator==(const PgBouncerDatabase &) const = default;
};

/// A row of SHOW STATS, the totals: counters since PgBouncer's start.
struct PgBouncerStats {
    QString database;
    std::int64_t transactions = 0;
    std::int64_t queries = 0;
    std::int64_t bytesReceived = 0;
    std::int64_t bytesSent = 0;
    std::chrono::microseconds transactionTime{};
    std::chrono::microseconds queryTime{};
    std::chrono::microseconds waitTime{};
    std::optional<std::int64_t> serverAssignments; ///< 1.23+
    std::optional<std::int64_t> clientParses;      ///< 1.21+
    std::optional<std::int64_t> serverParses;
    std::optional<std::int64_t> binds;

    bool operator==(const PgBouncerStats &) const = default;
};

/// A row of SHOW CLIENTS or SHOW SERVERS. `address` with `link` ties a client and the server connection it uses.
struct PgBouncerSocket {
    QString database;
    QString user;
    QString application; ///< 1.18+
    QString state;       ///< "active", "waiting", "idle", "used", …
    QString peer;        ///< "10.0.0.7:51234" or a socket
    QString local;
    std::optional<ServerTime> connected;
    std::optional<ServerTime> requested; ///< the last request
    std::chrono::microseconds wait{};    ///< of a client, now
    bool isClosing = false;
    QString address; ///< PgBouncer's pointer to this connection
    QString link;    ///< pointer to the other half; empty when it has none
    int remotePid = 0; ///< of a server connection: the backend's pid; of a client over a Unix socket its process
    QString tls;       ///< empty: none
    std::optional<std::int64_t> id; ///< 1.21+; for KILL_CLIENT

    bool operator==(const PgBouncerSocket &) const = default;
};

struct PgBouncerState {
    ServerTime serverNow{}; ///< PgBouncer tells no time: ours, at the answer
    PgBouncerIdentity identity;
    std::vector<PgBouncerPool> pools;
    std::vector<PgBouncerDatabase> databases;
    std::vector<PgBouncerStats> stats;
    std::optional<std::vector<PgBouncerSocket>> clients; ///< absent: not asked for yet, or hidden
    std::optional<std::vector<PgBouncerSocket>> servers;
    std::map<QString, QString> settings; ///< SHOW CONFIG
    std::map<QString, std::int64_t> lists; ///< SHOW LISTS: "used_clients", "free_servers", …
};

} // namespace lockmaster
