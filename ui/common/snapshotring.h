// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The last minutes of one target: whole snapshots within a budget, and the points of its series. GUI thread.
#pragma once

#include <QHash>
#include <chrono>
#include <deque>
#include <span>
#include <vector>

#include "model/snapshot.h"
#include "ui/common/seriespoint.h"

namespace lockmaster {

/// Snapshots of one target, oldest first. Keeps 15 minutes or about 24 MiB, whichever is less, and always the newest.
class SnapshotRing
{
public:
    void append(const SnapshotPtr &snapshot);

    [[nodiscard]] const std::deque<SnapshotPtr> &snapshots() const { return m_snapshots; }
    [[nodiscard]] SnapshotPtr newest() const { return m_snapshots.empty() ? SnapshotPtr() : m_snapshots.back(); }
    /// The newest not after `moment`; null when all are later.
    [[nodiscard]] SnapshotPtr at(WallTime moment) const;
    [[nodiscard]] std::int64_t estimatedBytes() const { return m_bytes; }

private:
    void dropOldest();
    std::deque<SnapshotPtr> m_snapshots;
    std::deque<std::int64_t> m_costs; ///< what each adds to the one before it
    std::int64_t m_bytes = 0;
};

/// Points of all series of one target, the last two hours.
class SeriesStore
{
public:
    /// A snapshot without samples is a blind one: all series get a gap.
    void append(const Snapshot &snapshot);
    [[nodiscard]] std::span<const SeriesPoint> points(const QString &series) const;

private:
    void appendGap(WallTime at);
    QHash<QString, std::vector<SeriesPoint>> m_series;
};

} // namespace lockmaster
