// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/statemark.h"

#include "ui/common/notices/plaintooltip.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace lockmaster {
namespace {

QRectF squareIn(const QRectF &area)
{
    QRectF square(0, 0, size::kMark, size::kMark);
    square.moveCenter(area.center());
    return square;
}

void paintRing(QPainter &painter, const QRectF &square, const QColor &color)
{
    const QRectF ring = square.adjusted(1, 1, -1, -1);
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(ring);
}

} // namespace

void paintStateShape(QPainter &painter, const QRectF &area, HealthState role, const QColor &color)
{
    const QRectF square = squareIn(area);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (role) {
    case HealthState::Ok: painter.drawEllipse(square.adjusted(1, 1, -1, -1)); break;
    case HealthState::Warning:
        painter.drawPolygon(
            QPolygonF({{square.center().x(), square.top()}, square.bottomRight(), square.bottomLeft()}));
        break;
    case HealthState::Critical: painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5)); break;
    case HealthState::Unknown: paintRing(painter, square, color); break;
    case HealthState::Blind:
        paintRing(painter, square, color);
        painter.drawLine(square.bottomLeft() + QPointF(2.5, -2.5), square.topRight() + QPointF(-2.5, 2.5));
        break;
    }
    painter.restore();
}

void paintStateShape(QPainter &painter, const QRectF &area, HealthState role)
{
    paintStateShape(painter, area, role, Theme::instance().color(role));
}

QChar stateSign(HealthState role)
{
    switch (role) {
    case HealthState::Ok: return u'●';
    case HealthState::Warning: return u'▲';
    case HealthState::Critical: return u'■';
    case HealthState::Unknown: return u'○';
    case HealthState::Blind: return u'⊘';
    }
    return u'○';
}

QString stateWord(HealthState role)
{
    switch (role) {
    case HealthState::Ok: return QCoreApplication::translate("State", "OK");
    case HealthState::Warning: return QCoreApplication::translate("State", "Warning");
    case HealthState::Critical: return QCoreApplication::translate("State", "Critical");
    case HealthState::Unknown: return QCoreApplication::translate("State", "Unknown");
    case HealthState::Blind: return QCoreApplication::translate("State", "Blind");
    }
    return {};
}

StateMark::StateMark(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(HealthState::Unknown);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateMark::setState(HealthState role, const QString &word)
{
    if (role == m_state && word == m_word && !accessibleName().isEmpty())
        return;
    m_state = role;
    m_word = word;
    setAccessibleName(word.isEmpty() ? stateWord(role) : stateWord(role) + QStringLiteral(": ") + word);
    setPlainToolTip(this, accessibleName());
    updateGeometry();
    update();
}

QSize StateMark::sizeHint() const
{
    const int shape = size::kMark + size::kGap;
    const int text = m_word.isEmpty() ? 0 : size::kGap + fontMetrics().horizontalAdvance(m_word);
    return {shape + text, qMax(size::kIcon, fontMetrics().height())};
}

void StateMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int shape = size::kMark + size::kGap;
    paintStateShape(painter, QRectF(0, 0, shape, height()), m_state);
    painter.setPen(Theme::instance().color(m_state));
    painter.drawText(rect().adjusted(shape + size::kGap, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, m_word);
}

} // namespace lockmaster

#include "moc_statemark.cpp"
