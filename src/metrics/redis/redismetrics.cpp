// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <numeric>

#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/redis/redis.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

// Refusals that tell of a state of the server, not of a mistake in a command: those it has not met are 0.
constexpr std::array<const char *, 8> kTellingErrors{"OOM",  "MISCONF", "READONLY",    "NOREPLICAS",
                                                     "BUSY", "LOADING", "CLUSTERDOWN", "MASTERDOWN"};

void readErrors(const Reading &reading, Values &to)
{
    const RedisState &state = reading.redis();
    if (!state.info.contains(u"total_error_replies"_s)) // before 6.2 they are not counted
        return;
    std::map<QString, std::int64_t> errors = state.errors;
    for (const char *code : kTellingErrors)
        errors.try_emplace(QString::fromLatin1(code), 0);
    for (const auto &[code, count] : errors)
        to.add({code}, count);
}

void readInstance(const Reading &reading, Values &to)
{
    const auto &info = reading.redis().info;
    if (info.isEmpty())
        return;
    to.add({info.value(u"role"_s), info.value(u"redis_version"_s), info.value(u"redis_build_id"_s),
            info.value(u"redis_mode"_s), info.value(u"os"_s), info.value(u"maxmemory_policy"_s),
            info.value(u"tcp_port"_s), info.value(u"run_id"_s), info.value(u"process_id"_s),
            info.value(u"master_replid"_s)},
           1);
}

/// Nothing when the log is hidden; an empty log has the number 0.
std::optional<RedisSlowEntry> newestSlow(const Reading &reading)
{
    const RedisSlowEntries &log = reading.redis().slowLog;
    return !log ? std::nullopt : std::optional(log->empty() ? RedisSlowEntry() : log->front());
}

QString databaseName(const RedisKeyspace &keyspace)
{
    return u"db"_s + QString::number(keyspace.database);
}

std::pair<QString, QString> placeOf(const RedisReplica &replica)
{
    const qsizetype colon = replica.address.lastIndexOf(u':');
    QString host = replica.address.first(std::max(colon, qsizetype(0)));
    if (host.startsWith(u'[') && host.endsWith(u']')) // as people write an IPv6 address before a port
        host = host.sliced(1, host.size() - 2);
    return {host, replica.address.sliced(colon + 1)};
}

std::vector<Metric> keyMetrics()
{
    return {{"redis_db_keys"_L1,
             {"db"_L1},
             kGauge,
             {},
             "Keys of this data base."_L1,
             "INFO keyspace keys"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisKeyspace &keyspace : reading.redis().keyspaces)
                     to.add({databaseName(keyspace)}, keyspace.keys);
             }},
            {"redis_db_keys_expiring"_L1,
             {"db"_L1},
             kGauge,
             {},
             "Of these, keys that expire."_L1,
             "INFO keyspace expires"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisKeyspace &keyspace : reading.redis().keyspaces)
                     to.add({databaseName(keyspace)}, keyspace.expiring);
             }},
            {"redis_db_avg_ttl_seconds"_L1,
             {"db"_L1},
             kGauge,
             "seconds"_L1,
             "Mean time until they do."_L1,
             "INFO keyspace avg_ttl"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisKeyspace &keyspace : reading.redis().keyspaces)
                     to.add({databaseName(keyspace)}, keyspace.averageTtl);
             }},
            {"lockmaster_keys"_L1,
             {},
             kGauge,
             {},
             "Keys of all data bases."_L1,
             "INFO keyspace"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 if (const RedisState &state = reading.redis(); !state.info.isEmpty())
                     to.add(std::accumulate(
                         state.keyspaces.begin(), state.keyspaces.end(), std::int64_t(0),
                         [](std::int64_t sum, const RedisKeyspace &keyspace) { return sum + keyspace.keys; }));
             },
             Told::Value},
            {"redis_connected_slave_offset_bytes"_L1,
             {"slave_ip"_L1, "slave_port"_L1, "slave_state"_L1},
             kGauge,
             "bytes"_L1,
             "What a replica has acknowledged."_L1,
             "INFO slave0 offset"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisReplica &replica : reading.redis().replication.replicas) {
                     const auto [ip, port] = placeOf(replica);
                     to.add({ip, port, replica.state}, replica.offset);
                 }
             },
             {},
             Together::Max},
            {"redis_connected_slave_lag_seconds"_L1,
             {"slave_ip"_L1, "slave_port"_L1, "slave_state"_L1},
             kGauge,
             "seconds"_L1,
             "Since a replica's last acknowledgement."_L1,
             "INFO slave0 lag"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisReplica &replica : reading.redis().replication.replicas) {
                     const auto [ip, port] = placeOf(replica);
                     to.add({ip, port, replica.state}, replica.lag);
                 }
             },
             {},
             Together::Max},
            {"lockmaster_replica_lag_bytes"_L1,
             {},
             kGauge,
             "bytes"_L1,
             "What the slowest replica has not acknowledged."_L1,
             "INFO master_repl_offset, slave0 offset"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 const RedisReplication &replication = reading.redis().replication;
                 std::optional<std::int64_t> longest;
                 for (const RedisReplica &replica : replication.replicas)
                     longest = std::max(longest, replicaLag(replication, replica));
                 to.add(longest);
             },
             Told::Value}};
}

std::vector<Metric> commandMetrics()
{
    return {{"redis_commands_total"_L1,
             {"cmd"_L1},
             kCounter,
             {},
             "Calls of this command."_L1,
             "INFO commandstats calls"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisCommandStat &command : reading.redis().commands)
                     to.add({command.command}, command.calls);
             }},
            {"redis_commands_duration_seconds_total"_L1,
             {"cmd"_L1},
             kCounter,
             "seconds"_L1,
             "Time spent in this command."_L1,
             "INFO commandstats usec"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const RedisCommandStat &command : reading.redis().commands)
                     to.add({command.command}, command.time);
             }},
            {"redis_commands_rejected_calls_total"_L1,
             {"cmd"_L1},
             kCounter,
             {},
             "Calls refused before they were done."_L1,
             "INFO commandstats rejected_calls"_L1,
             "6.2"_L1,
             [](const Reading &reading, Values &to) {
                 for (const RedisCommandStat &command : reading.redis().commands)
                     to.add({command.command}, command.rejected);
             }},
            {"redis_commands_failed_calls_total"_L1,
             {"cmd"_L1},
             kCounter,
             {},
             "Calls that failed."_L1,
             "INFO commandstats failed_calls"_L1,
             "6.2"_L1,
             [](const Reading &reading, Values &to) {
                 for (const RedisCommandStat &command : reading.redis().commands)
                     to.add({command.command}, command.failed);
             }},
            {"redis_latency_percentiles_usec"_L1,
             {"cmd"_L1, "quantile"_L1},
             kGauge,
             "microseconds"_L1,
             "So long or less took this share of the calls."_L1,
             "INFO latencystats"_L1,
             "7.0"_L1,
             [](const Reading &reading, Values &to) {
                 for (const RedisCommandStat &command : reading.redis().commands) {
                     to.add({command.command, u"50"_s}, command.p50);
                     to.add({command.command, u"99"_s}, command.p99);
                     to.add({command.command, u"99.9"_s}, command.p999);
                 }
             }}};
}

} // namespace

std::vector<Metric> redisMetrics()
{
    std::vector<Metric> all{{"redis_up"_L1,
                             {},
                             kGauge,
                             {},
                             "Whether the console is connected and was answered."_L1,
                             "connection"_L1,
                             {},
                             [](const Reading &, Values &to) { to.add(1); }},
                            {"redis_instance_info"_L1,
                             {"role"_L1, "redis_version"_L1, "redis_build_id"_L1, "redis_mode"_L1, "os"_L1,
                              "maxmemory_policy"_L1, "tcp_port"_L1, "run_id"_L1, "process_id"_L1, "master_replid"_L1},
                             kGauge,
                             {},
                             "1; the labels tell what server it is."_L1,
                             "INFO"_L1,
                             {},
                             readInstance},
                            {"redis_start_time_seconds"_L1,
                             {},
                             kGauge,
                             "seconds"_L1,
                             "When the server was started, as Unix time."_L1,
                             "INFO uptime_in_seconds of now"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 if (const auto &started = reading.redis().identity.started)
                                     to.add(std::chrono::floor<std::chrono::seconds>(*started));
                             }},
                            {"redis_slave_info"_L1,
                             {"master_host"_L1, "master_port"_L1, "read_only"_L1},
                             kGauge,
                             {},
                             "1; the labels tell a replica's primary."_L1,
                             "INFO"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 const RedisState &state = reading.redis();
                                 if (state.identity.role == RedisRole::Replica && !state.info.isEmpty())
                                     to.add({state.info.value(u"master_host"_s), state.info.value(u"master_port"_s),
                                             state.info.value(u"slave_read_only"_s)},
                                            1);
                             }},
                            {"redis_slowlog_length"_L1,
                             {},
                             kGauge,
                             {},
                             "Entries of the slow log."_L1,
                             "SLOWLOG LEN"_L1,
                             {},
                             [](const Reading &reading, Values &to) { to.add(reading.redis().slowLogLength); },
                             Told::Value},
                            {"redis_slowlog_last_id"_L1,
                             {},
                             kGauge,
                             {},
                             "Number of its newest entry."_L1,
                             "SLOWLOG GET"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 if (const auto newest = newestSlow(reading))
                                     to.add(newest->id);
                             }},
                            {"redis_last_slow_execution_duration_seconds"_L1,
                             {},
                             kGauge,
                             "seconds"_L1,
                             "How long that command took."_L1,
                             "SLOWLOG GET"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 if (const auto newest = newestSlow(reading))
                                     to.add(newest->duration);
                             }},
                            {"redis_errors_total"_L1,
                             {"err"_L1},
                             kCounter,
                             {},
                             "Errors answered, by their first word."_L1,
                             "INFO errorstats"_L1,
                             "6.2"_L1,
                             readErrors,
                             ToldAs(Told::Rate) | Told::MinuteRate}};
    for (const std::vector<Metric> &table : {keyMetrics(), commandMetrics()})
        all.insert(all.end(), table.begin(), table.end());
    Metric hits{"lockmaster_hit_ratio"_L1,
                {},
                kGauge,
                "ratio"_L1,
                "Lookups that found their key, of those between two readings."_L1,
                "INFO keyspace_hits, keyspace_misses"_L1};
    hits.told = Told::Value;
    hits.ratio = {"redis_keyspace_hits_total"_L1, {"redis_keyspace_hits_total"_L1, "redis_keyspace_misses_total"_L1}};
    all.push_back(std::move(hits));
    return all;
}

} // namespace lockmaster
