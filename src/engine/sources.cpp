// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sources.h"

#include "engine/pgbouncer/pgbouncersource.h"
#include "engine/postgres/postgressource.h"
#include "engine/redis/redissource.h"
#include "engine/redis/sentinelsource.h"

#include <algorithm>
#include <array>

namespace lockmaster {

namespace {

/// What watches a kind of server.
struct Watcher {
    ServerKind kind;
    std::unique_ptr<Source> (*makeSource)(SourceOptions options, const Clock &clock);
};

template <typename SourceType>
std::unique_ptr<Source> sourceOf(SourceOptions options, const Clock &clock)
{
    return std::make_unique<SourceType>(std::move(options), clock);
}

constexpr std::array kWatchers{
    Watcher{ServerKind::PostgreSql, sourceOf<PostgresSource>},
    Watcher{ServerKind::PgBouncer, sourceOf<PgBouncerSource>},
    Watcher{ServerKind::Redis, sourceOf<RedisSource>},
    Watcher{ServerKind::Sentinel, sourceOf<SentinelSource>},
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

} // namespace lockmaster
