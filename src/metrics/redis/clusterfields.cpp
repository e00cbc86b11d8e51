// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/redis/fieldmetric.h"
#include "metrics/tables.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

std::vector<Metric> redisReplicationFields()
{
    return {field("redis_slave_expires_tracked_keys"_L1, kGauge, {}, {}, "INFO slave_expires_tracked_keys"_L1,
                  "Keys that a writable replica expires itself."_L1),
            field("redis_connected_slaves"_L1, kGauge, {}, {}, "INFO connected_slaves"_L1,
                  "Replicas that are connected."_L1, Told::Value),
            ofPrimary("redis_master_link_up"_L1, kGauge, {}, {}, "INFO master_link_status"_L1,
                      "1 when a replica is linked to its primary."_L1),
            ofPrimary("redis_master_last_io_seconds_ago"_L1, kGauge, "seconds"_L1, {},
                      "INFO master_last_io_seconds_ago"_L1,
                      "Since a replica last heard from its primary; -1: it is not linked."_L1),
            ofPrimary("redis_master_sync_in_progress"_L1, kGauge, {}, {}, "INFO master_sync_in_progress"_L1,
                      "1 while a replica is given everything."_L1),
            ofPrimary("redis_slave_repl_offset"_L1, kGauge, "bytes"_L1, {}, "INFO slave_repl_offset"_L1,
                      "What a replica has taken."_L1),
            field("redis_slave_priority"_L1, kGauge, {}, {}, "INFO slave_priority"_L1,
                  "Which replica a Sentinel prefers; 0: never."_L1),
            field("redis_master_repl_offset"_L1, kGauge, "bytes"_L1, {}, "INFO master_repl_offset"_L1,
                  "What a primary has written to replication."_L1),
            field("redis_second_repl_offset"_L1, kGauge, "bytes"_L1, {}, "INFO second_repl_offset"_L1,
                  "Up to where the former primary's replicas may go on; -1: nowhere."_L1),
            field("redis_repl_backlog_is_active"_L1, kGauge, {}, {}, "INFO repl_backlog_active"_L1,
                  "Whether there is a backlog."_L1),
            field("redis_replication_backlog_bytes"_L1, kGauge, "bytes"_L1, {}, "INFO repl_backlog_size"_L1,
                  "Size of the backlog."_L1),
            field("redis_repl_backlog_first_byte_offset"_L1, kGauge, "bytes"_L1, {},
                  "INFO repl_backlog_first_byte_offset"_L1, "Where the backlog begins."_L1),
            field("redis_repl_backlog_history_bytes"_L1, kGauge, "bytes"_L1, {}, "INFO repl_backlog_histlen"_L1,
                  "What the backlog holds."_L1)};
}

std::vector<Metric> redisClusterFields()
{
    return {field("redis_cluster_connections"_L1, kGauge, {}, "7.0"_L1, "INFO cluster_connections"_L1,
                  "Sockets of the cluster's bus, about."_L1),
            field("redis_cluster_enabled"_L1, kGauge, {}, {}, "INFO cluster_enabled"_L1,
                  "Whether this is a node of a cluster."_L1),
            clusterField("redis_cluster_state"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_state"_L1,
                         "1 when the cluster serves all of its slots."_L1),
            clusterField("redis_cluster_slots_assigned"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_slots_assigned"_L1,
                         "Slots that a node has."_L1),
            clusterField("redis_cluster_slots_ok"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_slots_ok"_L1,
                         "Slots of nodes that are well."_L1),
            clusterField("redis_cluster_slots_pfail"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_slots_pfail"_L1,
                         "Slots of nodes that this one cannot reach."_L1),
            clusterField("redis_cluster_slots_fail"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_slots_fail"_L1,
                         "Slots of nodes that have failed."_L1),
            clusterField("redis_cluster_known_nodes"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_known_nodes"_L1,
                         "Nodes of the cluster, failed ones too."_L1),
            clusterField("redis_cluster_size"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_size"_L1,
                         "Primaries that serve slots."_L1),
            clusterField("redis_cluster_current_epoch"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_current_epoch"_L1,
                         "The cluster's epoch, which each failover raises."_L1),
            clusterField("redis_cluster_my_epoch"_L1, kGauge, {}, {}, "CLUSTER INFO cluster_my_epoch"_L1,
                         "This node's epoch."_L1),
            clusterField("redis_cluster_messages_sent_total"_L1, kGauge, {}, {},
                         "CLUSTER INFO cluster_stats_messages_sent"_L1, "Messages sent over the cluster's bus."_L1),
            clusterField("redis_cluster_messages_received_total"_L1, kGauge, {}, {},
                         "CLUSTER INFO cluster_stats_messages_received"_L1,
                         "Messages received over the cluster's bus."_L1)};
}

std::vector<Metric> redisSettings()
{
    return {
        setting("redis_config_maxclients"_L1, kGauge, {}, {}, "CONFIG GET maxclients"_L1, "The setting maxclients."_L1),
        setting("redis_config_maxmemory"_L1, kGauge, "bytes"_L1, {}, "CONFIG GET maxmemory"_L1,
                "The setting maxmemory; 0: no limit."_L1),
        setting("redis_config_io_threads"_L1, kGauge, {}, {}, "CONFIG GET io-threads"_L1,
                "The setting io-threads."_L1)};
}

} // namespace lockmaster
