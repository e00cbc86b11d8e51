// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Most metrics of Redis are fields of its answers: the source column of resources/metrics/redis.tsv says which.
#include "engine/exposition/exposition.h"

#include <array>
#include <algorithm>

#include "engine/exposition/metricregistry.h"
#include "model/redis/redis.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

enum class Origin { Info, ClusterInfo, Config };

/// "INFO latest_fork_usec*1e-6"
struct FieldMetric {
    QString metric;
    Origin origin = Origin::Info;
    QString field;
    double factor = 1;
};

std::optional<FieldMetric> fieldMetric(const MetricInfo &info)
{
    static const std::array<std::pair<QString, Origin>, 3> kOrigins{
        {{u"CLUSTER INFO "_s, Origin::ClusterInfo}, {u"CONFIG GET "_s, Origin::Config}, {u"INFO "_s, Origin::Info}}};
    for (const auto &[prefix, origin] : kOrigins) {
        if (!info.source.startsWith(prefix))
            continue;
        const QString field = info.source.sliced(prefix.size());
        if (field.contains(u' ') || info.name.startsWith(u"lockmaster_"))
            return {};
        const QString factor = field.section(u'*', 1);
        return FieldMetric{info.name, origin, field.section(u'*', 0, 0), factor.isEmpty() ? 1 : factor.toDouble()};
    }
    return {};
}

const std::vector<FieldMetric> &fieldMetrics()
{
    static const std::vector<FieldMetric> all = [] {
        std::vector<FieldMetric> metrics;
        for (const MetricInfo &info : metricRegistry()) {
            if (auto metric = info.kind == ServerKind::Redis ? fieldMetric(info) : std::nullopt)
                metrics.push_back(std::move(*metric));
        }
        return metrics;
    }();
    return all;
}

std::optional<double> valueOf(const QString &text)
{
    if (text == u"ok" || text == u"up")
        return 1;
    if (text == u"err" || text == u"fail" || text == u"down")
        return 0;
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString textOf(const RedisState &state, const FieldMetric &metric)
{
    switch (metric.origin) {
    case Origin::Info: return state.info.value(metric.field);
    case Origin::ClusterInfo: return state.cluster ? state.cluster->info.value(metric.field) : QString();
    case Origin::Config: break;
    }
    const auto setting = state.settings.find(metric.field);
    return setting == state.settings.end() ? QString() : setting->second;
}

SeriesLabels primaryLabels(const RedisState &state)
{
    return {{u"master_host"_s, state.info.value(u"master_host"_s)},
            {u"master_port"_s, state.info.value(u"master_port"_s)}};
}

bool isOfItsPrimary(const QString &field)
{
    return field == u"master_link_status" || field == u"master_last_io_seconds_ago"
           || field == u"master_sync_in_progress" || field == u"slave_repl_offset";
}

using Samples = std::vector<Sample>;

void add(Samples &to, const QString &metric, const SeriesLabels &labels, double value)
{
    to.push_back({seriesText(metric, labels), value});
}

void exposeFields(const RedisState &state, Samples &to)
{
    for (const FieldMetric &metric : fieldMetrics()) {
        if (const auto value = valueOf(textOf(state, metric)))
            add(to, metric.metric, isOfItsPrimary(metric.field) ? primaryLabels(state) : SeriesLabels(),
                *value * metric.factor);
    }
}

void exposeServer(const RedisState &state, Samples &to)
{
    if (state.info.isEmpty())
        return;
    SeriesLabels labels;
    for (const QString &field :
         {u"role"_s, u"redis_version"_s, u"redis_build_id"_s, u"redis_mode"_s, u"os"_s, u"maxmemory_policy"_s,
          u"tcp_port"_s, u"run_id"_s, u"process_id"_s, u"master_replid"_s})
        labels.emplace_back(field, state.info.value(field));
    add(to, u"redis_instance_info"_s, labels, 1);
    if (state.identity.started)
        add(to, u"redis_start_time_seconds"_s, {},
            double(std::chrono::floor<std::chrono::seconds>(*state.identity.started).time_since_epoch().count()));
    if (state.identity.role != RedisRole::Replica)
        return;
    SeriesLabels ofReplica = primaryLabels(state);
    ofReplica.emplace_back(u"read_only"_s, state.info.value(u"slave_read_only"_s));
    add(to, u"redis_slave_info"_s, ofReplica, 1);
}

void exposeReplicas(const RedisReplication &replication, Samples &to)
{
    for (const RedisReplica &replica : replication.replicas) {
        const qsizetype colon = replica.address.lastIndexOf(u':');
        const SeriesLabels labels{{u"slave_ip"_s, replica.address.first(std::max(colon, qsizetype(0)))},
                                  {u"slave_port"_s, replica.address.sliced(colon + 1)},
                                  {u"slave_state"_s, replica.state}};
        add(to, u"redis_connected_slave_offset_bytes"_s, labels, double(replica.offset));
        if (replica.lag)
            add(to, u"redis_connected_slave_lag_seconds"_s, labels, double(replica.lag->count()));
    }
}

void exposeKeyspaces(const RedisState &state, Samples &to)
{
    for (const RedisKeyspace &keyspace : state.keyspaces) {
        const SeriesLabels labels{{u"db"_s, u"db"_s + QString::number(keyspace.database)}};
        add(to, u"redis_db_keys"_s, labels, double(keyspace.keys));
        add(to, u"redis_db_keys_expiring"_s, labels, double(keyspace.expiring));
        if (keyspace.averageTtl)
            add(to, u"redis_db_avg_ttl_seconds"_s, labels, std::chrono::duration<double>(*keyspace.averageTtl).count());
    }
}

void exposeCommand(const RedisCommandStat &command, Samples &to)
{
    const auto addOf = [&](const QString &metric, double value) {
        add(to, metric, {{u"cmd"_s, command.command}}, value);
    };
    addOf(u"redis_commands_total"_s, double(command.calls));
    addOf(u"redis_commands_duration_seconds_total"_s, std::chrono::duration<double>(command.time).count());
    if (command.rejected)
        addOf(u"redis_commands_rejected_calls_total"_s, double(*command.rejected));
    if (command.failed)
        addOf(u"redis_commands_failed_calls_total"_s, double(*command.failed));
    const auto addQuantile = [&](const QString &quantile, std::optional<double> value) {
        if (value)
            add(to, u"redis_latency_percentiles_usec"_s, {{u"cmd"_s, command.command}, {u"quantile"_s, quantile}},
                *value);
    };
    addQuantile(u"50"_s, command.p50);
    addQuantile(u"99"_s, command.p99);
    addQuantile(u"99.9"_s, command.p999);
}

void exposeSlowLog(const RedisState &state, Samples &to)
{
    if (state.slowLogLength)
        add(to, u"redis_slowlog_length"_s, {}, double(*state.slowLogLength));
    if (!state.slowLog)
        return;
    const RedisSlowEntry newest = state.slowLog->empty() ? RedisSlowEntry() : state.slowLog->front();
    add(to, u"redis_slowlog_last_id"_s, {}, double(newest.id));
    add(to, u"redis_last_slow_execution_duration_seconds"_s, {},
        std::chrono::duration<double>(newest.duration).count());
}

} // namespace

std::vector<Sample> exposed(const RedisState &state)
{
    Samples to;
    exposeFields(state, to);
    exposeServer(state, to);
    exposeReplicas(state.replication, to);
    exposeKeyspaces(state, to);
    for (const RedisCommandStat &command : state.commands)
        exposeCommand(command, to);
    for (const auto &[code, count] : state.errors)
        add(to, u"redis_errors_total"_s, {{u"err"_s, code}}, double(count));
    exposeSlowLog(state, to);
    return to;
}

} // namespace lockmaster
