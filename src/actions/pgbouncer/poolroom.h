// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether PostgreSQL has room for all the connections that PgBouncer may make with another default_pool_size.
#pragma once

#include "actions/pgbouncer/console.h"

namespace lockmaster {

/// How many server connections the pools that are there may have to this place when default_pool_size is `size`. A pool
/// that has as many as the default has now is taken to go with it: PgBouncer does not tell which have their own.
int connectionsWith(const ConsoleState &state, const QString &host, int port, int size);

/// Asks the servers behind that are targets of the fleet. Failed: one has fewer connections than the pools may take.
QCoro::Task<Preflight> checkPoolRoom(const FleetAccess *fleet, ConsoleState state, int size, QString planId,
                                     std::stop_token stop);

} // namespace lockmaster
