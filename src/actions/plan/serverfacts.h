// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an action has to know of the server before it touches it: who it is, and what this role may do there.
#pragma once

#include <QCoroTask>
#include <memory>
#include <stop_token>

#include "base/result.h"
#include "link/postgres/pglink.h"

namespace lockmaster {

/// Settings of a session, as current_setting() gives them.
/// How long a look at the server before or after an action may take.
constexpr std::chrono::seconds kLookTimeout{3};

struct SessionSettings {
    QString statementTimeout;
    QString lockTimeout;
    QString idleTimeout;
    QString searchPath;
    QString applicationName;

    bool operator==(const SessionSettings &) const = default;
};

struct ServerFacts {
    QString identity; ///< equal means: the same server process, not restarted, in the same role
    int versionNumber = 0;
    ServerTime serverNow{};
    ServerTime started{};
    std::uint64_t systemIdentifier = 0; ///< 0 when hidden
    QString ownUser;
    int ownPid = 0;
    bool isSuperuser = false;
    bool canSignal = false;
    bool canSeeAll = false;
    bool isPooled = false; ///< something between us and the server changes servers under us
    int maxConnections = 0;
    SessionSettings settings;
};

QCoro::Task<Result<ServerFacts>> readServerFacts(std::shared_ptr<PgLink> link, std::stop_token stop);

/// Gives the session these settings; used for the action's own and to put a shared connection's back.
QCoro::Task<Result<void>> applySettings(std::shared_ptr<PgLink> link, SessionSettings settings, std::stop_token stop);

/// The settings of a session that acts (short timeouts, pg_catalog only).
SessionSettings actingSettings(const QString &applicationName);

} // namespace lockmaster
