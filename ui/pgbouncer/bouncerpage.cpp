// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncerpage.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableview.h"

#include <QVBoxLayout>

namespace lockmaster {

BouncerPage::BouncerPage(QString id, const QString &title, MomentBus &bus, QWidget *parent)
    : Page(std::move(id), bus, parent)
    , m_title(title)
    , m_column(new QVBoxLayout(this))
    , m_status(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
{
    m_column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    m_column->setSpacing(size::kInner);
}

void BouncerPage::setUpTable(const QString &layoutId, TableModel &model, const QString &sortColumn, Qt::SortOrder order)
{
    m_table = new TableView(layoutId, m_title, model, this);
    m_table->setDefaultSort(model.columnOf(sortColumn), order);
    m_table->setEmptyText(tr("No data yet. Rows appear as soon as PgBouncer has answered."));
    connect(m_table, &TableView::exported, this, [this](const QString &error) {
        m_status->setText(error.isEmpty() ? tr("Rows exported") : tr("Not exported: %1").arg(error));
    });
    m_column->addWidget(m_table, 1);
    m_column->addWidget(m_status);
}

void BouncerPage::addBelow(QWidget *widget)
{
    m_column->insertWidget(1, widget);
}

void BouncerPage::targetChanged()
{
    clear();
    m_status->setText({});
    m_table->setEmptyText(tr("No data yet. Rows appear as soon as PgBouncer has answered."));
}

void BouncerPage::showSnapshot(const Snapshot &snapshot)
{
    if (snapshot.pgbouncer)
        showState(*snapshot.pgbouncer);
    else
        clear();
    m_table->setStale(!isLive(snapshot.link));
    m_table->setEmptyText(snapshot.pgbouncer ? emptyTextOf(*snapshot.pgbouncer)
                                             : tr("Nothing was read from this PgBouncer yet."));
    showStatus(snapshot);
}

void BouncerPage::showStatus(const Snapshot &snapshot)
{
    if (!snapshot.pgbouncer)
        return m_status->setText({}); // the table says why
    QStringList words{statusOf(*snapshot.pgbouncer)};
    const PgBouncerIdentity &identity = snapshot.pgbouncer->identity;
    if (identity.isAdmin == false)
        words << tr("%1 may only look (stats_users)").arg(plainLine(identity.user));
    if (!isLive(snapshot.link))
        words << tr("last seen %1, %2 ago")
                     .arg(formatTimeOfDay(snapshot.dataTaken.wall),
                          formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
    m_status->setTone(isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
    m_status->setText(words.join(QStringLiteral("  ·  ")));
}

} // namespace lockmaster
