// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the numbers of a PgBouncer are: as findings judge, and by the same table where no finding tells of them. Pure
// functions.
#pragma once

#include <chrono>

#include "model/healthstate.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

/// Of clients that wait for a server connection; zero: nobody does.
HealthState poolWaitHealth(std::chrono::microseconds longestWait);

/// Of busy server connections, as a share of pool_size.
HealthState poolFillHealth(double fill);

/// Of client connections, as a share of max_client_conn.
HealthState poolClientsHealth(double share);

/// Of one pool, whose longestWait is what waitOf() tells; `isPaused`: its database or all of PgBouncer is.
HealthState poolHealth(const PgBouncerPool &pool, double fill, bool isPaused, bool isDisabled);

/// A server connection in use for so long without request or answer holds up the clients that wait for its pool.
inline constexpr std::chrono::seconds kLongSilent{5};

/// `client`: who uses it, if known. A long query holds up as much as a transaction that lies idle: PgBouncer does not tell
/// them apart. Its request_time is of the last that came from the server, of a client of the last that it sent: the newer
/// one counts.
bool isHoldingUp(const PgBouncerState &state, const PgBouncerSocket &server, const PgBouncerSocket *client,
                 ServerTime now);

} // namespace lockmaster
