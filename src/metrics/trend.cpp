// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/trend.h"

#include <algorithm>
#include <ranges>

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kLongest{60};
constexpr int kLeastPoints = 3;

} // namespace

void Trend::add(double value, SteadyTime at)
{
    m_points.push_back({at, value});
    m_points.erase(m_points.begin(),
                   std::ranges::find_if(m_points, [&](const Point &point) { return at - point.at <= kLongest; }));
}

std::optional<double> Trend::slope(std::chrono::seconds window, std::chrono::milliseconds least) const
{
    if (m_points.empty())
        return {};
    const SteadyTime now = m_points.back().at;
    const auto first = std::ranges::find_if(m_points, [&](const Point &point) { return now - point.at <= window; });
    const std::ranges::subrange points(first, m_points.end());
    if (points.size() < kLeastPoints || now - first->at < least)
        return {};
    double times = 0;
    double values = 0;
    for (const Point &point : points) {
        times += inSeconds(point.at - now);
        values += point.value;
    }
    const double meanTime = times / double(points.size());
    const double meanValue = values / double(points.size());
    double together = 0;
    double square = 0;
    for (const Point &point : points) {
        const double away = inSeconds(point.at - now) - meanTime;
        together += away * (point.value - meanValue);
        square += away * away;
    }
    return square > 0 ? std::optional(together / square) : std::nullopt;
}

} // namespace lockmaster
