// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of a PgBouncer at a moment. What its version does not report is absent, not 0.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "model/countsum.h"
#include "model/servertime.h"

namespace lockmaster {

/// Columns that mean nothing to us, by name, as PgBouncer told them: those of newer versions are shown all the same.
using PgBouncerOthers = std::map<QString, QString>;

struct PgBouncerIdentity {
    QString version;             ///< "PgBouncer 1.24.1"
    int versionNumber = 0;       ///< 12401
    std::optional<bool> isAdmin; ///< may PAUSE, KILL, …; false: a stats user that only looks; empty: not known
    QString user;

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
    int serversUsed = 0; ///< idle for so long that they are checked before the next use
    int serversTested = 0;
    int serversLogin = 0;
    int serversCancelling = 0;
    std::chrono::microseconds
        longestWait{};                      ///< of the client that has waited longest, as PgBouncer tells: see waitOf()
    std::optional<ServerTime> waitingSince; ///< waitsUntold() all the time since we saw it first
    PgBouncerOthers others;

    [[nodiscard]] int clients() const { return sumOfCounts(clientsActive, clientsWaiting, clientsCancelling); }
    /// Not free for the next client.
    [[nodiscard]] int serversBusy() const
    {
        return sumOfCounts(serversActive, serversTested, serversLogin, serversCancelling);
    }
    [[nodiscard]] int servers() const { return sumOfCounts(serversBusy(), serversIdle, serversUsed); }
    /// A server connection stands; one that is being made does not.
    [[nodiscard]] bool hasConnection() const { return servers() > serversLogin; }
    /// Clients wait and no wait is told, as of those that wait while they log in.
    [[nodiscard]] bool waitsUntold() const
    {
        return clientsWaiting > 0 && longestWait == std::chrono::microseconds::zero();
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
    std::optional<ServerTime> stoppedSince; ///< paused or disabled: seen so from then on; empty: since before we looked
    PgBouncerOthers others;

    [[nodiscard]] bool isStopped() const { return isPaused || isDisabled; }
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
    std::optional<std::int64_t> clientParses;      ///< 1.24+
    std::optional<std::int64_t> serverParses;
    std::optional<std::int64_t> binds;
    std::optional<std::int64_t> clientLogins; ///< 1.25+

    bool operator==(const PgBouncerStats &) const = default;
};

/// A row of SHOW CLIENTS or SHOW SERVERS. `address` and `link` tie a client and the server connection it uses.
struct PgBouncerSocket {
    QString database;
    QString user;
    QString application; ///< 1.18+
    QString state;       ///< "active", "waiting", "idle", "used", …
    QString host;        ///< of the other end; "unix" for a socket
    int port = 0;
    QString localHost; ///< of PgBouncer's end
    int localPort = 0;
    std::optional<ServerTime> connected;
    std::optional<ServerTime> requested;           ///< the last request
    std::optional<std::chrono::microseconds> wait; ///< of a client, now
    bool isClosing = false;                        ///< goes when it is free
    QString address;                               ///< PgBouncer's pointer to this connection
    QString link;                                  ///< pointer to the other half; empty when it has none
    int remotePid = 0; ///< of a server connection: the backend's pid; of a client over a Unix socket its process
    QString tls;       ///< empty: none
    std::optional<int> preparedStatements; ///< 1.21+
    std::optional<std::int64_t> id;        ///< 1.24+; for KILL_CLIENT

    bool operator==(const PgBouncerSocket &) const = default;
};

/// A list as it was asked for; shared, since it is long and asked for rarely.
struct PgBouncerSockets {
    ServerTime taken{};
    std::vector<PgBouncerSocket> all;

    bool operator==(const PgBouncerSockets &) const = default;
};

/// A row of SHOW CONFIG.
struct PgBouncerSetting {
    QString value;
    std::optional<QString> standard; ///< the built-in default; absent: it tells none, of "verbose" or "auth_file"
    bool isChangeable = false;       ///< by SET or RELOAD, without a restart

    bool operator==(const PgBouncerSetting &) const = default;
};

/// The database under which PgBouncer offers its console: of no interest where pools are counted.
inline constexpr QLatin1StringView kPgBouncerConsole("pgbouncer");

struct PgBouncerState {
    ServerTime serverNow{}; ///< PgBouncer tells no time: ours, at the answer
    PgBouncerIdentity identity;
    std::vector<PgBouncerPool> pools;                ///< without the console's
    std::vector<PgBouncerDatabase> databases;        ///< without the console
    std::vector<PgBouncerStats> stats;               ///< without the console's
    std::shared_ptr<const PgBouncerSockets> clients; ///< null: not asked for yet
    std::shared_ptr<const PgBouncerSockets> servers;
    std::map<QString, PgBouncerSetting> settings; ///< SHOW CONFIG
    std::map<QString, std::int64_t> lists;        ///< SHOW LISTS: "used_clients", "free_servers", …
    std::map<QString, int> userPoolSizes;         ///< of users that have a pool_size of their own (SHOW USERS)
    std::optional<bool> isPaused;                 ///< PAUSE without a database, 1.19+
    std::optional<bool> isSuspended;              ///< 1.19+
    std::int64_t consoleCommands = 0; ///< since PgBouncer's start, as it counts them: about one a connection

    bool operator==(const PgBouncerState &) const = default;
};

/// Counters went back between the two: PgBouncer was restarted. It does not tell since when it runs, so that a restart
/// before anybody used it stays unseen.
bool isAnotherLife(const PgBouncerState &before, const PgBouncerState &after);

/// The pool's database; null when PgBouncer has forgotten it.
const PgBouncerDatabase *databaseOf(const PgBouncerState &state, const PgBouncerPool &pool);
/// The most server connections it may have, without the reserve: its user's pool_size, else its database's. Empty when
/// not known; 0: no limit.
std::optional<int> poolSize(const PgBouncerState &state, const PgBouncerPool &pool);
/// How long the client that has waited longest waits for a server connection. PgBouncer tells nothing of clients that
/// wait while they log in: then since their last word, where the list of clients is of this moment, else since we have
/// seen them.
std::chrono::microseconds waitOf(const PgBouncerState &state, const PgBouncerPool &pool);
/// Busy server connections of the pool size; 0 without a limit. Above 1 the reserve is in use.
double saturation(const PgBouncerPool &pool, std::optional<int> poolSize);
double saturation(const PgBouncerState &state, const PgBouncerPool &pool);
/// Of SHOW LISTS; until then what the pools add up to.
int usedClients(const PgBouncerState &state);
/// max_client_conn; 0 when not known yet.
int maxClients(const PgBouncerState &state);

} // namespace lockmaster
