// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over time. Names are those of the Prometheus exporters; the registry of names is engine/metricnames.h.
#pragma once

#include <QString>
#include <vector>

#include "base/clock.h"

namespace lockmaster {

/// One number of one moment. `metric` with its labels is the series, e.g. pg_stat_activity_count{state="active"}.
struct Sample {
    QString series;
    double value = 0;

    bool operator==(const Sample &) const = default;
};

/// What one probe cost, measured by us, for the page that shows what the console itself costs.
struct ProbeCost {
    QString probe;
    std::chrono::microseconds roundTrip{};
    std::int64_t bytes = 0;
    int rows = 0;

    bool operator==(const ProbeCost &) const = default;
};

} // namespace lockmaster
