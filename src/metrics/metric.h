// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A metric: one row of the registry. What is known of a number, and how it is read.
#pragma once

#include <QFlags>
#include <QLatin1StringView>
#include <functional>
#include <vector>

#include "metrics/values.h"
#include "model/target.h"

namespace lockmaster {

class Reading;

enum class MetricType { Gauge, Counter };

/// As what a metric's series are told in each snapshot (Snapshot::samples), for charts and rules. Counters are kept as
/// they are; how fast they rise is an operation, written as PromQL does.
enum class Told {
    Value = 1,       ///< name{…}
    Total = 2,       ///< sum(name), or max(name): see Metric::together
    Rate = 4,        ///< rate(name{…}), a second, since the reading before
    TotalRate = 8,   ///< sum(rate(name))
    MinuteRate = 16, ///< rate(name{…}[1m]): of the last minute, so that a burst does not show
    Slope = 32,      ///< deriv(name{…}[15s]): how a gauge rises or falls, a second; as all below
    MinuteSlope = 64 ///< deriv(name{…}[1m])
};
Q_DECLARE_FLAGS(ToldAs, Told)
Q_DECLARE_OPERATORS_FOR_FLAGS(ToldAs)

/// What several series are together; also two of the same labels, which Prometheus does not take.
enum class Together { Sum, Max };

struct Metric {
    QLatin1StringView name; ///< that of the Prometheus exporter, so that alerts can be carried over; else lockmaster_…
    std::vector<QLatin1StringView> labels;
    MetricType type = MetricType::Gauge;
    QLatin1StringView unit;   ///< "seconds", "bytes", "ratio"; empty: a count
    QLatin1StringView help;   ///< one sentence
    QLatin1StringView source; ///< "pg_stat_database.xact_commit", "SHOW POOLS cl_active", "INFO used_memory"
    QLatin1StringView since;  ///< first version of the server that has it; empty: all that are supported

    std::function<void(const Reading &, Values &)> read;
    ToldAs told;
    Together together = Together::Sum;
    /// Changes when its counters were read anew. Without it each snapshot is a new reading.
    std::function<Amount(const Reading &)> reading;

    /// Of a metric that has no reader: the rates of the first, of those of all the others together.
    struct Ratio {
        QLatin1StringView part;
        std::vector<QLatin1StringView> whole;
    } ratio;

    ServerKind kind = ServerKind::PostgreSql; ///< set by the registry
};

/// "name{…}": the labels' values in the metric's order.
QString seriesText(const Metric &metric, std::span<const QString> labels);

} // namespace lockmaster
