// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/registry.h"

#include <QHash>

#include "metrics/tables.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replication.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isAnotherLife(const PostgresState &before, const PostgresState &after)
{
    const bool isRestarted = before.identity.started && after.identity.started != before.identity.started;
    const bool isPromoted =
        before.replication && after.replication && before.replication->inRecovery != after.replication->inRecovery;
    return isRestarted || isPromoted;
}

std::vector<std::vector<Metric>> tablesOf(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return {serverMetrics(), sessionMetrics(), databaseMetrics(), replicationMetrics()};
    case ServerKind::PgBouncer: return {poolMetrics(), poolerMetrics()};
    case ServerKind::Redis:
        return {redisMetrics(),           redisServerFields(),      redisStatFields(),    redisMemoryFields(),
                redisPersistenceFields(), redisReplicationFields(), redisClusterFields(), redisSettings()};
    case ServerKind::Sentinel: return {sentinelMetrics()};
    }
    return {};
}

std::vector<Metric> readTables()
{
    std::vector<Metric> all;
    for (const ServerKind kind :
         {ServerKind::PostgreSql, ServerKind::PgBouncer, ServerKind::Redis, ServerKind::Sentinel}) {
        for (std::vector<Metric> &table : tablesOf(kind)) {
            for (Metric &metric : table) {
                metric.kind = kind;
                all.push_back(std::move(metric));
            }
        }
    }
    return all;
}

} // namespace

const std::vector<Metric> &allMetrics()
{
    static const std::vector<Metric> all = readTables();
    return all;
}

std::span<const Metric> metricsOf(ServerKind kind)
{
    const auto found = std::ranges::equal_range(allMetrics(), kind, {}, &Metric::kind);
    return {found.begin(), found.end()};
}

QLatin1StringView upMetric(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return "pg_up"_L1;
    case ServerKind::PgBouncer: return "pgbouncer_up"_L1;
    case ServerKind::Redis:
    case ServerKind::Sentinel: break;
    }
    return "redis_up"_L1;
}

const Metric *metricOf(QStringView series)
{
    static const QHash<QString, const Metric *> byName = [] {
        QHash<QString, const Metric *> names;
        for (const Metric &metric : allMetrics())
            names.insert(metric.name, &metric);
        return names;
    }();
    return byName.value(metricNameOf(series));
}

bool isAnotherLife(ServerKind kind, const ServerData &before, const ServerData &after)
{
    switch (kind) {
    case ServerKind::PostgreSql: return isAnotherLife(*before.postgres, *after.postgres);
    case ServerKind::PgBouncer: return isAnotherLife(*before.pgbouncer, *after.pgbouncer);
    case ServerKind::Redis: return before.redis->identity.runId != after.redis->identity.runId;
    case ServerKind::Sentinel: return before.sentinel->runId != after.sentinel->runId;
    }
    return false;
}

} // namespace lockmaster
