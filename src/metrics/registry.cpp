// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/registry.h"

#include <QHash>
#include <algorithm>
#include <array>

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

// Another life of a server: its counters did not go on from before.

bool isAnotherPostgres(const ServerData &before, const ServerData &after)
{
    const PostgresState &was = *before.postgres;
    const PostgresState &is = *after.postgres;
    const bool isRestarted = was.identity.started && is.identity.started != was.identity.started;
    const bool isPromoted =
        was.replication && is.replication && was.replication->inRecovery != is.replication->inRecovery;
    return isRestarted || isPromoted;
}

bool isAnotherPgBouncer(const ServerData &before, const ServerData &after)
{
    return isAnotherLife(*before.pgbouncer, *after.pgbouncer);
}

bool isAnotherRedis(const ServerData &before, const ServerData &after)
{
    return before.redis->identity.runId != after.redis->identity.runId;
}

bool isAnotherSentinel(const ServerData &before, const ServerData &after)
{
    return before.sentinel->runId != after.sentinel->runId;
}

using Tables = std::vector<std::vector<Metric>>;

Tables postgresTables()
{
    return {serverMetrics(),      sessionMetrics(),    databaseMetrics(),
            replicationMetrics(), checkpointMetrics(), vacuumMetrics()};
}

Tables pgBouncerTables()
{
    return {poolMetrics(), poolerMetrics()};
}

Tables redisTables()
{
    return {redisMetrics(),           redisServerFields(),      redisStatFields(),    redisMemoryFields(),
            redisPersistenceFields(), redisReplicationFields(), redisClusterFields(), redisSettings()};
}

Tables sentinelTables()
{
    return {sentinelMetrics()};
}

/// What this room knows of a kind of server.
struct KindMetrics {
    ServerKind kind;
    QLatin1StringView up; ///< the metric that says whether it could be asked
    Tables (*tables)();
    bool (*isAnotherLife)(const ServerData &before, const ServerData &after);
};

constexpr std::array kKinds{
    KindMetrics{ServerKind::PostgreSql, "pg_up"_L1, postgresTables, isAnotherPostgres},
    KindMetrics{ServerKind::PgBouncer, "pgbouncer_up"_L1, pgBouncerTables, isAnotherPgBouncer},
    KindMetrics{ServerKind::Redis, "redis_up"_L1, redisTables, isAnotherRedis},
    KindMetrics{ServerKind::Sentinel, "redis_up"_L1, sentinelTables, isAnotherSentinel},
};

static_assert(kKinds.size() == std::size_t(ServerKind::Sentinel) + 1, "each kind of server has a record");

const KindMetrics &kindMetrics(ServerKind kind)
{
    return *std::ranges::find(kKinds, kind, &KindMetrics::kind);
}

std::vector<Metric> readTables()
{
    std::vector<Metric> all;
    for (const KindMetrics &record : kKinds) {
        for (std::vector<Metric> &table : record.tables()) {
            for (Metric &metric : table) {
                metric.kind = record.kind;
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
    return kindMetrics(kind).up;
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
    return kindMetrics(kind).isAnotherLife(before, after);
}

} // namespace lockmaster
