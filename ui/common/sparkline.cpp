// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/sparkline.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace lockmaster {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The largest value of each pixel column; NaN where there is no point.
std::vector<double> columnsOf(std::span<const SeriesPoint> points, WallTime end, std::chrono::seconds reach, int width)
{
    std::vector<double> columns(static_cast<std::size_t>(width), kNone);
    for (auto point = points.rbegin(); point != points.rend() && point->at >= end - reach; ++point) {
        const double share = 1 - std::chrono::duration<double>(end - point->at) / std::chrono::duration<double>(reach);
        const auto place = static_cast<std::size_t>(std::clamp(int(share * (width - 1)), 0, width - 1));
        if (!std::isnan(point->value))
            columns[place] = std::fmax(columns[place], point->value);
    }
    return columns;
}

// As long as a few columns are empty only because samples are rare, the line goes on.
constexpr int kBridged = 4;

} // namespace

void paintSparkline(QPainter &painter, const QRectF &area, std::span<const SeriesPoint> points, WallTime end,
                    std::chrono::seconds reach, const QColor &color)
{
    const int width = int(area.width());
    if (width < 2)
        return;
    const std::vector<double> columns = columnsOf(points, end, reach, width);
    double top = 0;
    for (const double value : columns)
        top = std::fmax(top, value);
    painter.setPen(QPen(color, 1));
    QPolygonF line;
    int missing = 0;
    const auto draw = [&] {
        if (!line.isEmpty())
            painter.drawPolyline(line);
        line.clear();
    };
    for (int x = 0; x < width; ++x) {
        const double value = columns[static_cast<std::size_t>(x)];
        missing = std::isnan(value) ? missing + 1 : 0;
        if (missing > kBridged)
            draw();
        if (missing == 0)
            line << QPointF(area.left() + x, area.bottom() - (top > 0 ? value / top * (area.height() - 1) : 0));
    }
    draw();
}

} // namespace lockmaster
