// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/stateicon.h"

#include "ui/common/notices/statemark.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace lockmaster {
namespace {

/// The same whatever the control's own state: that it is disabled or chosen changes nothing of what it tells.
class PaintedState : public QIconEngine
{
public:
    explicit PaintedState(HealthState state) : m_state(state) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        paintStateShape(*painter, QRectF(rect), m_state);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `pixels` are device pixels, as everywhere in QIconEngine.
    QPixmap scaledPixmap(const QSize &pixels, QIcon::Mode, QIcon::State, qreal scale) override
    {
        QPixmap pixmap(pixels);
        pixmap.setDevicePixelRatio(scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintStateShape(painter, QRectF(QPointF(), QSizeF(pixels) / scale), m_state);
        painter.end();
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new PaintedState(m_state); }

private:
    HealthState m_state;
};

} // namespace

QIcon stateIcon(HealthState state)
{
    return QIcon(new PaintedState(state));
}

} // namespace lockmaster
