// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolspage.h"

#include "base/format.h"
#include "model/hidden.h"
#include "watch/momentbus.h"
#include "ui/common/table/bardelegate.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/pools/poolstiles.h"

#include <QComboBox>

namespace lockmaster {

PoolsPage::PoolsPage(MomentBus &bus, QWidget *parent)
    : TablesPage(QStringLiteral("pools"), tr("Pools"),
                 {[](const Snapshot &snapshot, const auto &) { return poolsTiles(snapshot); }, poolsCharts()}, bus,
                 parent)
    , m_holders(holderColumns())
    , m_idle(idleColumns())
    , m_pools(frontPoolColumns())
    , m_kind(new QComboBox(this))
    , m_holderFrame(new TableFrame(QStringLiteral("holders"), tr("Who holds connections"), m_holders, this))
    , m_idleView(new TableView(QStringLiteral("idlegroups"), tr("Idle connections"), m_idle, this))
    , m_poolView(new TableView(QStringLiteral("frontpools"), tr("Pools in front"), m_pools, this))
{
    addHeading(tr("Who holds connections"));
    addPart(m_holderFrame);
    addHeading(tr("Idle connections"));
    addPart(m_idleView);
    addGap();
    addHeading(tr("Pools in front"));
    addPart(m_poolView);
    for (TableView *view : {&m_holderFrame->view(), m_idleView, m_poolView})
        addTable(*view);
    setUpHolders();
    setUpTables();
}

void PoolsPage::setUpHolders()
{
    m_kind->setAccessibleName(tr("Count connections by"));
    m_kind->addItem(tr("By application"), int(HolderKind::Application));
    m_kind->addItem(tr("By user"), int(HolderKind::User));
    m_kind->addItem(tr("By client"), int(HolderKind::Client));
    m_holderFrame->addControl(m_kind);
    m_holderFrame->view().setDefaultSort(m_holders.columnOf(u"sessions"), Qt::DescendingOrder);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        const SnapshotPtr snapshot = bus().shown(target());
        if (!snapshot)
            return;
        showHolders(*snapshot);
        fitTables();
    });
}

void PoolsPage::setUpTables()
{
    m_idleView->setDefaultSort(m_idle.columnOf(u"idle"), Qt::DescendingOrder);
    m_poolView->setDefaultSort(m_pools.columnOf(u"waiting"), Qt::DescendingOrder);
    m_poolView->setItemDelegateForColumn(m_pools.columnOf(u"busy"), new BarDelegate(*m_poolView));
    connect(m_poolView, &TableView::rowActivated, this,
            [this](int row) { Q_EMIT elsewhereRequested(m_pools.row(row).bouncer, QStringLiteral("pools"), {}); });
}

void PoolsPage::setHolderKind(HolderKind kind)
{
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
}

QString PoolsPage::holdersStatus() const
{
    return m_holderFrame->status();
}

void PoolsPage::targetChanged()
{
    TablesPage::targetChanged();
    m_holders.setRows({});
    m_idle.setRows({});
    m_pools.setRows({});
}

void PoolsPage::showTables(const Snapshot &snapshot)
{
    showHolders(snapshot);
    showIdle(snapshot);
    showPools();
    for (TableView *view : {&m_holderFrame->view(), m_idleView})
        view->setStale(!isLive(snapshot.link));
}

void PoolsPage::showHolders(const Snapshot &snapshot)
{
    m_holders.setRows(holderRows(snapshot, HolderKind(m_kind->currentData().toInt())));
    m_holderFrame->view().setEmptyText(!snapshot.postgres       ? tr("Nothing has been read from this server yet.")
                                       : m_holders.isFiltered() ? tr("None matches the filter.")
                                                                : tr("No client is connected."));
    m_holderFrame->setStatus(
        snapshot.postgres ? tr("Connections: %1; holders: %2")
                                .arg(formatCount(snapshot.postgres->headroom.used), formatCount(m_holders.totalRows()))
                          : QString());
}

void PoolsPage::showIdle(const Snapshot &snapshot)
{
    m_idle.setRows(snapshot.postgres ? idleRows(*snapshot.postgres) : std::vector<IdleRow>());
    m_idleView->setEmptyText(!snapshot.postgres ? tr("Nothing has been read from this server yet.")
                             : hidesSessions(*snapshot.postgres)
                                 ? tr("Which connections of other roles are idle is hidden from this login.")
                                 : tr("No application holds more than one idle connection."));
}

void PoolsPage::showPools()
{
    std::vector<SnapshotPtr> fleet;
    for (const Target &each : bus().fleet().targets)
        fleet.push_back(bus().shown(each.name));
    const Target *server = bus().target(target());
    m_pools.setRows(server ? frontPools(fleet, *server) : std::vector<FrontPoolRow>());
    m_poolView->setEmptyText(whyNoPools(server ? bouncersBefore(fleet, *server) : QStringList()));
}

QString PoolsPage::whyNoPools(const QStringList &leading) const
{
    if (!leading.empty())
        return (leading.size() == 1 ? tr("%1 leads to this server, but no client has come through it yet.")
                                    : tr("%1 lead to this server, but no client has come through them yet."))
            .arg(leading.join(QStringLiteral(", ")));
    const QStringList unread = unreadBouncers();
    return unread.empty() ? tr("No PgBouncer of the fleet leads to this server. Add its console to the fleet file: "
                               "pgbouncer://USER@HOST:6432")
                          : tr("Whether %1 leads to this server is not known: nothing has been read from it yet.")
                                .arg(unread.join(QStringLiteral(", ")));
}

QStringList PoolsPage::unreadBouncers() const
{
    QStringList names;
    for (const Target &each : bus().fleet().targets) {
        const SnapshotPtr snapshot = each.kind == ServerKind::PgBouncer ? bus().shown(each.name) : nullptr;
        if (each.kind == ServerKind::PgBouncer && (!snapshot || !snapshot->pgbouncer))
            names << each.name;
    }
    return names;
}

} // namespace lockmaster

#include "moc_poolspage.cpp"
