// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The registry of metrics: the one place that knows their names, what they mean and how they are read. Snapshots' samples,
// and with them charts and findings, are read from it (metrics/sampler.h), and so is what Prometheus is told
// (metrics/exposition.h). Names are those of postgres_exporter 0.20, pgbouncer_exporter 0.10 and redis_exporter 1.69. A
// further metric is one row in one of the tables in the folders beside this. Any thread.
#pragma once

#include <span>

#include "metrics/metric.h"
#include "model/snapshot.h"

namespace lockmaster {

/// All, kind by kind.
const std::vector<Metric> &allMetrics();
std::span<const Metric> metricsOf(ServerKind kind);

/// "pg_up", "pgbouncer_up" or "redis_up": 1 while the link is live and there is data.
QLatin1StringView upMetric(ServerKind kind);

/// The metric of a series, also of one told as a rate or a sum: see model/series.h. Null: none has this name.
const Metric *metricOf(QStringView series);

/// The server was started anew between the two, or took another role: its counters do not go on.
bool isAnotherLife(ServerKind kind, const ServerData &before, const ServerData &after);

} // namespace lockmaster
