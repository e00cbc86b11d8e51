// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who waits for whom, as pg_locks and pg_blocking_pids tell it. The forest for people is in model/postgres/lockforest.h.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/postgres/session.h"

namespace lockmaster {

/// The pid that pg_blocking_pids gives for a prepared transaction.
inline constexpr int kPreparedTransactionPid = 0;

/// A session that waits for a lock.
struct LockWait {
    int pid = 0;
    QString lockType; ///< relation, transactionid, tuple, extend, advisory, …
    QString mode;     ///< AccessExclusiveLock, ShareLock, …
    QString object;   ///< the lock's identity as text; equal for all that want the same object
    std::uint32_t relationOid = 0;
    QString relation;                    ///< what the rows or the table are of; "oid 16401" when not resolvable
    std::optional<ServerTime> waitStart; ///< pg_locks.waitstart, 14+; before: query_start
    std::vector<int> blockers;           ///< pg_blocking_pids without repeats; holders and those ahead in the queue

    bool operator==(const LockWait &) const = default;
};

/// A granted lock of a root blocker on something that others wait for.
struct HeldLock {
    int pid = 0;
    QString lockType;
    QString mode;
    QString relation;

    bool operator==(const HeldLock &) const = default;
};

struct PreparedTransaction {
    QString gid;
    QString owner;
    QString database;
    std::optional<ServerTime> prepared;
    std::uint32_t transactionId = 0;
    std::vector<HeldLock> locks; ///< relations it keeps locked

    bool operator==(const PreparedTransaction &) const = default;
};

} // namespace lockmaster
