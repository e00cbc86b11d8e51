// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/source.h"

#include "engine/postgresmetrics.h"
#include "engine/postgressource.h"

namespace lockmaster {

std::unique_ptr<Source> makeSource(SourceOptions options, const Clock &clock)
{
    switch (options.target.kind) {
    case ServerKind::PostgreSql:
    case ServerKind::PgBouncer:
    case ServerKind::Redis:
    case ServerKind::Sentinel: break;
    }
    return std::make_unique<PostgresSource>(std::move(options), clock);
}

std::unique_ptr<Metrics> makeMetrics(ServerKind)
{
    return std::make_unique<PostgresMetrics>();
}

} // namespace lockmaster
