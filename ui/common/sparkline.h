// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A small line without axes: how a number went. For lists and cards, where a chart would cost too much.
#pragma once

#include <QColor>
#include <QRectF>
#include <span>

#include "watch/seriespoint.h"

class QPainter;

namespace lockmaster {

/// The points of the last `reach` before `end`, the largest in each pixel column; from 0 up to the largest value.
/// Gaps stay gaps; nothing is drawn when there is no point.
void paintSparkline(QPainter &painter, const QRectF &area, std::span<const SeriesPoint> points, WallTime end,
                    std::chrono::seconds reach, const QColor &color);

} // namespace lockmaster
