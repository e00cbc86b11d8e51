// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of one target over time. The thread of its owner.
#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <vector>

#include "model/snapshot.h"
#include "watch/seriescolumn.h"
#include "watch/seriespoint.h"
#include "watch/walltimes.h"

namespace lockmaster {

/// Points of all series of one target, the last two hours: every one for 15 minutes, then half of them, a quarter from
/// half an hour on and an eighth from an hour on, as far as they lie close to each other. What was lowest and what was
/// highest remains. In the order of the steady clock.
class SeriesStore
{
public:
    /// A series that the snapshot does not tell gets a gap, all of them when it is a blind one: no line leads over what
    /// was not measured. A series that ended two hours ago is forgotten.
    void append(const Snapshot &snapshot);
    /// Oldest first; NaN is a gap. From the last one that is not after `from`.
    [[nodiscard]] std::vector<SeriesPoint> points(const QString &series, const WallTimes &times,
                                                  WallTime from = {}) const;

    /// What they take in memory, about.
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }
    /// A quarter of what there is, but for what came last.
    void dropOldest();

private:
    void appendRow(const Snapshot &snapshot);
    SeriesColumn &columnOf(const QString &series, std::size_t place, std::size_t row);
    void thin(SteadyTime now);
    void halve(std::size_t from, std::size_t to);
    void dropRows(std::size_t rows);
    void count();

    std::vector<SteadyTime> m_times;     ///< one for each row
    std::vector<SeriesColumn> m_columns; ///< in the order in which snapshots tell them
    std::array<std::size_t, 4>
        m_rows{};               ///< an eighth, a quarter, half of the points, all of them: rows of each, in this order
    bool m_lastIsEmpty = false; ///< nothing was told with the last row
    std::int64_t m_bytes = 0;
};

} // namespace lockmaster
