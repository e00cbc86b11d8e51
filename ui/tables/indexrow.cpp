// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/indexrow.h"

#include "model/postgres/sqlname.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/tables/catalogtext.h"

namespace lockmaster {
namespace {

using IndexColumn = KeyedColumn<IndexRow>;

std::optional<HealthState> faultState(const IndexRow &row)
{
    switch (row.fault) {
    case IndexFault::None: return {};
    case IndexFault::Building: return HealthState::Unknown;
    default: return HealthState::Warning;
    }
}

/// What it means for who reads it for the first time.
QString faultHint(const IndexRow &row)
{
    switch (row.fault) {
    case IndexFault::None: return {};
    case IndexFault::Building:
        return row.index.isBeingBuilt
                   ? CatalogText::tr("An index of its table is being built now.")
                   : CatalogText::tr("Invalid. Whether it is being built now is hidden from this login "
                                     "(GRANT pg_read_all_stats).");
    case IndexFault::Invalid:
        return CatalogText::tr(
            "Its build has failed: every write keeps it up, and no query uses it. Build it anew or drop it.");
    case IndexFault::Leftover: return CatalogText::tr("Left by a REINDEX CONCURRENTLY that failed. It can be dropped.");
    case IndexFault::Duplicate:
        return CatalogText::tr("%1 has the same columns: one of them is enough.").arg(plainLine(row.instead));
    case IndexFault::Prefix:
        return CatalogText::tr("%1 begins with its columns and serves the same queries.").arg(plainLine(row.instead));
    case IndexFault::Unused:
        return CatalogText::tr(
            "No query of this server has used it since the counters began. A standby may use it: its own "
            "counters tell.");
    }
    return {};
}

IndexColumn faultColumn()
{
    IndexColumn fault{
        .info = columnInfo("fault", CatalogText::tr("Finding"),
                           CatalogText::tr("Invalid, left over, superfluous or unused; empty: nothing is wrong."), 26),
        .text = faultWords};
    fault.state = faultState;
    fault.hint = faultHint;
    return fault;
}

void addIndexUse(std::vector<IndexColumn> &columns)
{
    columns.push_back(
        bytesColumn<IndexRow>(columnInfo("size", CatalogText::tr("Size"), CatalogText::tr("Bytes on disk."), 9),
                              [](const IndexRow &row) { return std::optional(double(row.index.bytes)); }));
    columns.push_back(countColumn<IndexRow>(
        columnInfo("scans", CatalogText::tr("Scans"), CatalogText::tr("Since the counters began, on this server."), 9),
        [](const IndexRow &row) { return std::optional(double(row.index.scans)); }));
    IndexColumn last = durationColumn<IndexRow>(
        columnInfo("last", CatalogText::tr("Last used"),
                   CatalogText::tr("How long ago; told by PostgreSQL 16 and later."), 10, true),
        [](const IndexRow &row) -> std::optional<double> {
            if (!row.index.lastScan)
                return {};
            return std::chrono::duration<double>(row.readAt - *row.index.lastScan).count();
        });
    columns.push_back(std::move(last));
    columns.push_back(bytesColumn<IndexRow>(
        columnInfo("bloat", CatalogText::tr("Bloat ≈"),
                   CatalogText::tr("Of a btree, estimated from the planner's statistics, not measured."), 9, true),
        [](const IndexRow &row) { return row.index.bloat ? std::optional(double(*row.index.bloat)) : std::nullopt; }));
}

QString kindWords(const IndexRow &row)
{
    QStringList words{row.index.method};
    if (row.index.isPrimary)
        words << CatalogText::tr("primary key");
    else if (row.index.backsConstraint)
        words << CatalogText::tr("constraint");
    else if (row.index.isUnique)
        words << CatalogText::tr("unique");
    if (!row.index.predicate.isEmpty())
        words << CatalogText::tr("partial");
    if (row.index.isOfPartition)
        words << CatalogText::tr("of a partition");
    return words.join(QStringLiteral(", "));
}

} // namespace

QString faultWords(const IndexRow &row)
{
    switch (row.fault) {
    case IndexFault::None: return {};
    case IndexFault::Building:
        return row.index.isBeingBuilt ? CatalogText::tr("being built") : CatalogText::tr("invalid, or being built");
    case IndexFault::Invalid: return CatalogText::tr("invalid");
    case IndexFault::Leftover: return CatalogText::tr("left over");
    case IndexFault::Duplicate: return CatalogText::tr("same as %1").arg(plainLine(row.instead));
    case IndexFault::Prefix: return CatalogText::tr("covered by %1").arg(plainLine(row.instead));
    case IndexFault::Unused:
        return row.counted ? CatalogText::tr("unused for %1").arg(formatWholeSeconds(*row.counted))
                           : CatalogText::tr("unused");
    }
    return {};
}

std::vector<IndexRow> indexRows(const Catalog &catalog)
{
    std::vector<IndexRow> rows;
    std::optional<std::chrono::microseconds> counted;
    if (catalog.statsReset)
        counted = std::max(catalog.readAt - *catalog.statsReset, std::chrono::microseconds::zero());
    for (const IndexState &state : indexStates(catalog))
        rows.push_back(
            {*state.index, state.fault, state.instead ? state.instead->name : QString(), counted, catalog.readAt});
    return rows;
}

std::vector<KeyedColumn<IndexRow>> indexColumns()
{
    std::vector<IndexColumn> columns{
        lineColumn<IndexRow>(
            columnInfo("name", CatalogText::tr("Index"), CatalogText::tr("Its name; the schema is the table's."), 21),
            [](const IndexRow &row) { return row.index.name; }),
        lineColumn<IndexRow>(columnInfo("table", CatalogText::tr("Table"), CatalogText::tr("Schema and name."), 18),
                             [](const IndexRow &row) { return sqlName(row.index.schema, row.index.table); }),
        faultColumn()};
    columns[0].info.isName = columns[1].info.isName = true;
    columns[1].info.yields = 3;
    addIndexUse(columns);
    columns.push_back(lineColumn<IndexRow>(
        columnInfo("columns", CatalogText::tr("Columns"),
                   CatalogText::tr("By which it is looked up, in their order; (…) is an expression."), 16),
        [](const IndexRow &row) { return row.index.names; }));
    columns.back().info.isElastic = true;
    columns.push_back(lineColumn<IndexRow>(
        columnInfo("kind", CatalogText::tr("Kind"), CatalogText::tr("Access method, and what else depends on it."), 18),
        kindWords));
    columns.back().info.yields = 2;
    return columns;
}

CatalogIndexModel::CatalogIndexModel(QObject *parent) : KeyedTableModel<IndexRow>(indexColumns(), parent) {}

void CatalogIndexModel::choose(IndexChoice choice, std::uint32_t tableOid)
{
    if (choice == m_choice && tableOid == m_tableOid)
        return;
    m_choice = choice;
    m_tableOid = tableOid;
    rebuild();
}

bool CatalogIndexModel::accepts(const IndexRow &row) const
{
    switch (m_choice) {
    case IndexChoice::Faulty: return row.fault != IndexFault::None;
    case IndexChoice::OfTable: return row.index.tableOid == m_tableOid;
    case IndexChoice::All: return true;
    }
    return true;
}

} // namespace lockmaster

#include "moc_indexrow.cpp"
