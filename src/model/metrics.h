// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over time. Their names, and how they are read, are in the registry: metrics/registry.h.
#pragma once

#include <QString>
#include <vector>

#include "base/clock.h"

namespace lockmaster {

/// One number of one moment. Its series is a metric with its labels, lockmaster_sessions{state="active"}, or what is told of
/// one, rate(redis_commands_processed_total).
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
