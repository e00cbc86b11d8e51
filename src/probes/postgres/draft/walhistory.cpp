// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/walhistory.h"

#include <algorithm>

namespace lockmaster {
namespace {

constexpr std::chrono::hours kReach{1};
constexpr std::chrono::milliseconds kStep{500}; // closer moments are not kept apart

} // namespace

void WalHistory::append(ServerTime at, Lsn position)
{
    const bool wentBack = !m_entries.empty() && (position < m_entries.back().position || at < m_entries.back().at);
    if (wentBack) // another history, or another clock
        m_entries.clear();
    if (!m_entries.empty() && position == m_entries.back().position)
        return;
    // The last but one decides: so the newest entry is always of now.
    if (m_entries.size() > 1 && at - m_entries[m_entries.size() - 2].at < kStep)
        m_entries.back().position = position;
    else
        m_entries.push_back({at, position});
    while (m_entries.size() > 2 && at - m_entries[1].at > kReach)
        m_entries.pop_front();
}

std::optional<ServerTime> WalHistory::passed(Lsn position) const
{
    if (m_entries.empty() || position < m_entries.front().position)
        return {};
    const auto longer = std::ranges::upper_bound(m_entries, position, {}, &Entry::position);
    return longer == m_entries.end() ? std::nullopt : std::optional(longer->at);
}

} // namespace lockmaster
