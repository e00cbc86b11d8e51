// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/redis/sentinel.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

// As INFO of a Sentinel names it.
QString statusOf(const SentinelPrimary &primary)
{
    const QStringList &flags = primary.server.flags;
    return flags.contains(u"o_down") ? u"odown"_s : flags.contains(u"s_down") ? u"sdown"_s : u"ok"_s;
}

void addField(const Reading &reading, const QString &field, Values &to)
{
    bool isNumber = false;
    const double value = reading.sentinel().info.value(field).toDouble(&isNumber);
    if (isNumber)
        to.add(value);
}

} // namespace

std::vector<Metric> sentinelMetrics()
{
    return {{"redis_sentinel_masters"_L1,
             {},
             kGauge,
             {},
             "Primaries that this Sentinel watches."_L1,
             "INFO sentinel_masters"_L1,
             {},
             [](const Reading &reading, Values &to) { to.add(reading.sentinel().primaries.size()); },
             Told::Value},
            {"redis_sentinel_tilt"_L1,
             {},
             kGauge,
             {},
             "1 while this Sentinel does not trust its clock and does not act."_L1,
             "INFO sentinel_tilt"_L1,
             {},
             [](const Reading &reading, Values &to) { to.add(reading.sentinel().isTilted); },
             Told::Value},
            {"redis_sentinel_running_scripts"_L1,
             {},
             kGauge,
             {},
             "Scripts that run."_L1,
             "INFO sentinel_running_scripts"_L1,
             {},
             [](const Reading &reading, Values &to) { to.add(reading.sentinel().runningScripts); }},
            {"redis_sentinel_scripts_queue_length"_L1,
             {},
             kGauge,
             {},
             "Scripts that run or wait."_L1,
             "INFO sentinel_scripts_queue_length"_L1,
             {},
             [](const Reading &reading, Values &to) { addField(reading, u"sentinel_scripts_queue_length"_s, to); }},
            {"redis_sentinel_simulate_failure_flags"_L1,
             {},
             kGauge,
             {},
             "Failures that this Sentinel was told to act out."_L1,
             "INFO sentinel_simulate_failure_flags"_L1,
             {},
             [](const Reading &reading, Values &to) { addField(reading, u"sentinel_simulate_failure_flags"_s, to); }},
            {"redis_sentinel_master_status"_L1,
             {"master_name"_L1, "master_address"_L1, "master_status"_L1},
             kGauge,
             {},
             "1 when the primary is well."_L1,
             "SENTINEL MASTERS flags"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address, statusOf(primary)}, statusOf(primary) == u"ok");
                 }
             }},
            {"redis_sentinel_master_slaves"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "Replicas of the primary."_L1,
             "SENTINEL REPLICAS"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.replicas.size());
                 }
             }},
            {"redis_sentinel_master_ok_slaves"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "Of these, those that are not down."_L1,
             "SENTINEL REPLICAS flags"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, goodPeers(primary.replicas));
                 }
             }},
            {"redis_sentinel_master_sentinels"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "Sentinels that watch the primary, with this one."_L1,
             "SENTINEL SENTINELS"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address},
                            1 + primary.sentinels.size() /* and the one that was asked */);
                 }
             }},
            {"redis_sentinel_master_ok_sentinels"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "Of these, those that are not down."_L1,
             "SENTINEL SENTINELS flags"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, 1 + goodPeers(primary.sentinels));
                 }
             }},
            {"redis_sentinel_master_ckquorum_status"_L1,
             {"master_name"_L1, "message"_L1},
             kGauge,
             {},
             "1 when there are enough Sentinels for a failover."_L1,
             "SENTINEL CKQUORUM"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     if (primary.hasQuorum)
                         to.add({primary.name, primary.quorumText}, *primary.hasQuorum);
                 }
             }},
            {"redis_sentinel_master_setting_ckquorum"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "How many Sentinels have to agree that the primary is down."_L1,
             "SENTINEL MASTERS quorum"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.quorum);
                 }
             }},
            {"redis_sentinel_master_setting_failover_timeout"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             "milliseconds"_L1,
             "How long a failover may take."_L1,
             "SENTINEL MASTERS failover-timeout"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.failoverTimeout.count());
                 }
             }},
            {"redis_sentinel_master_setting_parallel_syncs"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "How many replicas follow a new primary at a time."_L1,
             "SENTINEL MASTERS parallel-syncs"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.parallelSyncs);
                 }
             }},
            {"redis_sentinel_master_setting_down_after_milliseconds"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             "milliseconds"_L1,
             "How long a server may be silent until it is down."_L1,
             "SENTINEL MASTERS down-after-milliseconds"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.downAfter.count());
                 }
             }},
            {"redis_sentinel_master_config_epoch"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             {},
             "Counts failovers."_L1,
             "SENTINEL MASTERS config-epoch"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.epoch);
                 }
             }},
            {"redis_sentinel_master_last_ok_ping_reply_seconds"_L1,
             {"master_name"_L1, "master_address"_L1},
             kGauge,
             "seconds"_L1,
             "Since the primary's last good answer."_L1,
             "SENTINEL MASTERS last-ok-ping-reply"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const SentinelPrimary &primary : reading.sentinel().primaries) {
                     to.add({primary.name, primary.server.address}, primary.server.lastOkPing);
                 }
             }}};
}

} // namespace lockmaster
