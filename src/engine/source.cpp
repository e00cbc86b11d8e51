// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/source.h"

#include "engine/pgbouncermetrics.h"
#include "engine/pgbouncersource.h"
#include "engine/postgresmetrics.h"
#include "engine/postgressource.h"
#include "engine/redismetrics.h"
#include "engine/redissource.h"
#include "engine/sentinelmetrics.h"
#include "engine/sentinelsource.h"

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
