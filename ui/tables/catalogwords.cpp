// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Tables page says of what it shows, and why when it shows nothing.
#include "ui/tables/catalogpage.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/postgres.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "watch/momentbus.h"

#include <QComboBox>
#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString filterWords(bool isFiltered)
{
    return isFiltered ? CatalogPage::tr("No table matches. Clear the filters (Escape) to see the rest.") : QString();
}

QString emptyOrder(TableOrder order)
{
    switch (order) {
    case TableOrder::NeverAnalyzed: return CatalogPage::tr("Every table has been analyzed.");
    case TableOrder::DeadRows: return CatalogPage::tr("No table has dead rows.");
    case TableOrder::Growing:
        return CatalogPage::tr("No table grows. How fast they do is known after a minute of watching.");
    case TableOrder::ReadInFull: return CatalogPage::tr("No table has been read in full since the counters began.");
    default: return CatalogPage::tr("This database has no tables of its own.");
    }
}

QString whyNoTables(const std::shared_ptr<const Catalog> &catalog, TableOrder order, bool isFiltered)
{
    if (!catalog)
        return CatalogPage::tr("The tables will be read in a moment.");
    if (!catalog->trouble.isEmpty())
        return CatalogPage::tr("Database %1 cannot be read: %2")
            .arg(plainLine(catalog->database), elided(plainLine(catalog->trouble), 200));
    if (isFiltered)
        return filterWords(true);
    return catalog->tableCount == 0 ? emptyOrder(TableOrder::Largest) : emptyOrder(order);
}

QString whyNoIndexes(const std::shared_ptr<const Catalog> &catalog, IndexChoice choice, bool isFiltered, bool hasTable)
{
    if (!catalog || !catalog->hasIndexes)
        return CatalogPage::tr("The indexes will be read in a moment.");
    if (isFiltered)
        return CatalogPage::tr("No index matches. Clear the filters (Escape) to see the rest.");
    switch (choice) {
    case IndexChoice::Faulty:
        return CatalogPage::tr("Nothing is wrong with the indexes: none is invalid, superfluous, or large and unused.");
    case IndexChoice::OfTable:
        return hasTable ? CatalogPage::tr("This table has no index.")
                        : CatalogPage::tr("Choose a table to see its indexes.");
    case IndexChoice::All: break;
    }
    return CatalogPage::tr("This database has no indexes of its own.");
}

} // namespace

QString CatalogPage::tableStatus(const Snapshot &snapshot) const
{
    if (!m_catalog || !m_catalog->trouble.isEmpty())
        return {};
    const QString shown = formatCount(m_tables.rowCount());
    const QString all = formatCount(m_catalog->tableCount);
    QStringList words{m_catalog->isPartial()
                          ? tr("%1 of %2 tables shown, the first by “%3”").arg(shown, all, m_presets->currentText())
                          : tr("%1 of %2 tables").arg(shown, all)};
    words << tr("%1 of rows in all, when vacuumed last").arg(formatBytes(m_catalog->tableBytes));
    if (const auto wanted = asked(); wanted && (m_catalog->filter != wanted->filter))
        words << tr("the server is asked for “%1”").arg(plainLine(wanted->filter));
    else if (!m_catalog->filter.isEmpty())
        words << tr("those with “%1”").arg(plainLine(m_catalog->filter));
    if (std::ranges::none_of(m_catalog->tables, &CatalogTable::canRead) && !m_catalog->tables.empty())
        words << tr("bloat is hidden: GRANT pg_read_all_data or SELECT to see it");
    words << tr("as of %1").arg(formatTimeOfDay(m_catalog->readAt));
    if (!isLive(snapshot.link))
        words << tr("last seen %1 ago").arg(formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
    return words.join(QStringLiteral("  ·  "));
}

QString CatalogPage::indexStatus() const
{
    if (!m_catalog || !m_catalog->hasIndexes)
        return {};
    QStringList words{
        tr("%1 of %2 indexes").arg(formatCount(m_indexes.rowCount()), formatCount(m_catalog->indexCount))};
    words << (m_catalog->statsReset ? tr("scans counted since %1").arg(formatMoment(*m_catalog->statsReset))
                                    : tr("scans counted since the server was made or crashed last"));
    return words.join(QStringLiteral("  ·  "));
}

void CatalogPage::showWords(const Snapshot &snapshot)
{
    const Tone tone = isLive(snapshot.link) ? Tone::Muted : Tone::Blind;
    m_tableFrame->setStatus(tableStatus(snapshot), tone);
    m_indexFrame->setStatus(indexStatus(), tone);
    m_tableFrame->view().setEmptyText(whyNoTables(m_catalog, order(), m_tables.isFiltered()));
    m_indexFrame->view().setEmptyText(
        whyNoIndexes(m_catalog, m_indexes.choice(), m_indexes.isFiltered(), currentTable() != nullptr));
    m_detailView->setEmptyText(tr("Choose a table to see its details."));
}

} // namespace lockmaster
