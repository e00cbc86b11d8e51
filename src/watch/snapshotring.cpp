// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/snapshotring.h"

#include "watch/snapshotsize.h"

#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

constexpr std::chrono::minutes kKeepSnapshots{15};

} // namespace

void SnapshotRing::append(const SnapshotPtr &snapshot, std::uint64_t arrival)
{
    const std::int64_t size = addedBytes(*snapshot, newest().get());
    m_snapshots.push_back(snapshot);
    m_arrivals.push_back(arrival);
    m_sizes.push_back(size);
    m_bytes += size;
    const SteadyTime oldest = snapshot->taken.steady - kKeepSnapshots;
    while (m_snapshots.size() > 1 && m_snapshots.front()->taken.steady < oldest)
        dropOldest();
}

void SnapshotRing::dropOldest()
{
    m_snapshots.pop_front();
    m_arrivals.pop_front();
    m_bytes -= m_sizes.front();
    m_sizes.pop_front();
}

SnapshotPtr SnapshotRing::upTo(std::uint64_t arrival) const
{
    const auto after = std::ranges::upper_bound(m_arrivals, arrival) - m_arrivals.begin();
    return after == 0 ? SnapshotPtr() : m_snapshots[static_cast<std::size_t>(after - 1)];
}

SnapshotPtr SnapshotRing::at(WallTime moment) const
{
    const auto found = std::find_if(m_snapshots.rbegin(), m_snapshots.rend(),
                                    [&](const SnapshotPtr &kept) { return kept->taken.wall <= moment; });
    return found == m_snapshots.rend() ? SnapshotPtr() : *found;
}

} // namespace lockmaster
