// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/seriesstore.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lockmaster {
namespace {

constexpr std::chrono::hours kKeepPoints{2};
constexpr std::chrono::minutes kSlack{5}; ///< points are dropped in batches

} // namespace

void SeriesStore::append(const Snapshot &snapshot)
{
    const WallTime now = snapshot.taken.wall;
    for (const Sample &sample : snapshot.samples) {
        std::vector<SeriesPoint> &points = m_series[sample.series];
        points.push_back({now, sample.value});
        if (points.front().at < now - kKeepPoints - kSlack)
            points.erase(points.begin(), std::ranges::find_if(points, [&](const SeriesPoint &point) {
                             return point.at >= now - kKeepPoints;
                         }));
    }
    closeUntold(now);
}

void SeriesStore::closeUntold(WallTime now)
{
    for (auto series = m_series.begin(); series != m_series.end();) {
        std::vector<SeriesPoint> &points = *series;
        if (points.back().at < now - kKeepPoints) {
            series = m_series.erase(series);
            continue;
        }
        if (points.back().at != now && !std::isnan(points.back().value))
            points.push_back({now, std::numeric_limits<double>::quiet_NaN()});
        ++series;
    }
}

std::span<const SeriesPoint> SeriesStore::points(const QString &series) const
{
    const auto found = m_series.constFind(series);
    return found == m_series.constEnd() ? std::span<const SeriesPoint>() : std::span<const SeriesPoint>(*found);
}

} // namespace lockmaster
