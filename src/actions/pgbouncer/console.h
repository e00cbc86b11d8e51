// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a PgBouncer says of itself on its console, read freshly for an action, and how its commands are written.
#pragma once

#include <QCoroTask>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster {

struct ConsoleDatabase {
    QString name;
    QString host; ///< several, separated by commas; empty: PgBouncer's own host
    int port = 0;
    QString mode; ///< empty: the default
    bool isPaused = false;
    bool isDisabled = false;
    int poolSize = 0;
    int maxConnections = 0; ///< to the server; 0: no limit
    int connections = 0;    ///< to the server
};

/// A row of SHOW POOLS.
struct ConsolePool {
    QString database;
    QString user;
    QString mode;
    int clientsActive = 0;
    int clientsWaiting = 0;
    int serversActive = 0;
    int serversLogin = 0;
    int longestWait = 0; ///< seconds
};

/// A row of SHOW SERVERS.
struct ConsoleServer {
    QString database;
    QString state;
    int pid = 0;                         ///< of the backend; 0 when not known
    std::optional<ServerTime> requested; ///< its last request
    std::optional<ServerTime> connected;
    QString identity;       ///< equal: the same connection
    bool isClosing = false; ///< goes as soon as it is free
};

/// A row of SHOW CONFIG.
struct ConsoleSetting {
    QString value;
    bool isChangeable = false; ///< without a restart

    bool operator==(const ConsoleSetting &) const = default;
};
using ConsoleSettings = std::map<QString, ConsoleSetting>;

struct ConsoleState {
    std::vector<ConsoleDatabase> databases; ///< without the console
    std::vector<ConsolePool> pools;         ///< without the console's
    std::vector<ConsoleServer> servers;
    ConsoleSettings settings;
    std::optional<bool> isPaused; ///< PAUSE without a database; empty: this version does not tell (before 1.19)
    bool hasPeers = false;

    [[nodiscard]] const ConsoleDatabase *find(const QString &database) const; ///< null when there is none
    /// Of a database its own pause; with an empty name the one of all.
    [[nodiscard]] bool isPausedAt(const QString &database) const;
    /// Of one database, or of all when its name is empty.
    [[nodiscard]] int sum(const QString &database, int ConsolePool::*count) const;
    [[nodiscard]] int connections(const QString &database) const;
    [[nodiscard]] QString setting(const QString &name) const; ///< empty when there is none
    /// A setting in seconds; empty: none, or 0, which means no limit.
    [[nodiscard]] std::optional<double> seconds(const QString &name) const;
};

/// Databases, pools and pauses; what moves while one waits.
QCoro::Task<Result<ConsoleState>> readConsole(std::shared_ptr<PgLink> link, std::stop_token stop);
/// The same with servers, settings and peers.
QCoro::Task<Result<ConsoleState>> readWholeConsole(std::shared_ptr<PgLink> link, std::stop_token stop);

QCoro::Task<Result<ConsoleSettings>> readConsoleSettings(std::shared_ptr<PgLink> link, std::stop_token stop);
QCoro::Task<Result<std::vector<ConsoleServer>>> readConsoleServers(std::shared_ptr<PgLink> link, std::stop_token stop);

/// Whether a client that calls itself so is connected to this very process. Versions that do not tell names (before 1.18)
/// are believed.
QCoro::Task<Result<bool>> seesClient(std::shared_ptr<PgLink> link, QString applicationName, std::stop_token stop);

/// "PAUSE \"app\"", or "PAUSE" of all without a database.
QString consoleCommand(const QString &verb, const QString &database);

/// The database of a request; empty: all.
QString databaseIn(const ActionPlan &plan);

/// Lets the clients of the plan's database go on: a pause of its own is taken back by its own RESUME alone.
ActionRequest resumeRequest(const ActionPlan &plan);

} // namespace lockmaster
