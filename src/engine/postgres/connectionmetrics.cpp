// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postgres/connectionmetrics.h"

#include <algorithm>
#include <map>

#include "model/hidden.h"
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
    if (const auto used = growth({}, state.headroom.used, at))
        samples.push_back({u"lockmaster_connections_growth"_s, *used});
    if (hidesSessions(state))
        return;
    for (const auto &[application, idle] : idleByApplication(state.headroom)) {
        const SeriesLabels labels{{u"application_name"_s, application}};
        samples.push_back({seriesText(u"lockmaster_idle_sessions"_s, labels), double(idle)});
        if (const auto more = growth(u"idle "_s + application, idle, at))
            samples.push_back({seriesText(u"lockmaster_idle_sessions_growth"_s, labels), *more});
    }
}

void ConnectionMetrics::clear()
{
    m_long.clear();
    m_short.clear();
}

std::optional<double> ConnectionMetrics::growth(const QString &name, int count, SteadyTime at)
{
    constexpr double kMinute = 60;
    const auto longer = m_long.slope(name, count, at);
    const auto shorter = m_short.slope(name, count, at);
    return longer && shorter ? std::optional(std::min(*longer, *shorter) * kMinute) : std::nullopt;
}

} // namespace lockmaster
