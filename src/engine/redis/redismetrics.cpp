// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redis/redismetrics.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/redis/redis.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct Charted {
    const char *field;
    const char *metric;
};

constexpr std::array<Charted, 11> kGauges{{
    {"used_memory", "redis_memory_used_bytes"},
    {"used_memory_rss", "redis_memory_used_rss_bytes"},
    {"maxmemory", "redis_memory_max_bytes"},
    {"mem_fragmentation_ratio", "redis_mem_fragmentation_ratio"},
    {"connected_clients", "redis_connected_clients"},
    {"blocked_clients", "redis_blocked_clients"},
    {"maxclients", "redis_max_clients"},
    {"connected_slaves", "redis_connected_slaves"},
    {"rdb_changes_since_last_save", "redis_rdb_changes_since_last_save"},
    {"aof_current_size", "redis_aof_current_size_bytes"},
    {"instantaneous_eventloop_duration_usec", "lockmaster_eventloop_duration_usec"},
}};

constexpr std::array<Charted, 11> kCounters{{
    {"total_commands_processed", "redis_commands_processed_total"},
    {"keyspace_hits", "redis_keyspace_hits_total"},
    {"keyspace_misses", "redis_keyspace_misses_total"},
    {"evicted_keys", "redis_evicted_keys_total"},
    {"expired_keys", "redis_expired_keys_total"},
    {"total_net_input_bytes", "redis_net_input_bytes_total"},
    {"total_net_output_bytes", "redis_net_output_bytes_total"},
    {"total_connections_received", "redis_connections_received_total"},
    {"rejected_connections", "redis_rejected_connections_total"},
    {"total_error_replies", "redis_total_error_replies"},
    {"acl_access_denied_cmd", "redis_acl_access_denied_cmd_total"},
}};

// Refusals that tell of a state of the server, not of a mistake in a command.
constexpr std::array<const char *, 8> kErrors{"OOM",  "MISCONF", "READONLY",    "NOREPLICAS",
                                              "BUSY", "LOADING", "CLUSTERDOWN", "MASTERDOWN"};

void addGauges(const RedisState &state, std::vector<Sample> &samples)
{
    for (const auto &[field, metric] : kGauges) {
        if (const auto value = state.number(QString::fromLatin1(field)))
            samples.push_back({QString::fromLatin1(metric), *value});
    }
    if (state.slowLogLength)
        samples.push_back({u"redis_slowlog_length"_s, double(*state.slowLogLength)});
    if (state.replication.isLinkUp)
        samples.push_back({u"redis_master_link_up"_s, *state.replication.isLinkUp ? 1.0 : 0.0});
    std::optional<std::int64_t> longest;
    for (const RedisReplica &replica : state.replication.replicas)
        longest = std::max(longest, replicaLag(state.replication, replica));
    if (longest)
        samples.push_back({u"lockmaster_replica_lag_bytes"_s, double(*longest)});
    if (!state.info.isEmpty()) {
        double keys = 0;
        for (const RedisKeyspace &keyspace : state.keyspaces)
            keys += double(keyspace.keys);
        samples.push_back({u"lockmaster_keys"_s, keys});
    }
}

} // namespace

std::vector<Sample> RedisMetrics::samples(const ServerData &data, SteadyTime at)
{
    const RedisState &state = *data.redis;
    if (state.identity.runId != m_runId) { // restarted, or another server: counters began anew
        m_rates.clear();
        m_lookups.reset();
    }
    m_runId = state.identity.runId;
    std::vector<Sample> samples;
    addGauges(state, samples);
    addRates(state, at, samples);
    addHitRatio(state, samples);
    return samples;
}

void RedisMetrics::addRates(const RedisState &state, SteadyTime at, std::vector<Sample> &samples)
{
    const auto add = [&](const QString &metric, std::int64_t counter, double unit) {
        if (const auto rate = m_rates.rate(metric, counter, at))
            samples.push_back({u"rate(%1)"_s.arg(metric), *rate / unit});
    };
    for (const auto &[field, metric] : kCounters) {
        if (const auto counter = state.integer(QString::fromLatin1(field)))
            add(QString::fromLatin1(metric), *counter, 1);
    }
    for (const char *code : kErrors) {
        const auto found = state.errors.find(QString::fromLatin1(code));
        if (!state.info.contains(u"total_error_replies"_s)) // before 6.2 they are not counted
            break;
        add(seriesText(u"redis_errors_total"_s, {{u"err"_s, QString::fromLatin1(code)}}),
            found == state.errors.end() ? 0 : found->second, 1);
    }
    constexpr double kMicro = 1e6;
    for (const QString &kind : {u"sys"_s, u"user"_s}) {
        if (const auto seconds = state.number(u"used_cpu_"_s + kind))
            add(u"redis_cpu_%1_seconds_total"_s.arg(kind), static_cast<std::int64_t>(*seconds * kMicro), kMicro);
    }
}

void RedisMetrics::addHitRatio(const RedisState &state, std::vector<Sample> &samples)
{
    const auto hits = state.integer(u"keyspace_hits"_s);
    const auto misses = state.integer(u"keyspace_misses"_s);
    if (!hits || !misses)
        return;
    const auto before = std::exchange(m_lookups, Lookups{*hits, *misses});
    if (!before || *hits < before->hits || *misses < before->misses)
        return;
    const double hit = double(*hits - before->hits);
    const double asked = hit + double(*misses - before->misses);
    if (asked > 0)
        samples.push_back({u"lockmaster_hit_ratio"_s, hit / asked});
}

} // namespace lockmaster
