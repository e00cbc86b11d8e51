// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who stands at a table's lock: the lock that an action takes there, who has one now that it waits for, who waits already,
// and who would queue behind it.
#pragma once

#include <optional>
#include <vector>

#include "actions/plan/actiontype.h"

namespace lockmaster::maintenance {

inline constexpr QLatin1StringView kTableLocked{"table.locked"}; ///< the check

/// Readers and writers go on beside the first two; nobody does beside the last.
enum class TableLock { ShareUpdateExclusive, Share, AccessExclusive };

QString lockName(TableLock lock); ///< "SHARE UPDATE EXCLUSIVE"
/// What it means for others, a sentence for the plan.
QString lockSentence(TableLock lock);

struct LockSeat {
    qint64 pid = 0; ///< 0: a prepared transaction
    bool isInTheWay = false;
    bool isWaiting = false;
    bool isAutovacuum = false;
    bool isWraparound = false;
    QString state;
    std::optional<ServerTime> since; ///< its transaction
};

struct LockQueue {
    std::vector<LockSeat> seats; ///< the 20 oldest, those in the way first
    qint64 inTheWay = 0;         ///< sessions whose lock it would wait for, all of them
    qint64 waiting = 0;          ///< sessions that wait for a lock there already
};

using Oids = std::vector<qint64>;
QString oidArray(const Oids &oids); ///< "{1,2,3}"

/// Of the tables and their partitions, without the caller's own session.
QCoro::Task<Result<LockQueue>> readLockQueue(std::shared_ptr<PgLink> link, Oids tables, TableLock lock,
                                             std::stop_token stop);

/// `patience` is how long it waits for its lock: "3 s"; empty: until it is taken back.
Preflight checkLockQueue(const LockQueue &queue, TableLock lock, const QString &patience, ServerTime now);

} // namespace lockmaster::maintenance
