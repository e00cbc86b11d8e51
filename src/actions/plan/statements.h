// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The statements of the actions: SQL files of ":/queries/actions", their parameters as text.
#pragma once

#include <QLatin1StringView>
#include <optional>
#include <vector>

#include "link/postgres/pglink.h"
#include "model/action.h"

namespace lockmaster {

/// So many sessions at most are ended by one statement; between statements is a pause (mass reconnects are a storm).
inline constexpr std::size_t kSessionsPerStatement = 20;

/// The text of queries/actions/<name>.sql. The file is part of the program: it exists.
QString actionSql(QLatin1StringView name);

/// A query by the same name with parameters.
PgQuery actionQuery(QLatin1StringView name, std::vector<PgParam> params = {});

/// Exactly what was planned; a null QString is SQL's NULL.
PgQuery toQuery(const PlannedStatement &statement);

/// A moment as the plan shows it and as the server reads it: UTC, microseconds. Null QString when there is none.
QString timeParameter(std::optional<ServerTime> time);

/// The sessions among a plan's subjects.
std::vector<Session> sessionsOf(const ActionPlan &plan);

/// '{1,2,3}' and '{"2026-…","…"}'
QString pidArray(const std::vector<Session> &sessions);
QString startArray(const std::vector<Session> &sessions);
QString transactionStartArray(const std::vector<Session> &sessions); ///< NULL where there is none
QString stateChangeArray(const std::vector<Session> &sessions);

} // namespace lockmaster
