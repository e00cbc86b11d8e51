// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/serverkind.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kPostgresSchemes{UrlScheme{"postgresql"_L1}, UrlScheme{"postgres"_L1}};
constexpr std::array kPgBouncerSchemes{UrlScheme{"pgbouncer"_L1}};
constexpr std::array kRedisSchemes{UrlScheme{"redis"_L1}, UrlScheme{"rediss"_L1, true}, UrlScheme{"valkey"_L1},
                                   UrlScheme{"valkeys"_L1, true}};
constexpr std::array kSentinelSchemes{UrlScheme{"sentinel"_L1}, UrlScheme{"sentinels"_L1, true},
                                      UrlScheme{"redis-sentinel"_L1}, UrlScheme{"redis+sentinel"_L1}};

// In the order of ServerKind.
constexpr std::array kKinds{
    KindRecord{.kind = ServerKind::PostgreSql,
               .name = "postgresql"_L1,
               .product = "PostgreSQL"_L1,
               .defaultPort = 5432,
               .urlStyle = UrlStyle::Libpq,
               .schemes = kPostgresSchemes,
               .usualDatabase = {},
               .workSeries = "sum(rate(pg_stat_database_xact_commit))"_L1,
               .wayPlace = 2},
    KindRecord{.kind = ServerKind::PgBouncer,
               .name = "pgbouncer"_L1,
               .product = "PgBouncer"_L1,
               .defaultPort = 6432,
               .urlStyle = UrlStyle::PgBouncerConsole,
               .schemes = kPgBouncerSchemes,
               .usualDatabase = "pgbouncer"_L1,
               .workSeries = "sum(rate(pgbouncer_stats_queries_pooled_total))"_L1,
               .wayPlace = 1},
    KindRecord{.kind = ServerKind::Redis,
               .name = "redis"_L1,
               .product = "Redis"_L1,
               .defaultPort = 6379,
               .urlStyle = UrlStyle::Resp,
               .schemes = kRedisSchemes,
               .usualDatabase = "0"_L1,
               .workSeries = "rate(redis_commands_processed_total)"_L1,
               .wayPlace = 3},
    KindRecord{.kind = ServerKind::Sentinel,
               .name = "sentinel"_L1,
               .product = "Sentinel"_L1,
               .defaultPort = 26379,
               .urlStyle = UrlStyle::Resp,
               .schemes = kSentinelSchemes,
               .usualDatabase = {},
               .workSeries = {},
               .wayPlace = 0,
               .hasDatabases = false},
};

} // namespace

std::span<const KindRecord> allKinds()
{
    return kKinds;
}

const KindRecord &recordOf(ServerKind kind)
{
    return *std::ranges::find(kKinds, kind, &KindRecord::kind);
}

} // namespace lockmaster
