// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The last minutes of one target as whole snapshots, in the order in which they came: the wall clock may step. The
// thread of its owner.
#pragma once

#include <cstdint>
#include <deque>

#include "model/snapshot.h"

namespace lockmaster {

/// Snapshots of one target, oldest first: those of 15 minutes, and always the newest.
class SnapshotRing
{
public:
    /// `arrival` rises with each snapshot of all targets.
    void append(const SnapshotPtr &snapshot, std::uint64_t arrival);
    /// Not the newest.
    void dropOldest();

    [[nodiscard]] const std::deque<SnapshotPtr> &snapshots() const { return m_snapshots; }
    [[nodiscard]] SnapshotPtr newest() const { return m_snapshots.empty() ? SnapshotPtr() : m_snapshots.back(); }
    [[nodiscard]] std::uint64_t arrival(std::size_t place) const { return m_arrivals[place]; }
    /// The newest that came no later; null when all came later.
    [[nodiscard]] SnapshotPtr upTo(std::uint64_t arrival) const;
    /// The newest that was taken no later by the wall clock; null when all were taken later.
    [[nodiscard]] SnapshotPtr at(WallTime moment) const;
    /// What they take in memory, about.
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    std::deque<SnapshotPtr> m_snapshots;
    std::deque<std::uint64_t> m_arrivals;
    std::deque<std::int64_t> m_sizes; ///< what each adds to the one before it
    std::int64_t m_bytes = 0;
};

} // namespace lockmaster
