// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/timechart.h"

#include "ui/common/plaintooltip.h"
#include "ui/overview/chartcanvas.h"
#include "ui/overview/chartlegend.h"
#include "ui/overview/chartoverlay.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace lockmaster {

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
    setPlainToolTip(m_legend, m_spec.about);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
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

QString TimeChart::legendText() const { return m_legend->text(); }

void TimeChart::setSpan(const TimeSpan &span)
{
    m_span = span;
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
    m_canvas->draw(m_source, m_span);
    m_overlay->setSpan(m_span);
    m_overlay->setEmptyReason(hasData() ? QString() : tr("No data in this span."));
    showValues();
}

bool TimeChart::hasData() const
{
    return std::ranges::any_of(m_spec.lines, [this](const ChartLine &line) {
        return std::ranges::any_of(m_source(line.series), [this](const SeriesPoint &point) {
            return point.at >= m_span.from && point.at <= m_span.to && !std::isnan(point.value);
        });
    });
}

void TimeChart::showValues()
{
    const WallTime moment = m_cursor.value_or(m_shown.value_or(m_span.to));
    QStringList values;
    std::vector<std::pair<QString, double>> thresholds;
    for (const ChartLine &line : m_spec.lines) {
        const double value = valueAt(m_source(line.series), moment, kValueReach);
        values << valueText(value, m_spec.unit);
        if (line.kind == ChartLine::Kind::Threshold && !std::isnan(value))
            thresholds.emplace_back(line.name + u' ' + values.back(), value);
    }
    m_legend->setValues(values);
    m_overlay->setThresholds(std::move(thresholds));
    setAccessibleDescription(m_legend->text());
}

void TimeChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_legend->update();
}

} // namespace lockmaster
