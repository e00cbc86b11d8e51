// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A master of the cluster and its replica are gone: a third of the slots has nobody, and the cluster takes no commands.
#include "lab/scenes/plays.h"
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playClusterSlotUncovered(Stage &stage)
{
    LabCluster &cluster = stage.lab().cluster();
    stage.facts().target = cluster.node(1).name();
    stage.atEnd([&cluster] { return cluster.untilWhole(); });
    for (const int number : {6, 3}) { // the replica first, else it would take over
        RedisServer &node = cluster.node(number);
        stage.atEnd([&node] { return node.start(); });
        if (const Result<void> stopped = node.stop(); !stopped) {
            return stopped;
        }
    }
    return Stage::until(
        [&] {
            return cluster.node(1).ask(u"CLUSTER INFO"_s).contains("cluster_state:fail")
                   && cluster.node(1).ask(u"CLUSTER NODES"_s).count("fail ") >= 1;
        },
        u"the cluster has failed"_s);
}

} // namespace lockmaster
