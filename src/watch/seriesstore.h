// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of one target over time. The thread of its owner.
#pragma once

#include <QHash>
#include <QString>
#include <span>
#include <vector>

#include "model/snapshot.h"
#include "watch/seriespoint.h"

namespace lockmaster {

/// Points of all series of one target, the last two hours.
class SeriesStore
{
public:
    /// A series that the snapshot does not tell gets a gap, all of them when it is a blind one: no line leads over what
    /// was not measured. A series that ended two hours ago is forgotten.
    void append(const Snapshot &snapshot);
    [[nodiscard]] std::span<const SeriesPoint> points(const QString &series) const; ///< oldest first

private:
    void closeUntold(WallTime now);
    QHash<QString, std::vector<SeriesPoint>> m_series;
};

} // namespace lockmaster
