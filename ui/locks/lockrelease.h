// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// "If this one ends, these go on": the sentence that says so. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "model/postgres/lockrelease.h"
#include "model/postgres/postgres.h"

namespace lockmaster {

/// "If 8123 ends: 8140 goes on at once, 41 in turn, as it and those in front of them commit; its uncommitted work since
/// 03:07:51 is lost." Empty when `pid` is in no tree.
QString ifItEnds(const PostgresState &state, int pid);

/// Prepared transactions that keep something locked which the waiters behind the node of pid 0 want; all when that
/// cannot be told.
std::vector<PreparedTransaction> blockingPrepared(const PostgresState &state);

} // namespace lockmaster
