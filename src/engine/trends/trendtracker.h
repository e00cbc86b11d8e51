// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <deque>
#include <optional>

#include "base/clock.h"

namespace lockmaster {

/// How fast gauges rise or fall: the slope of a line through the points of the last while, so that one odd point does
/// not turn it round.
class TrendTracker
{
public:
    explicit TrendTracker(std::chrono::seconds window, std::chrono::milliseconds least)
        : m_window(window), m_least(least)
    {
    }

    /// Per second; nothing before three points that are `least` apart. A name not told for a window is forgotten.
    std::optional<double> slope(const QString &name, double value, SteadyTime at);
    void clear() { m_points.clear(); }

private:
    struct Point {
        SteadyTime at{};
        double value = 0;
    };
    void forgetOld(SteadyTime at);

    std::chrono::seconds m_window;
    std::chrono::milliseconds m_least;
    QHash<QString, std::deque<Point>> m_points;
};

} // namespace lockmaster
