// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much hangs on each node of the lock graph. Used by lockforest.cpp.
#pragma once

#include <chrono>
#include <vector>

#include "model/postgres/lockgraph.h"

namespace lockmaster {

struct LockTally {
    int victims = 0;
    int freed = 0;
    int freedAtOnce = 0;
    std::chrono::microseconds lost{};
    bool inCycle = false;
};

/// What is known of each node, by its index.
struct LockTree {
    std::vector<int> parents; ///< -1 for a root
    std::vector<int> order;   ///< parents before children
    std::vector<std::chrono::microseconds> waited;
};

/// Meanings as in LockNode. A root counts all that the graph has behind it, a node below counts its branches.
std::vector<LockTally> lockTallies(const LockGraph &graph, const LockTree &tree);

} // namespace lockmaster
