// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The blocking forest: roots, who stands behind each, in which place. A pure function of sessions and waits.
//
// pg_blocking_pids names everybody ahead in the queue too, so a hot row gives K²/2 edges. Each waiter keeps one
// parent here: a blocker that does not itself wait for the same object (the holder); when all do, the one ahead.
// Linear in the number of blockers named.
#pragma once

#include <chrono>
#include <vector>

#include "model/postgres/locks.h"

namespace lockmaster {

struct LockNode {
    int pid = 0;               ///< kPreparedTransactionPid for a prepared transaction
    int parent = -1;           ///< index into LockForest::nodes, -1 for a root
    std::vector<int> children; ///< indices, ordered by place in the queue
    int wait = -1;             ///< index into the snapshot's lockWaits, -1 for a root (unless it is part of a deadlock)
    int place = 0;             ///< place in the queue for its object, from 1; 0 when it waits for nothing
    int depth = 0;
    /// Sessions anywhere behind this one. Of a root: also those whose branch hangs on another root that holds the
    /// same object, so a root may have victims and no children.
    int victims = 0;
    int freed = 0;       ///< of those, the ones that can go on when this one ends (nothing else holds them)
    int freedAtOnce = 0; ///< of those, the ones nobody else is in front of; the others go on in turn
    std::chrono::microseconds waited{}; ///< how long it has waited itself
    std::chrono::microseconds lost{};   ///< the sum of `waited` over all victims
    bool inCycle = false;               ///< part of a deadlock that the server has not broken yet

    bool operator==(const LockNode &) const = default;
};

struct LockForest {
    std::vector<LockNode> nodes; ///< parents before children
    std::vector<int> roots;      ///< indices, worst first: most victims, most freed, most time lost

    [[nodiscard]] bool isEmpty() const { return roots.empty(); }
    /// Index of the node of a pid, -1 when it is neither blocked nor blocking.
    [[nodiscard]] int find(int pid) const;
    /// The root that a pid stands behind (itself when it is one), -1 when it is in no tree.
    [[nodiscard]] int rootOf(int pid) const;

    bool operator==(const LockForest &) const = default;
};

/// `now` is the server's clock of the same snapshot.
LockForest lockForest(const std::vector<LockWait> &waits, ServerTime now);

} // namespace lockmaster
