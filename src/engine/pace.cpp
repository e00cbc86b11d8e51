// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pace.h"

#include <algorithm>
#include <array>
#include <vector>

namespace lockmaster {
namespace {

constexpr std::size_t kRemembered = 9;
constexpr std::array<std::chrono::milliseconds, 6> kSteps{{std::chrono::seconds(1), std::chrono::seconds(2),
                                                           std::chrono::seconds(5), std::chrono::seconds(10),
                                                           std::chrono::seconds(30), std::chrono::seconds(60)}};

/// What a sample costs at least: what only takes long because this computer or the network is busy does not do so in
/// eight of nine, and one cheap one may be chance; two are enough to come back.
std::chrono::microseconds leastCost(const std::deque<std::chrono::microseconds> &costs)
{
    std::vector<std::chrono::microseconds> sorted(costs.begin(), costs.end());
    const auto second = sorted.begin() + std::min<std::ptrdiff_t>(1, std::ssize(sorted) - 1);
    std::ranges::nth_element(sorted, second);
    return *second;
}

} // namespace

Pace::Pace(std::chrono::milliseconds wanted, double share) : m_wanted(wanted), m_interval(wanted), m_share(share) {}

void Pace::setWanted(std::chrono::milliseconds interval)
{
    m_wanted = interval;
    m_interval = interval;
    restart();
    stretch();
}

QString Pace::reason() const
{
    if (m_interval <= m_wanted)
        return {};
    return QStringLiteral("A sample costs the server at least %1 ms; at %2 s that stays below %3 % of a core")
        .arg(double(leastCost(m_costs).count()) / 1000, 0, 'f', 1)
        .arg(m_interval.count() / 1000)
        .arg(m_share * 100, 0, 'g', 2);
}

SteadyTime Pace::next(SteadyTime now)
{
    if (m_next == SteadyTime{}) {
        m_next = now;
        return m_next;
    }
    m_next += m_interval;
    if (m_next <= now)
        m_next += ((now - m_next) / m_interval + 1) * m_interval;
    return m_next;
}

void Pace::spent(std::chrono::microseconds cost)
{
    m_costs.push_back(cost);
    if (m_costs.size() > kRemembered)
        m_costs.pop_front();
    stretch();
}

void Pace::stretch()
{
    if (m_share <= 0 || m_costs.size() < kRemembered)
        return;
    const auto cost = leastCost(m_costs);
    const auto allowed = [&](std::chrono::milliseconds interval) {
        return double(cost.count()) <= m_share * double(std::chrono::microseconds(interval).count());
    };
    if (allowed(m_interval) && !allowed(m_interval * 4 / 5) && m_interval > m_wanted)
        return; // just enough: do not go back and forth
    m_interval = m_wanted;
    for (const auto step : kSteps) {
        if (allowed(m_interval))
            break;
        m_interval = std::max(m_wanted, step);
    }
}

} // namespace lockmaster
