// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/source.h"

#include "engine/pgbouncermetrics.h"
#include "engine/pgbouncersource.h"
#include "engine/postgresmetrics.h"
#include "engine/postgressource.h"

namespace lockmaster {

std::unique_ptr<Source> makeSource(SourceOptions options, const Clock &clock)
{
    switch (options.target.kind) {
    case ServerKind::PgBouncer: return std::make_unique<PgBouncerSource>(std::move(options), clock);
    case ServerKind::PostgreSql:
    case ServerKind::Redis:
    case ServerKind::Sentinel: break;
    }
    return std::make_unique<PostgresSource>(std::move(options), clock);
}

std::unique_ptr<Metrics> makeMetrics(ServerKind kind)
{
    if (kind == ServerKind::PgBouncer)
        return std::make_unique<PgBouncerMetrics>();
    return std::make_unique<PostgresMetrics>();
}

} // namespace lockmaster
