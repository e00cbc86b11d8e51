// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/timechart.h"

#include "ui/common/notices/plaintooltip.h"
#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartlegend.h"
#include "ui/charts/chartoverlay.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lockmaster {

namespace {
constexpr int kCursorSteps = 60; ///< over the whole span
constexpr double kZoom = 2;

std::vector<SeriesPoint> noSeries(const QString &)
{
    return {};
}
} // namespace

TimeChart::TimeChart(ChartSpec spec, SeriesSource source, QWidget *parent)
    : QWidget(parent)
    , m_spec(std::move(spec))
    , m_source(std::move(source))
    , m_legend(new ChartLegend(m_spec, this))
    , m_canvas(new ChartCanvas(m_spec, this))
    , m_overlay(new ChartOverlay(m_spec, *m_canvas))
{
    setObjectName(m_spec.id);
    setAccessibleName(m_spec.title);
    setFocusPolicy(Qt::TabFocus);
    setPlainToolTip(m_legend, m_spec.about);
    auto *layout = new QVBoxLayout(this);
    constexpr int kFocusFrame = size::kGap / 2; // stands clear of the title
    layout->setContentsMargins(kFocusFrame, kFocusFrame, kFocusFrame, kFocusFrame);
    layout->setSpacing(0);
    layout->addWidget(m_legend);
    layout->addWidget(m_canvas, 1);
    connect(m_canvas, &ChartCanvas::resized, this, [this] {
        m_overlay->setGeometry(m_canvas->rect());
        draw();
    });
    connect(m_overlay, &ChartOverlay::cursorMoved, this, &TimeChart::cursorMoved);
    connect(m_overlay, &ChartOverlay::spanSelected, this, &TimeChart::spanSelected);
    connect(m_overlay, &ChartOverlay::momentPicked, this, &TimeChart::momentPicked);
}

TimeChart::~TimeChart() = default;

QString TimeChart::legendText() const
{
    return m_legend->text();
}

void TimeChart::setSpan(const TimeSpan &span)
{
    m_span = span;
    draw();
}

void TimeChart::setEmptyReason(const QString &reason)
{
    if (std::exchange(m_emptyReason, reason) != reason)
        draw();
}

void TimeChart::setCursorMoment(std::optional<WallTime> moment)
{
    m_cursor = moment;
    m_overlay->setCursorMoment(moment);
    showValues();
}

void TimeChart::setShownMoment(std::optional<WallTime> moment)
{
    m_shown = moment;
    m_overlay->setShownMoment(moment);
    showValues();
}

void TimeChart::draw()
{
    if (m_span.isEmpty())
        return;
    const bool isEmpty = !hasData();
    m_canvas->draw(isEmpty ? noSeries : m_source, m_span);
    m_overlay->setSpan(m_span);
    m_overlay->setEmptyReason(!isEmpty                  ? QString()
                              : m_emptyReason.isEmpty() ? tr("No data in this span.")
                                                        : m_emptyReason);
    showValues();
}

/// A limit alone is none.
bool TimeChart::hasData() const
{
    return std::ranges::any_of(m_spec.lines, [this](const ChartLine &line) {
        return line.kind != ChartLine::Kind::Threshold && hasData(line);
    });
}

bool TimeChart::hasData(const ChartLine &line) const
{
    return std::ranges::any_of(m_source(line.series), [this](const SeriesPoint &point) {
        return point.at >= m_span.from && point.at <= m_span.to && !std::isnan(point.value);
    });
}

void TimeChart::showValues()
{
    const WallTime moment = m_cursor.value_or(m_shown.value_or(m_span.to));
    QStringList values;
    std::vector<std::pair<QString, double>> thresholds;
    for (const ChartLine &line : m_spec.lines) {
        const bool isThreshold = line.kind == ChartLine::Kind::Threshold;
        const double told = valueAt(m_source(line.series), moment, kValueReach);
        const double value = isThreshold && told <= 0 ? std::nan("") : told; // servers write 0 for no limit
        values << (line.isOptional && !hasData(line) ? QString() : valueText(value, m_spec.unit));
        if (isThreshold && !std::isnan(value))
            thresholds.emplace_back(line.name + u' ' + values.back(), value);
    }
    m_legend->setValues(values);
    m_overlay->setThresholds(std::move(thresholds));
    setAccessibleDescription(m_legend->text());
}

void TimeChart::moveCursor(int steps)
{
    const auto step = (m_span.to - m_span.from) / kCursorSteps;
    const WallTime from = m_cursor.value_or(m_shown.value_or(m_span.to));
    Q_EMIT cursorMoved(std::clamp(from + steps * step, m_span.from, m_span.to));
}

void TimeChart::zoom(double factor)
{
    const WallTime middle = m_cursor.value_or(m_span.from + (m_span.to - m_span.from) / 2);
    const auto half = std::chrono::duration_cast<std::chrono::microseconds>((m_span.to - m_span.from) / (2 * factor));
    Q_EMIT spanSelected({middle - half, middle + half});
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left: moveCursor(-1); break;
    case Qt::Key_Right: moveCursor(1); break;
    case Qt::Key_Plus: zoom(kZoom); break;
    case Qt::Key_Minus: zoom(1 / kZoom); break;
    case Qt::Key_Return:
        if (m_cursor)
            Q_EMIT momentPicked(*m_cursor);
        break;
    default: QWidget::keyPressEvent(event);
    }
}

void TimeChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    Q_EMIT cursorMoved(std::nullopt);
}

void TimeChart::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(Theme::instance().tokens().accent, size::kLine));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void TimeChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_legend->update();
}

} // namespace lockmaster

#include "moc_timechart.cpp"
