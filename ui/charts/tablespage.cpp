// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tablespage.h"

#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/fitrows.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tilerow.h"

#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace lockmaster {

namespace {

constexpr int kThreeCharts = 1480; ///< from this width on they stand in one line
constexpr int kSideBySide = 2000;  ///< from this width on tables and charts do
constexpr int kTablesChartHeight = 176;
constexpr int kTallestChart = 360;
constexpr int kFewRows = 8;

DashboardContent chartsOf(const DashboardContent &content)
{
    return {[](const auto &, const auto &) { return std::vector<TileText>(); }, content.charts};
}

} // namespace

TablesPage::TablesPage(const QString &id, const QString &title, DashboardContent content, MomentBus &bus,
                       QWidget *parent)
    : Page(id, bus, parent)
    , m_title(title)
    , m_tileTexts(content.tiles)
    , m_note(new NoteStrip(tr("What you should know first"), this))
    , m_tables(new QWidget(this))
    , m_tiles(new TileRow(content.tiles(Snapshot(), {}), m_tables))
    , m_charts(new Dashboard(chartsOf(content), tr("%1 over time").arg(title), bus, this))
{
    m_tables->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_column = new QVBoxLayout(m_tables);
    m_column->setContentsMargins(size::kGroup, size::kGroup, size::kGroup, size::kInner);
    m_column->setSpacing(size::kInner);
    m_column->addWidget(m_tiles);
    addGap();
    setUpLayout();
}

void TablesPage::setUpLayout()
{
    auto *content = new QWidget(this);
    m_body = new QBoxLayout(QBoxLayout::TopToBottom, content);
    m_body->setContentsMargins({});
    m_body->setSpacing(0);
    m_body->addWidget(m_tables);
    m_body->addWidget(m_charts, 1);
    m_body->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(content);
    m_scroll->setAccessibleName(m_title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_scroll, 1);
}

void TablesPage::addHeading(const QString &text)
{
    m_column->addWidget(new PlainLabel(text, FontRole::Title, Tone::Normal, m_tables));
}

void TablesPage::addPart(QWidget *part)
{
    m_column->addWidget(part);
}

void TablesPage::addGap()
{
    m_column->addSpacing(size::kInner);
}

void TablesPage::addTable(TableView &view)
{
    m_fitted.push_back(&view);
    fitRows(view, wantedRows(view));
}

/// Beside the charts the tables have the height of the page; above them each has a few rows, and the page scrolls.
int TablesPage::roomForRows() const
{
    if (!isWide())
        return 0;
    const int width = m_tables->width();
    int others =
        m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width) : m_column->totalSizeHint().height();
    int room = m_scroll->viewport()->height();
    for (const TableView *view : m_fitted) {
        others -= view->maximumHeight(); // fixed
        room -= heightWithoutRows(*view);
    }
    return std::max(0, room - others) / size::kRow;
}

void TablesPage::fitTables()
{
    std::vector<int> wanted;
    for (const TableView *view : m_fitted)
        wanted.push_back(wantedRows(*view));
    const std::vector<int> rows = shareRows(wanted, roomForRows(), kFewRows);
    for (std::size_t table = 0; table < rows.size(); ++table)
        fitRows(*m_fitted[table], rows[table]);
}

void TablesPage::setReach(std::chrono::seconds reach)
{
    m_charts->setReach(reach);
}

void TablesPage::targetChanged()
{
    m_charts->setTarget(target());
}

void TablesPage::showSnapshot(const Snapshot &snapshot)
{
    m_note->setNote(noteOf(snapshot));
    m_tiles->setTexts(m_tileTexts(snapshot, bus().findingsOf(target())));
    m_charts->showSnapshot(snapshot);
    showTables(snapshot);
    fitTables();
}

bool TablesPage::isWide() const
{
    return width() >= kSideBySide;
}

void TablesPage::arrange()
{
    const bool isBeside = isWide();
    m_body->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_body->setAlignment(m_tables, isBeside ? Qt::AlignTop : Qt::Alignment());
    m_body->setStretch(0, isBeside ? 3 : 0);
    m_body->setStretch(1, isBeside ? 2 : 1);
    m_body->setStretch(2, isBeside ? 0 : 1);
    m_charts->setMostColumns(isBeside ? 1 : 3);
    const int lines = isBeside ? 3 : width() >= kThreeCharts ? 1 : 2;
    m_charts->setMinimumHeight(lines * kTablesChartHeight + size::kGroup);
    m_charts->setMaximumHeight(isBeside ? QWIDGETSIZE_MAX : lines * kTallestChart + size::kGroup);
}

void TablesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
    fitTables();
}

} // namespace lockmaster

#include "moc_tablespage.cpp"
