// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Fewer points without losing a spike: what a chart is fed. Pure functions; x is milliseconds since the Unix epoch.
#pragma once

#include <QList>
#include <QPointF>
#include <span>
#include <vector>

#include "watch/seriespoint.h"

namespace lockmaster {

/// From and to on the wall clock; empty when `to` is not after `from`.
struct TimeSpan {
    WallTime from{};
    WallTime to{};

    [[nodiscard]] bool isEmpty() const { return to <= from; }
    bool operator==(const TimeSpan &) const = default;
};

/// Points without a gap between them.
using LinePiece = QList<QPointF>;

/// Milliseconds since the epoch, as the charts' x.
double chartX(WallTime moment);
WallTime fromChartX(double x);

/// The points within `span` (and one on each side, so that lines run to the edge), at most two for each of `columns`:
/// the smallest and the largest in the order they came. A new piece begins after each NaN.
std::vector<LinePiece> decimate(std::span<const SeriesPoint> points, const TimeSpan &span, int columns);

/// Layers that stand on each other, of series that were sampled together. Result: for each layer its pieces, each a
/// line along the layer's upper edge; all layers have the same x. One point a column: the moment with the highest sum.
std::vector<std::vector<LinePiece>> decimateStack(const std::vector<std::span<const SeriesPoint>> &layers,
                                                  const TimeSpan &span, int columns);

/// The value at the newest point that is not after `moment` and at most `reach` before it; NaN when there is none.
double valueAt(std::span<const SeriesPoint> points, WallTime moment, std::chrono::milliseconds reach);

} // namespace lockmaster
