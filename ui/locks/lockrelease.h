// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "If this one ends, these go on": which waiters, and the sentence that says so. Pure functions.
#pragma once

#include <QString>
#include <set>

#include "model/postgres/postgres.h"

namespace lockmaster {

/// The waiters behind `pid` that nothing else holds up: each of their blockers is `pid` or goes on as well.
std::set<int> freedBy(const PostgresState &state, int pid);

/// "If 8123 ends: 42 go on; its uncommitted work since 03:07:51 is lost." Empty when `pid` is in no tree.
QString ifItEnds(const PostgresState &state, int pid);

/// Prepared transactions that keep something locked which the waiters behind the node of pid 0 want; all when that
/// cannot be told.
std::vector<PreparedTransaction> blockingPrepared(const PostgresState &state);

} // namespace lockmaster
