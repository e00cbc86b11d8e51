// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of a snapshot, by the name of their series. Pure functions.
#pragma once

#include <optional>

#include "model/snapshot.h"

namespace lockmaster {

/// Nothing: not known, or not measured yet. `series` is written as metrics/seriesnames.h says.
std::optional<double> sampleOf(const Snapshot &snapshot, QStringView series);

/// rate(series[1m]): a second, of the last minute.
std::optional<double> minuteRateOf(const Snapshot &snapshot, const QString &series);

/// deriv(series[15s]): how a gauge rises or falls, a second.
std::optional<double> slopeOf(const Snapshot &snapshot, const QString &series);

/// How much a gauge grows a minute: the lesser of deriv(series[1m]) and [15s], so that a burst of connections that has
/// ended is no growth.
std::optional<double> growthPerMinute(const Snapshot &snapshot, const QString &series);

} // namespace lockmaster
