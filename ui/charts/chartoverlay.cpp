// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartoverlay.h"

#include "base/format.h"
#include "ui/charts/chartcanvas.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace lockmaster {

namespace {
constexpr double kShortestDrag = 6;
constexpr double kLabelHeight = 14;
constexpr double kClear = 2; ///< between a line and its name
} // namespace

ChartOverlay::ChartOverlay(const ChartSpec &spec, ChartCanvas &canvas)
    : QWidget(&canvas), m_spec(spec), m_canvas(canvas), m_labels(Theme::instance().font(FontRole::Caption))
{
    setMouseTracking(true);
    setFont(Theme::instance().font(FontRole::Caption));
}

void ChartOverlay::setSpan(const TimeSpan &span)
{
    if (span.to - span.from != m_span.to - m_span.from)
        m_ticks.clear(); // with or without seconds
    m_span = span;
    update();
}

void ChartOverlay::setThresholds(std::vector<std::pair<QString, double>> thresholds)
{
    m_thresholds = std::move(thresholds);
    std::ranges::sort(m_thresholds, std::greater(), &std::pair<QString, double>::second);
    update();
}

void ChartOverlay::setCursorMoment(std::optional<WallTime> moment)
{
    if (std::exchange(m_cursor, moment) != moment)
        update();
}

void ChartOverlay::setShownMoment(std::optional<WallTime> moment)
{
    if (std::exchange(m_shown, moment) != moment)
        update();
}

void ChartOverlay::setEmptyReason(const QString &reason)
{
    m_emptyReason = reason;
    update();
}

double ChartOverlay::xOf(WallTime moment) const
{
    const QRectF plot = m_canvas.plotArea();
    return plot.left()
           + plot.width() * double((moment - m_span.from).count()) / double((m_span.to - m_span.from).count());
}

double ChartOverlay::yOf(double value) const
{
    const QRectF plot = m_canvas.plotArea();
    const ValueScale &scale = m_canvas.scale();
    return plot.bottom() - plot.height() * (value - scale.low) / (scale.high - scale.low);
}

WallTime ChartOverlay::momentAt(double x) const
{
    const QRectF plot = m_canvas.plotArea();
    const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return m_span.from + std::chrono::microseconds(std::llround(share * double((m_span.to - m_span.from).count())));
}

void ChartOverlay::paintEvent(QPaintEvent *)
{
    if (m_span.isEmpty())
        return;
    QPainter painter(this);
    paintLabels(painter);
    if (!m_emptyReason.isEmpty()) {
        painter.setPen(Theme::instance().tokens().muted);
        painter.drawText(m_canvas.plotArea(), int(Qt::AlignCenter) | int(Qt::TextWordWrap), m_emptyReason);
        return;
    }
    paintThresholds(painter);
    paintMoments(painter);
}

void ChartOverlay::paintLabels(QPainter &painter) const
{
    const QRectF plot = m_canvas.plotArea();
    const ValueScale &scale = m_canvas.scale();
    painter.setPen(Theme::instance().tokens().muted);
    double lastY = 1e9;
    for (double value = scale.low; m_emptyReason.isEmpty() && value <= scale.high + scale.step / 2;
         value += scale.step) {
        const double y = yOf(value);
        if (lastY - y < kLabelHeight)
            continue;
        lastY = y;
        const QStaticText &label = m_labels.label(axisText(value, m_spec.unit));
        painter.drawStaticText(
            QPointF(plot.left() - size::kInner - label.size().width(), y - label.size().height() / 2), label);
    }
    for (const TimeTick &tick : ticks()) {
        const QStaticText &label = m_labels.label(tick.text);
        const double width = label.size().width();
        const double left = std::clamp(xOf(tick.at) - width / 2, plot.left() - size::kInner, this->width() - width);
        painter.drawStaticText(QPointF(left, height() - label.size().height() - 1), label);
    }
}

/// Times of day are dear to write out, and the same from one sample to the next.
const std::vector<ChartOverlay::TimeTick> &ChartOverlay::ticks() const
{
    const std::vector<WallTime> moments = timeTicks(m_span, int(m_canvas.plotArea().width()));
    if (!std::ranges::equal(moments, m_ticks, {}, {}, &TimeTick::at)) {
        m_ticks.clear();
        for (const WallTime moment : moments)
            m_ticks.push_back({moment, tickText(moment, m_span)});
    }
    return m_ticks;
}

QStringList ChartOverlay::thresholdTexts() const
{
    QStringList texts;
    for (const auto &[text, value] : m_thresholds)
        texts << (value > m_canvas.scale().high ? text + QStringLiteral(" ↑") : text);
    return texts;
}

/// Names stand above their lines, below when there is no room; lines that are near share one text. What is above the
/// scale is named at its upper edge.
void ChartOverlay::paintThresholds(QPainter &painter) const
{
    const QRectF plot = m_canvas.plotArea();
    const QStringList texts = thresholdTexts();
    const auto lineOf = [&](std::size_t i) { return std::max(plot.top(), yOf(m_thresholds[i].second)); };
    painter.setPen(Theme::instance().tokens().muted);
    for (std::size_t i = 0; i < m_thresholds.size(); ++i) {
        const double y = lineOf(i);
        double lowest = y;
        QString text = texts[qsizetype(i)];
        while (i + 1 < m_thresholds.size() && lineOf(i + 1) - y < 2 * kLabelHeight) {
            lowest = lineOf(++i);
            text.prepend(texts[qsizetype(i)] + QStringLiteral(" · "));
        }
        const QStaticText &label = m_labels.label(text);
        const double above = y - kClear - label.size().height();
        painter.drawStaticText(
            QPointF(plot.right() - label.size().width(), above < plot.top() ? lowest + kClear : above), label);
    }
}

void ChartOverlay::paintMoments(QPainter &painter) const
{
    const QRectF plot = m_canvas.plotArea();
    const Tokens &tokens = Theme::instance().tokens();
    const auto line = [&](std::optional<WallTime> moment, const QPen &pen) {
        if (!isOnScreen(moment))
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(xOf(*moment), plot.top()), QPointF(xOf(*moment), plot.bottom()));
    };
    line(m_shown, QPen(tokens.accent, 2));
    line(m_cursor, QPen(tokens.text, 1));
    paintCursorText(painter);
    if (!m_dragFrom)
        return;
    QColor tint = tokens.accent;
    tint.setAlphaF(0.2F);
    painter.fillRect(
        QRectF(std::min(*m_dragFrom, m_dragTo), plot.top(), std::abs(m_dragTo - *m_dragFrom), plot.height()), tint);
}

bool ChartOverlay::isOnScreen(std::optional<WallTime> moment) const
{
    return moment && *moment >= m_span.from && *moment <= m_span.to;
}

QString ChartOverlay::cursorText() const
{
    return isOnScreen(m_cursor) ? formatTimeOfDay(*m_cursor) : QString();
}

/// At the foot of the cross-hair, over the labels of the time axis.
void ChartOverlay::paintCursorText(QPainter &painter) const
{
    const QString text = cursorText();
    if (text.isEmpty())
        return;
    const Tokens &tokens = Theme::instance().tokens();
    const QSize label = painter.fontMetrics().size(Qt::TextSingleLine, text);
    QRectF box(0, 0, label.width() + 2 * size::kGap, label.height());
    box.moveCenter({xOf(*m_cursor), 0});
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, width() - box.width())));
    box.moveBottom(height());
    painter.fillRect(box, tokens.raised);
    painter.setPen(tokens.text);
    painter.drawText(box, int(Qt::AlignCenter), text);
}

void ChartOverlay::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_span.isEmpty())
        return;
    m_dragFrom = event->position().x();
    m_dragTo = *m_dragFrom;
}

void ChartOverlay::mouseMoveEvent(QMouseEvent *event)
{
    if (m_span.isEmpty())
        return;
    m_dragTo = event->position().x();
    Q_EMIT cursorMoved(momentAt(event->position().x()));
    if (m_dragFrom)
        update();
}

void ChartOverlay::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const double from = *std::exchange(m_dragFrom, std::nullopt);
    const double to = event->position().x();
    update();
    if (std::abs(to - from) < kShortestDrag)
        Q_EMIT momentPicked(momentAt(to));
    else
        Q_EMIT spanSelected({momentAt(std::min(from, to)), momentAt(std::max(from, to))});
}

void ChartOverlay::leaveEvent(QEvent *)
{
    Q_EMIT cursorMoved(std::nullopt);
}

} // namespace lockmaster

#include "moc_chartoverlay.cpp"
