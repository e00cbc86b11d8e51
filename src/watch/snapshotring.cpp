// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/snapshotring.h"

#include "codec/bytes.h"
#include "model/snapshotfields.h"

#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

constexpr std::chrono::minutes kKeepSnapshots{15};

std::int64_t bytesOfAll(const std::vector<Finding> &findings)
{
    constexpr std::int64_t kEvidence = 2048; // as CBOR in memory, about: some ten fields, and rows of those concerned
    return std::ssize(findings) * (std::int64_t(sizeof(Finding)) + kEvidence);
}

} // namespace

void SnapshotRing::append(const ObservationPtr &observation, std::uint64_t arrival)
{
    const SnapshotPtr &snapshot = observation->snapshot;
    const std::int64_t size = bytesOf(*snapshot, m_snapshots.empty() ? nullptr : m_snapshots.back().get())
                              + bytesOfAll(observation->findings);
    m_snapshots.push_back(snapshot);
    m_kept.push_back({observation, arrival, size});
    m_bytes += size;
    const SteadyTime oldest = snapshot->taken.steady - kKeepSnapshots;
    while (m_snapshots.size() > 1 && m_snapshots.front()->taken.steady < oldest)
        dropOldest();
}

void SnapshotRing::dropOldest()
{
    m_bytes -= m_kept.front().size;
    m_snapshots.pop_front();
    m_kept.pop_front();
}

std::uint64_t SnapshotRing::arrivalOf(const ObservationPtr &observation) const
{
    const auto found = std::ranges::find(m_kept, observation, &Kept::observation);
    return found == m_kept.end() ? 0 : found->arrival;
}

std::vector<ObservationPtr> SnapshotRing::observations() const
{
    std::vector<ObservationPtr> all;
    all.reserve(m_kept.size());
    std::ranges::transform(m_kept, std::back_inserter(all), &Kept::observation);
    return all;
}

ObservationPtr SnapshotRing::upTo(std::uint64_t arrival) const
{
    const auto after = std::ranges::upper_bound(m_kept, arrival, {}, &Kept::arrival);
    return after == m_kept.begin() ? nullptr : std::prev(after)->observation;
}

ObservationPtr SnapshotRing::at(SteadyTime moment) const
{
    const auto found = std::find_if(m_kept.rbegin(), m_kept.rend(), [&](const Kept &kept) {
        return kept.observation->snapshot->taken.steady <= moment;
    });
    return found == m_kept.rend() ? nullptr : found->observation;
}

} // namespace lockmaster
