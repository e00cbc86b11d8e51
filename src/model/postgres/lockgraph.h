// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The graph under the forest: every session that waits or blocks, and all that it waits for. Used by lockforest.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/postgres/locks.h"

namespace lockmaster {

/// A node's or a wait's number as an index; never negative there.
constexpr std::size_t at(int number)
{
    return static_cast<std::size_t>(number);
}

struct LockGraph {
    struct Node {
        int pid = 0;
        int wait = -1;             ///< index into the waits, -1 when it waits for nothing
        int place = 0;             ///< in the queue for its object, from 1; 0 when it waits for nothing
        std::vector<int> blockers; ///< nodes; first those of pg_blocking_pids, then inherited ones
        std::size_t direct = 0;    ///< how many of `blockers` are of the first kind

        [[nodiscard]] std::span<const int> directBlockers() const { return std::span(blockers).first(direct); }
    };
    std::vector<Node> nodes;
};

/// Linear in the number of blockers named.
LockGraph lockGraph(const std::vector<LockWait> &waits);

/// Groups of nodes that wait for each other, each blocker's group before those that wait for it. A group of more than
/// one is a deadlock (Tarjan's strongly connected components).
std::vector<std::vector<int>> lockGroups(const LockGraph &graph);

} // namespace lockmaster
