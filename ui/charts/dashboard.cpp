// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/dashboard.h"

#include "base/format.h"
#include "watch/momentbus.h"
#include "ui/charts/timechart.h"
#include "ui/charts/tile.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <algorithm>
#include <iterator>
#include <utility>

namespace lockmaster {

namespace {
constexpr int kTileWidth = 170;
constexpr int kChartWidth = 480;
constexpr int kChartHeight = 128;
constexpr std::chrono::minutes kShortestSpan{2};
constexpr std::chrono::milliseconds kOldestEvery{1000};
} // namespace

Dashboard::Dashboard(DashboardContent content, const QString &accessibleName, MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_content(std::move(content))
    , m_leaveZoom(new QPushButton(this))
    , m_wasLive(bus.isLive())
{
    auto *board = new QWidget(this);
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    column->setSpacing(size::kGroup);
    column->addWidget(makeTiles());
    column->addWidget(m_leaveZoom, 0, Qt::AlignLeft);
    column->addWidget(makeCharts(), 1);
    m_leaveZoom->hide();
    connect(m_leaveZoom, &QPushButton::clicked, this, &Dashboard::leaveZoom);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(board);
    scroll->setAccessibleName(accessibleName);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);
    connect(&bus, &MomentBus::modeChanged, this, &Dashboard::takeMode);
}

/// A chart that dies with the focus signals once more, when this is no longer a page.
Dashboard::~Dashboard()
{
    for (TimeChart *chart : m_charts)
        chart->disconnect(this);
}

QWidget *Dashboard::makeTiles()
{
    auto *box = new QWidget(this);
    m_tileGrid = new QGridLayout(box);
    m_tileGrid->setContentsMargins({});
    m_tileGrid->setSpacing(size::kInner);
    for (const TileText &text : m_content.tiles(Snapshot(), {})) {
        m_tiles.push_back(new Tile(box));
        m_tiles.back()->setText(text);
    }
    return box;
}

QWidget *Dashboard::makeCharts()
{
    auto *box = new QWidget(this);
    m_chartGrid = new QGridLayout(box);
    m_chartGrid->setContentsMargins({});
    m_chartGrid->setHorizontalSpacing(size::kPage);
    m_chartGrid->setVerticalSpacing(size::kGroup);
    for (const ChartSpec &spec : m_content.charts) {
        const auto source = [this](const QString &series) { return m_bus.series(m_target, series, span().from); };
        m_charts.push_back(new TimeChart(spec, source, box));
        m_charts.back()->setMinimumHeight(kChartHeight);
        connectChart(m_charts.back());
    }
    return box;
}

void Dashboard::connectChart(TimeChart *chart)
{
    connect(chart, &TimeChart::cursorMoved, this, [this](std::optional<WallTime> moment) {
        for (TimeChart *each : m_charts)
            each->setCursorMoment(moment);
    });
    connect(chart, &TimeChart::spanSelected, this, &Dashboard::zoomTo);
    connect(chart, &TimeChart::momentPicked, &m_bus, &MomentBus::showMoment);
}

void Dashboard::setReach(std::chrono::seconds reach)
{
    m_reach = reach;
    m_oldestLooked.invalidate();
    m_zoomed.reset();
    drawCharts();
}

void Dashboard::setMostColumns(int most)
{
    m_mostColumns = most;
    arrange();
}

TimeSpan Dashboard::span() const
{
    const WallTime from = std::max(m_end - m_reach, std::min(m_oldest, m_end - kShortestSpan));
    return m_zoomed.value_or(TimeSpan{from, m_end});
}

WallTime Dashboard::oldestPoint() const
{
    const WallTime from = m_end - m_reach;
    WallTime oldest = m_end;
    for (const ChartSpec &spec : m_content.charts) {
        for (const ChartLine &line : spec.lines) {
            if (const std::vector<SeriesPoint> points = m_bus.series(m_target, line.series, from); !points.empty())
                oldest = std::min(oldest, points.front().at);
            if (oldest <= from)
                return from;
        }
    }
    return oldest;
}

void Dashboard::zoomTo(const TimeSpan &span)
{
    m_zoomed = span;
    drawCharts();
}

void Dashboard::leaveZoom()
{
    m_zoomed.reset();
    drawCharts();
}

void Dashboard::setTarget(const QString &target)
{
    m_target = target;
    m_oldestLooked.invalidate();
    m_zoomed.reset();
    m_end = {};
}

void Dashboard::showSnapshot(const Snapshot &snapshot)
{
    const std::vector<TileText> texts = m_content.tiles(snapshot, m_bus.findingsOf(m_target));
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setText(texts[i]);
    arrange();
    for (TimeChart *chart : m_charts)
        chart->setEmptyReason(chart->spec().whyEmpty ? chart->spec().whyEmpty(snapshot) : QString());
    drawCharts();
}

/// Where the axis stood when it was frozen is the same for all pages, also for those that were not shown then.
void Dashboard::takeMode()
{
    const bool wasLive = std::exchange(m_wasLive, m_bus.isLive());
    if (const SnapshotPtr latest = m_bus.latest(m_target); latest && wasLive && !m_wasLive)
        m_end = m_bus.timeOf(*latest);
    if (isVisible())
        drawCharts();
}

/// While frozen the axis stands still, so that what came after the moment shown stays in sight.
void Dashboard::drawCharts()
{
    const SnapshotPtr latest = m_bus.latest(m_target);
    if (!latest)
        return;
    if (m_bus.isLive() || m_end == WallTime{})
        m_end = m_bus.timeOf(*latest);
    m_end = std::max(m_end, m_bus.frozenAt().value_or(m_end));
    lookForOldest();
    for (TimeChart *chart : m_charts) {
        chart->setSpan(span());
        chart->setShownMoment(m_bus.frozenAt());
    }
    m_leaveZoom->setVisible(isZoomed());
    m_leaveZoom->setText(tr("Back to the last %1").arg(formatDuration(m_reach)));
}

/// It copies every line: seldom, and never again once the reach is full.
void Dashboard::lookForOldest()
{
    const bool isFull = m_oldest <= m_end - m_reach;
    if (m_oldestLooked.isValid() && (isFull || !m_oldestLooked.hasExpired(kOldestEvery.count())))
        return;
    m_oldest = oldestPoint();
    m_oldestLooked.start();
}

void Dashboard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

Dashboard::Arrangement Dashboard::wantedArrangement() const
{
    Arrangement wanted;
    wanted.columns = std::clamp(width() / kChartWidth, 1, std::clamp(int(m_charts.size()), 1, m_mostColumns));
    std::ranges::copy_if(m_tiles, std::back_inserter(wanted.tiles),
                         [](const Tile *tile) { return !tile->text().isLeftOut; });
    const int tiles = int(wanted.tiles.size());
    wanted.tileColumns = width() >= kTileWidth * tiles ? tiles : (tiles + 1) / 2;
    return wanted;
}

void Dashboard::arrange()
{
    const Arrangement wanted = wantedArrangement();
    if (wanted == m_arrangement)
        return;
    m_arrangement = wanted;
    for (Tile *tile : m_tiles)
        tile->setVisible(!tile->text().isLeftOut);
    for (int i = 0; i < int(wanted.tiles.size()); ++i)
        m_tileGrid->addWidget(wanted.tiles[std::size_t(i)], i / wanted.tileColumns, i % wanted.tileColumns);
    for (int i = 0; i < int(m_tiles.size()); ++i)
        m_tileGrid->setColumnStretch(i, i < wanted.tileColumns ? 1 : 0);
    for (int i = 0; i < int(m_charts.size()); ++i)
        m_chartGrid->addWidget(m_charts[std::size_t(i)], i / wanted.columns, i % wanted.columns);
    for (int i = 0; i < int(m_charts.size()); ++i)
        m_chartGrid->setColumnStretch(i, i < wanted.columns ? 1 : 0);
}

void Dashboard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isZoomed())
        leaveZoom();
    else
        QWidget::keyPressEvent(event);
}

} // namespace lockmaster

#include "moc_dashboard.cpp"
