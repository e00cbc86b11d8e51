// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sources.h"

#include "engine/pgbouncer/pgbouncermetrics.h"
#include "engine/pgbouncer/pgbouncersource.h"
#include "engine/postgres/postgresmetrics.h"
#include "engine/postgres/postgressource.h"
#include "engine/redis/redismetrics.h"
#include "engine/redis/redissource.h"
#include "engine/redis/sentinelmetrics.h"
#include "engine/redis/sentinelsource.h"

#include <algorithm>
#include <array>

namespace lockmaster {

namespace {

/// What watches a kind of server.
struct Watcher {
    ServerKind kind;
    std::unique_ptr<Source> (*makeSource)(SourceOptions options, const Clock &clock);
    std::unique_ptr<Metrics> (*makeMetrics)();
};

template <typename SourceType>
std::unique_ptr<Source> sourceOf(SourceOptions options, const Clock &clock)
{
    return std::make_unique<SourceType>(std::move(options), clock);
}

template <typename MetricsType>
std::unique_ptr<Metrics> metricsOf()
{
    return std::make_unique<MetricsType>();
}

constexpr std::array kWatchers{
    Watcher{ServerKind::PostgreSql, sourceOf<PostgresSource>, metricsOf<PostgresMetrics>},
    Watcher{ServerKind::PgBouncer, sourceOf<PgBouncerSource>, metricsOf<PgBouncerMetrics>},
    Watcher{ServerKind::Redis, sourceOf<RedisSource>, metricsOf<RedisMetrics>},
    Watcher{ServerKind::Sentinel, sourceOf<SentinelSource>, metricsOf<SentinelMetrics>},
};

const Watcher &watcherOf(ServerKind kind)
{
    return *std::ranges::find(kWatchers, kind, &Watcher::kind);
}

} // namespace

std::unique_ptr<Source> makeSource(SourceOptions options, const Clock &clock)
{
    const Watcher &watcher = watcherOf(options.target.kind);
    return watcher.makeSource(std::move(options), clock);
}

std::unique_ptr<Metrics> makeMetrics(ServerKind kind)
{
    return watcherOf(kind).makeMetrics();
}

} // namespace lockmaster
