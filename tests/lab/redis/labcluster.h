// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's Redis Cluster: six nodes, "cluster-1" to "cluster-6". The first three begin as masters with a third of the
// slots each, node n + 3 as the replica of node n.
#pragma once

#include <memory>
#include <vector>

#include "lab/redis/redisserver.h"

namespace lockmaster {

class LabCluster
{
public:
    static constexpr int kMasters = 3;
    static constexpr int kNodes = 6;

    LabCluster(const LabFolder &folder, const Roles &roles);

    Result<void> create(); ///< of every node: its ports and its configuration
    /// After create(): the nodes are up, have their slots, and have been told of each other.
    Result<void> start();
    /// After start(): the replicas replicate, and isWhole().
    Result<void> finish();

    RedisServer &node(int number) { return *m_nodes[static_cast<std::size_t>(number - 1)]; } ///< 1 to 6
    /// Every node is there and finds the cluster well, every replica is linked to its master.
    [[nodiscard]] bool isWhole();
    Result<void> untilWhole();

private:
    Result<void> assignSlots(int number);
    [[nodiscard]] bool knowAll();

    std::vector<std::unique_ptr<RedisServer>> m_nodes;
};

} // namespace lockmaster
