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

namespace lockmaster {

std::unique_ptr<Source> makeSource(SourceOptions options, const Clock &clock)
{
    switch (options.target.kind) {
    case ServerKind::PgBouncer: return std::make_unique<PgBouncerSource>(std::move(options), clock);
    case ServerKind::Redis: return std::make_unique<RedisSource>(std::move(options), clock);
    case ServerKind::Sentinel: return std::make_unique<SentinelSource>(std::move(options), clock);
    case ServerKind::PostgreSql: break;
    }
    return std::make_unique<PostgresSource>(std::move(options), clock);
}

std::unique_ptr<Metrics> makeMetrics(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PgBouncer: return std::make_unique<PgBouncerMetrics>();
    case ServerKind::Redis: return std::make_unique<RedisMetrics>();
    case ServerKind::Sentinel: return std::make_unique<SentinelMetrics>();
    case ServerKind::PostgreSql: break;
    }
    return std::make_unique<PostgresMetrics>();
}

} // namespace lockmaster
