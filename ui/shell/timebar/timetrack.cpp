// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timebar/timetrack.h"

#include "base/format.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>

namespace lockmaster {

namespace {
constexpr int kHandle = 12;
constexpr int kMargin = 8;
constexpr int kPageStep = 10;
constexpr int kFarStep = 1'000'000;
constexpr double kMarkHeight = 6;
constexpr double kFlag = 8;
} // namespace

TimeTrack::TimeTrack(MomentBus &bus, QWidget *parent) : QWidget(parent), m_bus(bus)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Moment shown"));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&bus, &MomentBus::arrived, this, [this](const QString &target) {
        if (target == m_target)
            refresh();
    });
    connect(&bus, &MomentBus::deedKept, this, &TimeTrack::refresh);
    connect(&bus, &MomentBus::modeChanged, this, &TimeTrack::refresh);
}

void TimeTrack::setTarget(const QString &target)
{
    m_target = target;
    m_end = {};
    refresh();
}

void TimeTrack::setReach(std::chrono::seconds reach)
{
    m_reach = reach;
    update();
}

/// While frozen the track stands still under the reader's hand.
void TimeTrack::refresh()
{
    const SnapshotPtr latest = m_bus.latest(m_target);
    m_marks = timeMarks(m_bus, m_target);
    if (latest && (m_bus.isLive() || m_end == WallTime{}))
        m_end = m_bus.timeOf(*latest);
    const SnapshotPtr shown = m_bus.shown(m_target);
    setAccessibleDescription(shown ? formatTimeOfDay(shown->taken.wall) : QString());
    update();
}

QSize TimeTrack::sizeHint() const
{
    return {200, 28};
}

double TimeTrack::xOf(WallTime moment) const
{
    const double share = 1 - std::chrono::duration<double>(m_end - moment) / std::chrono::duration<double>(m_reach);
    return kMargin + std::clamp(share, 0.0, 1.0) * (width() - 2 * kMargin);
}

WallTime TimeTrack::momentAt(double x) const
{
    const double share = std::clamp((x - kMargin) / (width() - 2 * kMargin), 0.0, 1.0);
    const auto back = std::chrono::duration<double>(m_reach) * (1 - share);
    return m_end - std::chrono::duration_cast<std::chrono::microseconds>(back);
}

void TimeTrack::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = Theme::instance().tokens();
    const double middle = height() / 2.0;
    painter.fillRect(QRectF(kMargin, middle - 1, width() - 2 * kMargin, 2), tokens.line);
    if (const auto &kept = m_bus.kept(m_target); !kept.empty()) {
        const double from = xOf(m_bus.timeOf(*kept.front()));
        painter.fillRect(QRectF(from, middle - 1, xOf(m_end) - from, 2), tokens.muted);
    }
    paintMarks(painter);
    paintHandle(painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::kCorner, size::kCorner);
    }
}

/// A span as a bar, and the state's shape where it began.
void TimeTrack::paintMarks(QPainter &painter) const
{
    const double middle = height() / 2.0;
    const WallTime oldest = m_end - m_reach;
    for (const TimeMark &mark : m_marks) {
        if (mark.to < oldest)
            continue;
        const double from = xOf(mark.from);
        if (mark.isDeed) {
            paintDeed(painter, from);
            continue;
        }
        const QColor color = Theme::instance().color(mark.state);
        painter.fillRect(QRectF(from, middle - kMarkHeight / 2, std::max(2.0, xOf(mark.to) - from), kMarkHeight),
                         color);
        if (mark.from >= oldest)
            paintStateShape(painter, QRectF(from - 5, middle - 5, size::kMark, size::kMark), mark.state);
    }
}

/// A flag: nothing else on the track stands above its bar.
void TimeTrack::paintDeed(QPainter &painter, double x) const
{
    const QColor &color = Theme::instance().tokens().accent;
    const double top = 1;
    painter.fillRect(QRectF(x - 1, top, 2, height() / 2.0), color);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const std::array flag{QPointF(x, top), QPointF(x + kFlag, top + kFlag / 2), QPointF(x, top + kFlag)};
    painter.drawPolygon(flag.data(), int(flag.size()));
}

void TimeTrack::paintHandle(QPainter &painter) const
{
    const SnapshotPtr shown = m_bus.shown(m_target);
    if (!shown)
        return;
    const Tokens &tokens = Theme::instance().tokens();
    const QPointF middle(xOf(m_bus.timeOf(*shown)), height() / 2.0);
    painter.setPen(QPen(tokens.surface, 2));
    const QColor live = isLive(shown->link) ? tokens.ok : tokens.blind;
    painter.setBrush(m_bus.isLive() ? live : tokens.accent);
    painter.drawEllipse(middle, kHandle / 2.0, kHandle / 2.0);
}

void TimeTrack::goTo(double x)
{
    if (m_bus.kept(m_target).empty())
        return;
    const WallTime oldest = m_bus.timeOf(*m_bus.kept(m_target).front());
    m_bus.showMoment(std::max(momentAt(x), oldest));
}

void TimeTrack::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        goTo(event->position().x());
}

void TimeTrack::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        goTo(event->position().x());
}

void TimeTrack::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left: m_bus.step(-1); break;
    case Qt::Key_Right: m_bus.step(1); break;
    case Qt::Key_PageUp: m_bus.step(-kPageStep); break;
    case Qt::Key_PageDown: m_bus.step(kPageStep); break;
    case Qt::Key_Home: m_bus.step(-kFarStep); break;
    case Qt::Key_End: m_bus.goLive(); break;
    default: QWidget::keyPressEvent(event);
    }
}

QString TimeTrack::tipOf(const TimeMark &mark)
{
    if (mark.isDeed)
        return tr("%1: %2").arg(formatTimeOfDay(mark.from), mark.text);
    return tr("%1 to %2: %3").arg(formatTimeOfDay(mark.from), formatTimeOfDay(mark.to), mark.text);
}

QString TimeTrack::toolTipAt(double x) const
{
    const WallTime moment = momentAt(x);
    const WallTime slack = momentAt(x - 6);
    QString text = formatMoment(moment);
    for (const TimeMark &mark : m_marks)
        if (mark.from <= moment + (moment - slack) && mark.to >= slack)
            text += u'\n' + tipOf(mark);
    return text;
}

bool TimeTrack::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_end != WallTime{}) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainToolTip(toolTipAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace lockmaster

#include "moc_timetrack.cpp"
