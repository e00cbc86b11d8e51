// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked of a table before its maintenance, whichever that is.
#pragma once

#include <vector>

#include "actions/postgres/maintenance/lockqueue.h"
#include "actions/postgres/maintenance/table.h"

namespace lockmaster::maintenance {

inline constexpr QLatin1StringView kPrimary{"server.primary"}; ///< the checks
inline constexpr QLatin1StringView kBusy{"table.vacuumed"};

Preflight checkPrimary(const ServerFacts &facts);

/// VACUUM and ANALYZE: also the database's owner, and by GRANT MAINTAIN. CLUSTER and REINDEX: not the former. Work on
/// indexes as such: the owner alone.
enum class Right { Vacuum, Maintain, Own };
Preflight checkRight(const Table &table, Right right, const ServerFacts &facts);

/// Who works on the tables already, and who stands at their locks.
QCoro::Task<Result<std::vector<Preflight>>> checkBusy(ReadyServer server, Oids tables, TableLock lock, QString patience,
                                                      std::stop_token stop);

/// PF-XMIN: dead rows that somebody may still see stay.
QCoro::Task<Result<Preflight>> checkHorizon(ReadyServer server, std::stop_token stop);

} // namespace lockmaster::maintenance
