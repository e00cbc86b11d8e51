// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/overspark.h"

#include "ui/common/sparkline.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <utility>

namespace lockmaster {

namespace {
constexpr QSize kOverSparkSize{120, 20};
} // namespace

OverSpark::OverSpark(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void OverSpark::setPoints(std::vector<SeriesPoint> points, WallTime over)
{
    m_points = std::move(points);
    m_over = over;
    setVisible(!m_points.empty());
    update();
}

QSize OverSpark::sizeHint() const
{
    return kOverSparkSize;
}

void OverSpark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double middle = width() / 2.0;
    painter.setPen(QPen(Theme::instance().tokens().line, 1));
    painter.drawLine(QPointF(middle, 0), QPointF(middle, height()));
    paintSparkline(painter, QRectF(rect()), m_points, m_over + kEachSide, 2 * kEachSide, chartColor(0));
}

} // namespace lockmaster

#include "moc_overspark.cpp"
