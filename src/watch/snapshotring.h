// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The last minutes of one target as whole observations, in the order in which they came: the wall clock may step. The
// thread of its owner.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "model/observation.h"

namespace lockmaster {

/// Observations of one target, oldest first: those of 15 minutes, and always the newest.
class SnapshotRing
{
public:
    /// `arrival` rises with each snapshot of all targets.
    void append(const ObservationPtr &observation, std::uint64_t arrival);
    /// Not the newest.
    void dropOldest();

    [[nodiscard]] const std::deque<SnapshotPtr> &snapshots() const { return m_snapshots; }
    [[nodiscard]] ObservationPtr newest() const { return m_kept.empty() ? nullptr : m_kept.back().observation; }
    [[nodiscard]] std::vector<ObservationPtr> observations() const;
    [[nodiscard]] std::uint64_t arrival(std::size_t place) const { return m_kept[place].arrival; }
    /// When this one came; 0: it is not kept.
    [[nodiscard]] std::uint64_t arrivalOf(const ObservationPtr &observation) const;
    /// The newest that came no later; null when all came later.
    [[nodiscard]] ObservationPtr upTo(std::uint64_t arrival) const;
    /// The newest that was taken no later; null when all were taken later.
    [[nodiscard]] ObservationPtr at(SteadyTime moment) const;
    /// What they take in memory, about.
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    struct Kept {
        ObservationPtr observation;
        std::uint64_t arrival = 0;
        std::int64_t size = 0; ///< what it adds to the one before it
    };
    std::deque<SnapshotPtr> m_snapshots; ///< those of m_kept
    std::deque<Kept> m_kept;
    std::int64_t m_bytes = 0;
};

} // namespace lockmaster
