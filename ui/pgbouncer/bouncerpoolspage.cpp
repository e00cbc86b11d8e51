// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncerpoolspage.h"

#include "base/format.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/table/bardelegate.h"
#include "ui/common/table/tableview.h"
#include "ui/pgbouncer/poolbar.h"
#include "watch/momentbus.h"

#include <algorithm>
#include <numeric>

namespace lockmaster {

namespace {

int sumOf(const PgBouncerState &state, int (*count)(const PgBouncerPool &))
{
    return std::accumulate(state.pools.begin(), state.pools.end(), 0,
                           [count](int sum, const PgBouncerPool &pool) { return sumOfCounts(sum, count(pool)); });
}

int waiting(const PgBouncerPool &pool)
{
    return pool.clientsWaiting;
}

} // namespace

BouncerPoolsPage::BouncerPoolsPage(MomentBus &bus, QWidget *parent)
    : BouncerPage(QStringLiteral("pools"), tr("Pools"), bus, parent)
    , m_model(bouncerPoolColumns())
    , m_bar(new PoolBar(bus, this))
{
    setUpTable(QStringLiteral("pgbouncer-pools"), m_model, QStringLiteral("waiting"), Qt::DescendingOrder);
    table().setItemDelegateForColumn(m_model.columnOf(u"saturation"), new BarDelegate(table()));
    m_actions = new RowActions(ServerKind::PgBouncer, u"database", *this, frame(),
                               [this](int row) { return m_model.row(row).pool.database; });
    addBelow(m_bar);
    connect(table().selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BouncerPoolsPage::showBar);
    connect(m_bar, &PoolBar::actionRequested, this, &Page::actionRequested);
    connect(m_bar, &PoolBar::sessionRequested, this, [this](const QString &target, const SessionKey &key) {
        Q_EMIT elsewhereRequested(target, QStringLiteral("sessions"), itemOf(key));
    });
}

QStringList BouncerPoolsPage::probes() const
{
    return {QStringLiteral("servers")};
}

QString BouncerPoolsPage::badge(const Snapshot &snapshot) const
{
    const int count = snapshot.pgbouncer ? sumOf(*snapshot.pgbouncer, waiting) : 0;
    return count > 0 ? formatCount(count) : QString();
}

void BouncerPoolsPage::showState(const PgBouncerState &state)
{
    m_model.setRows(bouncerPoolRows(state));
    fitTable();
    showBar();
}

/// Of the selected pool; of the first one, which has most clients waiting unless it is sorted otherwise, while none is.
void BouncerPoolsPage::showBar()
{
    const SnapshotPtr snapshot = bus().shown(target());
    const int row = std::max(table().currentIndex().row(), 0);
    if (snapshot && snapshot->pgbouncer && row < m_model.rowCount() && !m_model.row(row).pool.user.isEmpty())
        m_bar->showPool(*snapshot->pgbouncer, m_model.row(row).pool);
    else
        m_bar->showNothing();
}

void BouncerPoolsPage::clear()
{
    m_model.setRows({});
    fitTable();
    m_bar->showNothing();
}

QString BouncerPoolsPage::statusOf(const PgBouncerState &state) const
{
    if (state.pools.empty())
        return tr("No pool");
    const int servers = sumOf(state, [](const PgBouncerPool &pool) { return pool.servers(); });
    const int active = sumOf(state, [](const PgBouncerPool &pool) { return pool.clientsActive; });
    const int waits = sumOf(state, waiting);
    const QStringList words{
        state.pools.size() == 1 ? tr("1 pool") : tr("%1 pools").arg(formatCount(qint64(state.pools.size()))),
        waits == 1 ? tr("1 client waiting, %1 active").arg(formatCount(active))
                   : tr("%1 clients waiting, %2 active").arg(formatCount(waits), formatCount(active)),
        servers == 1 ? tr("1 server connection") : tr("%1 server connections").arg(formatCount(servers))};
    return words.join(QStringLiteral("  ·  "));
}

QString BouncerPoolsPage::emptyTextOf(const PgBouncerState &) const
{
    return m_model.isFiltered()
               ? tr("No pool matches. Clear the filters (Escape) to see the rest.")
               : tr("No pool yet: PgBouncer makes one when the first client of a user comes to a database.");
}

} // namespace lockmaster

#include "moc_bouncerpoolspage.cpp"
