// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked before a command of PgBouncer's console, and how its numbers are said. Pure functions.
#pragma once

#include "actions/pgbouncer/console.h"

namespace lockmaster {

/// Stable ids, as in journal and JSON.
namespace consolecheck {
inline constexpr QLatin1StringView kDatabaseSame{"database.same"};
inline constexpr QLatin1StringView kVersion{"pooler.version"};
} // namespace consolecheck

/// Whether the user is among admin_users. Who is let in for another reason may do all.
Preflight checkAdmin(const ConsoleState &state, const QString &user);
/// Empty: all databases.
Preflight checkDatabaseThere(const ConsoleState &state, const QString &database);
/// Several processes at one port: which of them a command comes to is left to chance.
Preflight checkAlone(const ConsoleState &state);

QString clientsText(int count);      ///< "3 clients"
QString transactionsText(int count); ///< "3 transactions"
QString connectionsText(int count);  ///< "3 server connections"

/// The database of a plan, or PgBouncer itself when it is about all.
ActionSubject databaseSubject(const ActionPlan &plan);

} // namespace lockmaster
