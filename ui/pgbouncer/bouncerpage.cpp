// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncerpage.h"

#include "base/format.h"
#include "base/text.h"
#include "watch/momentbus.h"
#include "ui/common/table/fitrows.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"

#include <QVBoxLayout>

#include <algorithm>

namespace lockmaster {

BouncerPage::BouncerPage(QString id, const QString &title, MomentBus &bus, QWidget *parent)
    : Page(std::move(id), bus, parent), m_title(title), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    m_column->setSpacing(size::kInner);
}

void BouncerPage::setUpTable(const QString &layoutId, TableModel &model, const QString &sortColumn, Qt::SortOrder order)
{
    m_table = new TableFrame(layoutId, m_title, model, this);
    table().setDefaultSort(model.columnOf(sortColumn), order);
    table().setEmptyText(tr("No data yet. Rows appear as soon as PgBouncer has answered."));
    connect(m_table, &TableFrame::filtersChanged, this, [this] {
        if (const SnapshotPtr snapshot = bus().shown(target()))
            showWords(*snapshot);
    });
    m_column->addWidget(m_table, 1);
}

TableView &BouncerPage::table() const
{
    return m_table->view();
}

void BouncerPage::addBelow(QWidget *widget)
{
    m_column->insertWidget(1, widget);
}

void BouncerPage::fitTable()
{
    constexpr int kBeforeAll = 100;
    if (m_column->count() == 2) {
        m_column->setStretch(0, kBeforeAll);
        m_column->addStretch(1);
    }
    const int rows = heightWithoutRows(table()) + wantedRows(table()) * size::kRow;
    table().setMaximumHeight(rows);
    const int others = m_table->sizeHint().height() - std::min(table().sizeHint().height(), rows);
    m_table->setMaximumHeight(rows + others);
}

void BouncerPage::targetChanged()
{
    clear();
    m_table->setStatus({});
    table().setEmptyText(tr("No data yet. Rows appear as soon as PgBouncer has answered."));
}

void BouncerPage::showSnapshot(const Snapshot &snapshot)
{
    if (snapshot.pgbouncer)
        showState(*snapshot.pgbouncer);
    else
        clear();
    table().setStale(!isLive(snapshot.link));
    showWords(snapshot);
}

void BouncerPage::showWords(const Snapshot &snapshot)
{
    table().setEmptyText(snapshot.pgbouncer ? emptyTextOf(*snapshot.pgbouncer)
                                            : tr("Nothing has been read from this PgBouncer yet."));
    m_table->setStatus(statusWords(snapshot), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

QString BouncerPage::statusWords(const Snapshot &snapshot) const
{
    if (!snapshot.pgbouncer)
        return {}; // the table says why
    QStringList words{statusOf(*snapshot.pgbouncer)};
    const PgBouncerIdentity &identity = snapshot.pgbouncer->identity;
    if (identity.isAdmin == false)
        words << tr("%1 may only read statistics (stats_users)").arg(plainLine(identity.user));
    if (!isLive(snapshot.link))
        words << tr("last seen %1, %2 ago")
                     .arg(formatTimeOfDay(snapshot.dataTaken.wall),
                          formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
    return words.join(QStringLiteral("  ·  "));
}

} // namespace lockmaster

#include "moc_bouncerpage.cpp"
