// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"

namespace lockmaster {

/// How fast a number rises or falls: the slope of a line through its points of the last while, so that one odd point does
/// not turn it round.
class Trend
{
public:
    /// Points older than a minute are dropped.
    void add(double value, SteadyTime at);
    /// A second, over the last `window`, a minute at most; nothing before three points that span `least`.
    [[nodiscard]] std::optional<double> slope(std::chrono::seconds window, std::chrono::milliseconds least) const;

private:
    struct Point {
        SteadyTime at{};
        double value = 0;
    };
    std::vector<Point> m_points; ///< some sixty, and none at all of most metrics
};

} // namespace lockmaster
