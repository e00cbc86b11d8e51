// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an action has to know of the server before it touches it: who it is, and what this role may do there.
#pragma once

#include <QCoroTask>
#include <memory>
#include <stop_token>

#include "base/result.h"
#include "link/postgres/pglink.h"
#include "model/target.h"

namespace lockmaster {

/// How long a look at the server before or after an action may take.
constexpr std::chrono::seconds kLookTimeout{3};

/// Settings of a session, as current_setting() gives them.
struct SessionSettings {
    QString statementTimeout;
    QString lockTimeout;
    QString idleTimeout;
    QString searchPath;
    QString applicationName;

    bool operator==(const SessionSettings &) const = default;
};

/// How the identity begins of a server that does not tell who it is at the moment.
inline constexpr QLatin1StringView kUnknownLife{"run unknown, "};

struct ServerFacts {
    ServerKind kind = ServerKind::PostgreSql;
    QString identity;      ///< equal means: the same server process, not restarted, in the same role
    QString version;       ///< in its own words; empty for PostgreSQL
    int versionNumber = 0; ///< 170002, 12401, 80002
    QString ownUser;

    // Of PostgreSQL alone:
    ServerTime serverNow{};
    bool isInRecovery = false;
    ServerTime started{};
    std::uint64_t systemIdentifier = 0; ///< 0 when hidden
    int ownPid = 0;
    bool isSuperuser = false;
    bool canSignal = false;
    bool canSeeAll = false;
    bool isPooled = false; ///< something between us and the server changes servers under us
    int maxConnections = 0;
    SessionSettings settings;
};

/// The answer to a question of queries/actions.
QCoro::Task<Result<PgRows>> ask(std::shared_ptr<PgLink> link, QLatin1StringView question, std::vector<PgParam> params,
                                std::stop_token stop);

QCoro::Task<Result<ServerFacts>> readServerFacts(std::shared_ptr<PgLink> link, std::stop_token stop);

/// "PgBouncer 1.24.1" → 12401, "8.0.2" → 80002; 0 when there is no version in it.
int versionNumberIn(const QString &text);

/// Gives the session these settings; used for the action's own and to put a shared connection's back.
QCoro::Task<Result<void>> applySettings(std::shared_ptr<PgLink> link, SessionSettings settings, std::stop_token stop);

/// The settings of a session that acts (short timeouts, pg_catalog only).
SessionSettings actingSettings(const QString &applicationName);

} // namespace lockmaster
