// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of those who wait for locks when some sessions end, or a query is cancelled. Pure functions of the waits.
#pragma once

#include <set>
#include <vector>

#include "model/postgres/locks.h"

namespace lockmaster {

/// Pids, each once, in the order in which they go on.
struct LockRelease {
    std::vector<int> atOnce; ///< nobody else is in front of them: they have their lock as soon as the others end
    std::vector<int>
        inTurn;            ///< each goes on when the one in front of it, of `atOnce` or of these, ends its transaction
    std::vector<int> held; ///< wait on: they stand behind others as well, which do not end
    /// Of a cancelled query: they wait for an advisory lock of its session. Taken for the transaction it is given back, taken
    /// for the session it is not, and the server does not tell which.
    std::vector<int> unsure;

    [[nodiscard]] std::size_t freed() const { return atOnce.size() + inTurn.size(); }
};

/// Whoever stands behind nobody but the ended goes on at once, the others in waves: pg_blocking_pids names who holds a
/// lock and who is in front in the queue. Of several prepared transactions (pid 0) all end together.
LockRelease releaseBy(const std::vector<LockWait> &waits, const std::set<int> &ended);

/// When the query that `pid` runs is cancelled. Its transaction is aborted, and with it all locks are given back at once,
/// in a transaction block too, but for two: advisory locks of the session, and, in a block with savepoints, what was locked
/// before the last of them, until the client rolls back. Of savepoints nothing is known here.
LockRelease releaseByCancelling(const std::vector<LockWait> &waits, int pid);

/// The fewest sessions, `root` first, whose end lets everybody behind it go on at once: each further one is that of
/// those set free which most of the others would wait behind. Empty when one is enough, when more than kMostEnded would
/// have to end, or when most of those that would be freed would have to end themselves.
std::vector<int> endingThatFreesAll(const std::vector<LockWait> &waits, int root);
inline constexpr std::size_t kMostEnded = 5;

} // namespace lockmaster
