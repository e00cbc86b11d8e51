// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolspage.h"

#include "ui/common/fitrows.h"
#include "ui/common/momentbus.h"
#include "ui/common/notestrip.h"
#include "ui/common/tableframe.h"
#include "ui/overview/dashboard.h"
#include "ui/overview/tilerow.h"
#include "ui/pools/poolstiles.h"

#include <QVBoxLayout>
#include <QComboBox>
#include <QResizeEvent>
#include <QScrollArea>

namespace lockmaster {

namespace {

constexpr int kMostHolders = 10;
constexpr int kMostRows = 8;
constexpr int kThreeCharts = 1480;
constexpr int kChartHeight = 176;
constexpr int kTallestChart = 360;

PlainLabel *heading(const QString &text, QWidget *parent)
{
    return new PlainLabel(text, FontRole::Title, Tone::Normal, parent);
}

Note hiddenNote(const Snapshot &snapshot)
{
    if (!snapshot.postgres || snapshot.hidden.empty() || snapshot.postgres->identity.canSeeAll)
        return {};
    return {StateRole::Unknown, PoolsPage::tr("Of other roles' connections only the user is told"), snapshot.hidden.front()};
}

} // namespace

PoolsPage::PoolsPage(MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("pools"), bus, parent)
    , m_holders(holderColumns())
    , m_idle(idleColumns())
    , m_pools(frontPoolColumns())
    , m_note(new NoteStrip(tr("What is to be known first"), this))
    , m_tiles(new TileRow(poolsTiles(Snapshot()), this))
    , m_kind(new QComboBox(this))
    , m_holderFrame(new TableFrame(QStringLiteral("holders"), tr("Who holds connections"), m_holders, this))
    , m_idleView(new TableView(QStringLiteral("idlegroups"), tr("Connections that nobody uses"), m_idle, this))
    , m_poolView(new TableView(QStringLiteral("frontpools"), tr("Pools in front"), m_pools, this))
    , m_charts(new Dashboard({[](const Snapshot &) { return std::vector<TileText>(); }, poolsCharts()}, tr("Connections over time"), bus, this))
{
    setUpHolders();
    setUpTables();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addWidget(makeTables());
    column->addWidget(m_charts, 1);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->setAccessibleName(tr("Pools"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(scroll);
}

void PoolsPage::setUpHolders()
{
    m_kind->setAccessibleName(tr("Count connections by"));
    m_kind->addItem(tr("By application"), int(HolderKind::Application));
    m_kind->addItem(tr("By user"), int(HolderKind::User));
    m_kind->addItem(tr("By client"), int(HolderKind::Client));
    m_holderFrame->addControl(m_kind);
    m_holderFrame->view().setDefaultSort(m_holders.columnOf(u"sessions"), Qt::DescendingOrder);
    m_holderFrame->view().setEmptyText(tr("No client is connected."));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        if (const SnapshotPtr snapshot = bus().shown(target()))
            showHolders(*snapshot);
    });
}

void PoolsPage::setUpTables()
{
    m_idleView->setDefaultSort(m_idle.columnOf(u"idle"), Qt::DescendingOrder);
    m_idleView->setEmptyText(tr("No application holds more than one idle connection."));
    m_poolView->setDefaultSort(m_pools.columnOf(u"waiting"), Qt::DescendingOrder);
    m_poolView->setEmptyText(tr("No PgBouncer of the fleet leads to this server. Add its console to the fleet file: pgbouncer://USER@HOST:6432"));
    connect(m_poolView, &TableView::rowActivated, this,
            [this](int row) { Q_EMIT elsewhereRequested(m_pools.row(row).bouncer, QStringLiteral("pools"), {}); });
}

QWidget *PoolsPage::makeTables()
{
    auto *box = new QWidget(this);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(size::kGroup, size::kGroup, size::kGroup, size::kInner);
    column->setSpacing(size::kInner);
    column->addWidget(m_tiles);
    column->addSpacing(size::kInner);
    column->addWidget(heading(tr("Who holds connections"), box));
    column->addWidget(m_holderFrame);
    column->addWidget(heading(tr("Connections that nobody uses"), box));
    column->addWidget(m_idleView);
    column->addSpacing(size::kInner);
    column->addWidget(heading(tr("Pools in front"), box));
    column->addWidget(m_poolView);
    return box;
}

QString PoolsPage::title() const
{
    return tr("Pools");
}

void PoolsPage::setReach(std::chrono::seconds reach)
{
    m_charts->setReach(reach);
}

void PoolsPage::setHolderKind(HolderKind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
}

void PoolsPage::targetChanged()
{
    m_charts->setTarget(target());
    m_holders.setRows({});
    m_idle.setRows({});
    m_pools.setRows({});
}

void PoolsPage::showSnapshot(const Snapshot &snapshot)
{
    m_note->setNote(hiddenNote(snapshot));
    m_tiles->setTexts(poolsTiles(snapshot));
    m_charts->showSnapshot(snapshot);
    showHolders(snapshot);
    m_idle.setRows(snapshot.postgres ? idleRows(*snapshot.postgres) : std::vector<IdleRow>());
    fitRows(*m_idleView, m_idle.totalRows(), kMostRows);
    showPools();
    for (TableView *view : {&m_holderFrame->view(), m_idleView})
        view->setStale(!isLive(snapshot.link));
}

void PoolsPage::showHolders(const Snapshot &snapshot)
{
    m_holders.setRows(holderRows(snapshot, HolderKind(m_kind->currentData().toInt())));
    fitRows(m_holderFrame->view(), m_holders.totalRows(), kMostHolders);
    m_holderFrame->setStatus(tr("Connections: %1; holders: %2").arg(snapshot.postgres ? snapshot.postgres->headroom.used : 0).arg(m_holders.totalRows()));
}

void PoolsPage::showPools()
{
    std::vector<SnapshotPtr> fleet;
    for (const Target &each : bus().fleet().targets)
        fleet.push_back(bus().shown(each.name));
    const Target *server = bus().target(target());
    m_pools.setRows(server ? frontPools(fleet, *server) : std::vector<FrontPoolRow>());
    fitRows(*m_poolView, m_pools.totalRows(), kMostRows);
}

void PoolsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const int lines = event->size().width() >= kThreeCharts ? 1 : 2;
    m_charts->setMinimumHeight(lines * kChartHeight + size::kGroup);
    m_charts->setMaximumHeight(lines * kTallestChart + size::kGroup);
}

} // namespace lockmaster
