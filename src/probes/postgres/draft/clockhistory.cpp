// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/clockhistory.h"

#include <algorithm>

namespace lockmaster {

void ClockHistory::append(ServerTime sent, ServerTime received)
{
    constexpr std::chrono::minutes kReach{1};
    if (!m_entries.empty() && received < m_entries.back().received) // the clock was set back
        m_entries.clear();
    if (m_entries.empty() || received > m_entries.back().received)
        m_entries.push_back({received, received - sent});
    while (received - m_entries.front().received > kReach)
        m_entries.pop_front();
}

std::optional<std::chrono::microseconds> ClockHistory::ahead() const
{
    const auto least = std::ranges::min_element(m_entries, {}, &Entry::ahead);
    return least == m_entries.end() ? std::nullopt : std::optional(least->ahead);
}

} // namespace lockmaster
