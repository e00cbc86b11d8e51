// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the numbers of a PostgreSQL server are: as findings judge, and by the same table where no finding tells of them. Pure
// functions.
#pragma once

#include <chrono>

#include "model/healthstate.h"
#include "model/postgres/postgres.h"

namespace lockmaster {

/// Of the connections that ordinary roles may use.
HealthState connectionsHealth(const Headroom &headroom);

/// Of the time in which the last of them will be taken.
HealthState fullInHealth(std::chrono::microseconds left);

/// Of a session that has waited for a lock for so long, or of who is before it.
HealthState lockWaitHealth(std::chrono::microseconds waited);

/// Of a transaction that has been open for so long.
HealthState transactionHealth(std::chrono::microseconds age);

/// Of sessions of one application that have long been idle: how many there are, and the oldest.
HealthState idleCountHealth(int sessions);
HealthState idleAgeHealth(std::chrono::microseconds oldest);

/// Of the client backends the one whose transaction is oldest, without the questions of a console; null: none.
const Session *oldestInTransaction(const PostgresState &state);

/// It waits for a mode that lets nobody else pass: after a long transaction it makes a queue.
bool makesQueue(const LockWait &wait);

} // namespace lockmaster
