// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/connectionmetrics.h"

#include <algorithm>
#include <map>

#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostApplications = 10; ///< a name may be made up by each client: no series without end

std::vector<std::pair<QString, int>> idleByApplication(const Headroom &headroom)
{
    std::map<QString, int> idle;
    for (const Headroom::Holder &holder : headroom.holders)
        idle[holder.application] += holder.idle;
    std::vector<std::pair<QString, int>> most(idle.begin(), idle.end());
    std::ranges::stable_sort(most, std::ranges::greater{}, &std::pair<QString, int>::second);
    most.resize(std::min(most.size(), kMostApplications));
    return most;
}

} // namespace

void ConnectionMetrics::add(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples)
{
    constexpr double kMinute = 60;
    if (const auto slope = m_trends.slope({}, state.headroom.used, at))
        samples.push_back({u"lockmaster_connections_growth"_s, *slope * kMinute});
    for (const auto &[application, idle] : idleByApplication(state.headroom)) {
        const SeriesLabels labels{{u"application_name"_s, application}};
        samples.push_back({seriesText(u"lockmaster_idle_sessions"_s, labels), double(idle)});
        if (const auto slope = m_trends.slope(u"idle "_s + application, idle, at))
            samples.push_back({seriesText(u"lockmaster_idle_sessions_growth"_s, labels), *slope * kMinute});
    }
}

} // namespace lockmaster
