// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trends/trendtracker.h"

#include "base/clock.h"

namespace lockmaster {
std::optional<double> TrendTracker::slope(const QString &name, double value, SteadyTime at)
{
    forgetOld(at);
    std::deque<Point> &points = m_points[name];
    points.push_back({at, value});
    if (points.size() < 3 || at - points.front().at < m_least)
        return {};
    double times = 0;
    double values = 0;
    for (const Point &point : points) {
        times += inSeconds(point.at - at);
        values += point.value;
    }
    const double meanTime = times / double(points.size());
    const double meanValue = values / double(points.size());
    double together = 0;
    double square = 0;
    for (const Point &point : points) {
        const double away = inSeconds(point.at - at) - meanTime;
        together += away * (point.value - meanValue);
        square += away * away;
    }
    return square > 0 ? std::optional(together / square) : std::nullopt;
}

void TrendTracker::forgetOld(SteadyTime at)
{
    for (auto points = m_points.begin(); points != m_points.end();) {
        while (!points->empty() && at - points->front().at > m_window)
            points->pop_front();
        points = points->empty() ? m_points.erase(points) : std::next(points);
    }
}

} // namespace lockmaster
