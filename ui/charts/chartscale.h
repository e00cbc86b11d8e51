// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Round numbers for axes. Pure functions.
#pragma once

#include <QString>
#include <chrono>
#include <vector>

#include "ui/charts/seriesdecimator.h"

namespace lockmaster {

/// What the numbers of a chart are; decides steps and words.
enum class ChartUnit {
    Count,
    Rate,     ///< per second
    Ratio,    ///< 0 to 1, shown in percent
    Duration, ///< seconds
    Bytes,
    ByteRate, ///< bytes per second
};

struct ValueScale {
    double low = 0;
    double high = 1;
    double step = 1;

    bool operator==(const ValueScale &) const = default;
};

/// A scale that holds `lowest` to `highest`, from zero, in steps of 1, 2, 2.5 or 5; of durations
/// without 2.5, which their labels do not show; of bytes in powers of two. A ratio that never falls below 0.9 is shown from 0.9.
ValueScale valueScale(double lowest, double highest, ChartUnit unit);

/// The highest value that a scale has to hold: of the data and of those limits that are not above twice as high. A
/// limit that is further up would press the data flat.
double highestShown(double highest, const std::vector<double> &limits);

/// Round moments within `span`, far enough apart for `width` pixels.
std::vector<WallTime> timeTicks(const TimeSpan &span, int width);

/// For an axis: short. "1,000", "20 s", "98 %", "64 MB"; of rates "1,000/s", "64 MB/s".
QString axisText(double value, ChartUnit unit);
/// For a legend or tile: "123", "12.3/s", "98.4 %", "4 m 12 s", "1.2 MB/s"; the dash when NaN.
QString valueText(double value, ChartUnit unit);
/// "03:12", or "03:12:30" when the span is shorter than ten minutes.
QString tickText(WallTime moment, const TimeSpan &span);

} // namespace lockmaster
