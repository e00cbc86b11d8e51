// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartcanvas.h"

#include "ui/theme/theme.h"

#include <QAreaSeries>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>
#include <utility>

namespace lockmaster {

namespace {

constexpr int kValueLabels = 64; ///< width kept for the value axis' labels
constexpr int kTimeLabels = 18;  ///< height kept for the time axis' labels
constexpr double kPenWidth = 1.5;

QPen linePen(const ChartLine &line)
{
    const bool isThreshold = line.kind == ChartLine::Kind::Threshold;
    QPen pen(line.color, isThreshold ? 1 : kPenWidth, isThreshold ? Qt::DashLine : Qt::SolidLine);
    pen.setCosmetic(true);
    pen.setJoinStyle(Qt::BevelJoin);
    return pen;
}

/// Points counted from the span's beginning: the axis stands still, for a new range would lay it out again.
std::vector<std::vector<LinePiece>> fromStart(std::vector<std::vector<LinePiece>> pieces, const TimeSpan &span)
{
    const double start = chartX(span.from);
    for (auto &line : pieces)
        for (LinePiece &piece : line)
            for (QPointF &point : piece)
                point.rx() -= start;
    return pieces;
}

QValueAxis *plainAxis(QChart &chart, Qt::Alignment edge)
{
    auto *axis = new QValueAxis(&chart);
    axis->setLabelsVisible(false);
    axis->setLineVisible(false);
    axis->setGridLineVisible(false);
    chart.addAxis(axis, edge);
    return axis;
}

} // namespace

ChartCanvas::ChartCanvas(const ChartSpec &spec, QWidget *parent)
    : QChartView(parent)
    , m_spec(spec)
    , m_timeAxis(plainAxis(*chart(), Qt::AlignBottom))
    , m_valueAxis(plainAxis(*chart(), Qt::AlignLeft))
    , m_drawn(spec.lines.size())
{
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setFocusPolicy(Qt::NoFocus);
    setMinimumSize(1, 1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    viewport()->setAutoFillBackground(false);
    setStyleSheet(QStringLiteral("background: transparent"));
}

/// The grid is ours, so that it stands exactly at the labels; where nothing is drawn there are none.
void ChartCanvas::drawBackground(QPainter *painter, const QRectF &)
{
    if (m_isEmpty)
        return;
    const QRectF plot = plotArea();
    const QColor color = Theme::instance().tokens().line;
    painter->setRenderHint(QPainter::Antialiasing, false); // dear, and for level lines of no use
    for (double value = m_scale.low; value <= m_scale.high + m_scale.step / 2; value += m_scale.step) {
        const double y =
            std::round(plot.bottom() - plot.height() * (value - m_scale.low) / (m_scale.high - m_scale.low));
        painter->fillRect(QRectF(plot.left(), y, plot.width(), size::kLine), color);
    }
    painter->setRenderHint(QPainter::Antialiasing);
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    chart()->setPlotArea(plotArea());
    Q_EMIT resized();
}

QRectF ChartCanvas::plotArea() const
{
    return {double(kValueLabels), double(size::kInner), double(std::max(1, width() - kValueLabels - size::kInner)),
            double(std::max(1, height() - kTimeLabels - size::kInner))};
}

void ChartCanvas::draw(const SeriesSource &source, const TimeSpan &span)
{
    const auto all = fromStart(pieces(source, span), span);
    fit(all, span);
    const std::vector<LinePiece> *below = nullptr;
    for (std::size_t line = 0; line < m_spec.lines.size(); ++line) {
        if (m_spec.lines[line].kind != ChartLine::Kind::Layer) {
            drawLine(line, all[line]);
            continue;
        }
        drawLayer(line, all[line], below ? *below : std::vector<LinePiece>());
        below = &all[line];
    }
}

std::vector<std::vector<LinePiece>> ChartCanvas::pieces(const SeriesSource &source, const TimeSpan &span) const
{
    const int columns = int(plotArea().width());
    std::vector<std::vector<LinePiece>> all(m_spec.lines.size());
    std::vector<std::vector<SeriesPoint>> layers;
    for (std::size_t line = 0; line < m_spec.lines.size(); ++line) {
        if (m_spec.lines[line].kind == ChartLine::Kind::Layer)
            layers.push_back(source(m_spec.lines[line].series));
        else
            all[line] = decimate(source(m_spec.lines[line].series), span, columns);
        if (m_spec.lines[line].kind == ChartLine::Kind::Threshold) // a limit of 0 is none
            std::erase_if(all[line], [](const LinePiece &piece) {
                return std::ranges::all_of(piece, [](const QPointF &point) { return point.y() <= 0; });
            });
    }
    auto stack = decimateStack({layers.begin(), layers.end()}, span, columns);
    for (std::size_t line = 0, layer = 0; line < m_spec.lines.size(); ++line)
        if (m_spec.lines[line].kind == ChartLine::Kind::Layer)
            all[line] = std::move(stack[layer++]);
    return all;
}

void ChartCanvas::fit(const std::vector<std::vector<LinePiece>> &pieces, const TimeSpan &span)
{
    bool isEmpty = true;
    double lowest = 1e300;
    double highest = 0;
    std::vector<double> limits;
    for (std::size_t line = 0; line < pieces.size(); ++line)
        for (const LinePiece &piece : pieces[line])
            for (const QPointF &point : piece) {
                isEmpty = false;
                lowest = std::min(lowest, point.y());
                if (m_spec.lines[line].kind == ChartLine::Kind::Threshold)
                    limits.push_back(point.y());
                else
                    highest = std::max(highest, point.y());
            }
    if (std::exchange(m_isEmpty, isEmpty) != isEmpty)
        viewport()->update(); // the grid too
    m_scale = valueScale(lowest, highestShown(highest, limits), m_spec.unit);
    m_valueAxis->setRange(m_scale.low, m_scale.high);
    m_timeAxis->setRange(0, chartX(span.to) - chartX(span.from));
}

void ChartCanvas::drawLine(std::size_t line, const std::vector<LinePiece> &pieces)
{
    auto &drawn = m_drawn[line].lines;
    while (drawn.size() < pieces.size())
        drawn.push_back(addLine(m_spec.lines[line]));
    for (std::size_t i = 0; i < drawn.size(); ++i)
        drawn[i]->replace(i < pieces.size() ? pieces[i] : LinePiece());
}

void ChartCanvas::drawLayer(std::size_t line, const std::vector<LinePiece> &pieces, const std::vector<LinePiece> &below)
{
    auto &drawn = m_drawn[line].areas;
    while (drawn.size() < pieces.size())
        drawn.push_back(addArea(m_spec.lines[line]));
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const LinePiece upper = i < pieces.size() ? pieces[i] : LinePiece();
        LinePiece lower = i < below.size() ? below[i] : upper;
        if (below.empty())
            for (QPointF &point : lower)
                point.setY(0);
        drawn[i]->lowerSeries()->replace(i < pieces.size() ? lower : LinePiece());
        drawn[i]->upperSeries()->replace(upper);
    }
}

QLineSeries *ChartCanvas::addLine(const ChartLine &line)
{
    auto *series = new QLineSeries(chart());
    series->setPen(linePen(line));
    chart()->addSeries(series);
    series->attachAxis(m_timeAxis);
    series->attachAxis(m_valueAxis);
    return series;
}

QAreaSeries *ChartCanvas::addArea(const ChartLine &line)
{
    auto *area = new QAreaSeries(chart());
    area->setUpperSeries(new QLineSeries(area));
    area->setLowerSeries(new QLineSeries(area));
    area->setPen(Qt::NoPen);
    area->setBrush(line.color);
    chart()->addSeries(area);
    area->attachAxis(m_timeAxis);
    area->attachAxis(m_valueAxis);
    return area;
}

} // namespace lockmaster

#include "moc_chartcanvas.cpp"
