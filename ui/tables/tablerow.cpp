// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/tablerow.h"

#include "model/postgres/postgres.h"
#include "model/postgres/sqlname.h"
#include "model/postgres/wraparound.h"
#include "ui/tables/catalogtext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::optional<double> secondsLeft(const CatalogTable &table, const PostgresState &state)
{
    const double rate = state.wraparound ? state.wraparound->transactionsPerSecond.value_or(0) : 0;
    if (rate <= 0 || table.multixacts > table.transactions)
        return {};
    return double(std::max<std::int64_t>(0, kIdHorizon - kIdReserve - table.transactions)) / rate;
}

} // namespace

std::vector<TableRow> tableRows(const Catalog &catalog, const PostgresState &state)
{
    std::vector<TableRow> rows;
    for (const CatalogTable &table : catalog.tables)
        rows.push_back({table, catalog.readAt, secondsLeft(table, state)});
    return rows;
}

std::vector<TablePreset> tablePresets()
{
    return {{u"largest"_s, CatalogText::tr("Largest"), TableOrder::Largest, u"size"_s},
            {u"dead"_s, CatalogText::tr("Most dead rows"), TableOrder::DeadRows, u"dead"_s},
            {u"growing"_s, CatalogText::tr("Fastest growing"), TableOrder::Growing, u"growth"_s},
            {u"oldest"_s, CatalogText::tr("Oldest"), TableOrder::Oldest, u"age"_s},
            {u"never"_s, CatalogText::tr("Never analyzed"), TableOrder::NeverAnalyzed, u"size"_s},
            {u"next"_s, CatalogText::tr("Next for autovacuum"), TableOrder::NextVacuum, u"due"_s},
            {u"full"_s, CatalogText::tr("Most read in full"), TableOrder::ReadInFull, u"seq_rows"_s}};
}

CatalogTableModel::CatalogTableModel(QObject *parent) : KeyedTableModel<TableRow>(tableColumns(), parent) {}

void CatalogTableModel::showTables(const Catalog *catalog, const PostgresState *state, TableOrder order)
{
    m_chosen.reset();
    if (!catalog || !state)
        return setRows({});
    const bool choosesAlways = order == TableOrder::NeverAnalyzed; // the others are a matter of sorting
    if (catalog->isPartial() || choosesAlways) {
        m_chosen.emplace();
        for (const CatalogTable *table :
             firstTables(*catalog, order, catalog->isPartial() ? kFirstOfOrder : catalog->tables.size()))
            m_chosen->insert(table->oid);
    }
    setRows(tableRows(*catalog, *state));
}

bool CatalogTableModel::accepts(const TableRow &row) const
{
    return !m_chosen || m_chosen->contains(row.table.oid);
}

} // namespace lockmaster

#include "moc_tablerow.cpp"
