// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/catalogrows.h"

#include "model/postgres/bloat.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kOfEachFault = 100;
constexpr int kMostSequences = 1000;

/// One row by the names of its columns.
class NamedRow
{
public:
    NamedRow(const PgRows &rows, int row) : m_rows(rows), m_row(row) {}

    [[nodiscard]] std::int64_t number(const char *name) const { return m_rows.integer(m_row, m_rows.column(name)); }
    [[nodiscard]] std::uint32_t oid(const char *name) const { return static_cast<std::uint32_t>(number(name)); }
    [[nodiscard]] double real(const char *name) const { return m_rows.real(m_row, m_rows.column(name)); }
    [[nodiscard]] QString text(const char *name) const { return m_rows.text(m_row, m_rows.column(name)); }
    [[nodiscard]] bool flag(const char *name) const { return m_rows.boolean(m_row, m_rows.column(name)); }
    [[nodiscard]] std::optional<ServerTime> time(const char *name) const
    {
        return m_rows.time(m_row, m_rows.column(name));
    }
    [[nodiscard]] bool isNull(const char *name) const { return m_rows.isNull(m_row, m_rows.column(name)); }
    [[nodiscard]] std::optional<std::int64_t> known(const char *name) const
    {
        return isNull(name) ? std::nullopt : std::optional(number(name));
    }
    [[nodiscard]] std::optional<double> knownReal(const char *name) const
    {
        return isNull(name) ? std::nullopt : std::optional(real(name));
    }

private:
    const PgRows &m_rows;
    int m_row;
};

TableSpace readSpace(const NamedRow &row)
{
    TableSpace space;
    space.heap = row.number("heap_bytes");
    space.toast = row.number("table_bytes") - space.heap;
    space.indexes = row.number("index_bytes");
    space.planned = row.number("planned_bytes");
    const bool isKnown = row.number("known") == row.number("columns"); // a new column has no statistics yet
    space.bloat = tableBloat({.blockBytes = row.number("block"),
                              .bytes = space.planned,
                              .rows = row.known("rows"),
                              .width = isKnown ? row.knownReal("width") : std::nullopt,
                              .hasNulls = row.flag("has_nulls"),
                              .columns = static_cast<int>(row.number("columns")),
                              .fillFactor = static_cast<int>(row.number("fillfactor"))});
    return space;
}

TableUse readUse(const NamedRow &row)
{
    TableUse use;
    use.seqScans = row.number("seq_scans");
    use.seqRows = row.number("seq_rows");
    use.indexScans = row.number("index_scans");
    use.indexRows = row.number("index_rows");
    use.inserts = row.number("inserts");
    use.updates = row.number("updates");
    use.hotUpdates = row.number("hot_updates");
    use.deletes = row.number("deletes");
    return use;
}

TableUpkeep readUpkeep(const NamedRow &row)
{
    TableUpkeep upkeep;
    upkeep.vacuumed = row.time("vacuumed");
    upkeep.autovacuumed = row.time("autovacuumed");
    upkeep.analyzed = row.time("analyzed");
    upkeep.autoanalyzed = row.time("autoanalyzed");
    upkeep.modifiedRows = row.number("modified_rows");
    upkeep.insertedRows = row.number("inserted_rows");
    upkeep.vacuumAt = row.real("vacuum_at");
    upkeep.insertAt = row.knownReal("insert_at");
    upkeep.analyzeAt = row.real("analyze_at");
    upkeep.freezeAt = static_cast<std::int64_t>(row.real("freeze_at"));
    upkeep.isAutomatic = row.flag("vacuums");
    return upkeep;
}

CatalogTable readTable(const NamedRow &row)
{
    CatalogTable table;
    table.oid = row.oid("oid");
    table.schema = row.text("schema");
    table.name = row.text("name");
    table.owner = row.text("owner");
    table.isMaterializedView = row.text("kind") == u"m";
    table.rows = row.known("rows");
    table.liveRows = row.number("live_rows");
    table.deadRows = row.number("dead_rows");
    table.transactions = row.number("xid_age");
    table.multixacts = row.number("mxid_age");
    table.canRead = row.flag("can_read");
    table.space = readSpace(row);
    table.use = readUse(row);
    table.upkeep = readUpkeep(row);
    return table;
}

std::vector<int> numbersIn(const QString &vector)
{
    std::vector<int> numbers;
    for (const QString &one : vector.split(u' ', Qt::SkipEmptyParts))
        numbers.push_back(one.toInt());
    return numbers;
}

CatalogIndex readIndex(const NamedRow &row)
{
    CatalogIndex index;
    index.oid = row.oid("oid");
    index.tableOid = row.oid("table_oid");
    index.schema = row.text("schema");
    index.name = row.text("name");
    index.table = row.text("table_name");
    index.method = row.text("method");
    index.bytes = row.number("bytes");
    index.scans = row.number("scans");
    index.lastScan = row.time("last_scan");
    index.isValid = row.flag("is_valid");
    index.isUnique = row.flag("is_unique");
    index.isPrimary = row.flag("is_primary");
    index.backsConstraint = row.flag("backs_constraint");
    index.isReplicaIdentity = row.flag("is_replica_identity");
    index.isOfPartition = row.flag("is_partition");
    if (row.flag("is_building") || !row.flag("hides_builds"))
        index.isBeingBuilt = row.flag("is_building");
    index.keyColumns = static_cast<int>(row.number("key_columns"));
    index.columns = numbersIn(row.text("columns"));
    index.names = row.text("names");
    index.classes = QStringList{row.text("classes"), row.text("collations"), row.text("options")}.join(u'/');
    index.expressions = row.text("expressions");
    index.predicate = row.text("predicate");
    index.bloat = btreeBloat({.blockBytes = row.number("block"),
                              .bytes = row.number("pages") * row.number("block"),
                              .rows = row.known("rows"),
                              .width = row.knownReal("width"),
                              .hasNulls = row.flag("has_nulls"),
                              .fillFactor = static_cast<int>(row.number("fillfactor"))});
    return index;
}

CatalogSequence readSequence(const NamedRow &row)
{
    CatalogSequence sequence;
    sequence.oid = row.oid("oid");
    sequence.schema = row.text("schema");
    sequence.name = row.text("name");
    sequence.table = row.text("table_name");
    sequence.column = row.text("column_name");
    sequence.first = row.number("first");
    sequence.step = row.number("step");
    sequence.limit = row.number("limit_at");
    sequence.isColumnLimit = row.flag("column_limits");
    sequence.last = row.known("last");
    sequence.canRead = row.flag("can_read");
    return sequence;
}

template <class Value>
std::vector<Value> readRows(const PgRows &rows, Value (*read)(const NamedRow &))
{
    std::vector<Value> all;
    for (int row = 0; row < rows.count(); ++row)
        all.push_back(read(NamedRow(rows, row)));
    std::ranges::sort(all, {}, &Value::oid);
    return all;
}

} // namespace

void takeTables(const PgRows &rows, Catalog &catalog)
{
    catalog.tables = readRows<CatalogTable>(rows, readTable);
    const bool hasRows = rows.count() > 0;
    catalog.tableCount = hasRows ? NamedRow(rows, 0).number("tables") : 0;
    catalog.tableBytes = hasRows ? NamedRow(rows, 0).number("all_bytes") : 0;
    catalog.statsReset = hasRows ? NamedRow(rows, 0).time("stats_reset") : std::nullopt;
    catalog.readAt = hasRows ? NamedRow(rows, 0).time("read_at").value_or(ServerTime()) : ServerTime();
}

void takeIndexes(const PgRows &rows, Catalog &catalog)
{
    catalog.indexes = readRows<CatalogIndex>(rows, readIndex);
    catalog.indexCount = rows.count() > 0 ? NamedRow(rows, 0).number("indexes") : 0;
    catalog.hasIndexes = true;
}

void takeSequences(const PgRows &rows, Catalog &catalog)
{
    catalog.sequences = readRows<CatalogSequence>(rows, readSequence);
    catalog.hasSequences = true;
}

std::chrono::milliseconds tookOf(const PgRows &rows)
{
    // Each row says how late it was: the last one how long all took.
    return rows.count() == 0
               ? std::chrono::milliseconds::zero()
               : std::chrono::milliseconds(static_cast<std::int64_t>(NamedRow(rows, rows.count() - 1).real("took")));
}

std::vector<PgParam> tableParams(const QString &filter)
{
    return {filter.isEmpty() ? PgParam::null() : PgParam::of(filter), PgParam::of(std::int64_t(kFewTables)),
            PgParam::of(std::int64_t(kOfEachOrder))};
}

std::vector<PgParam> indexParams(const Catalog &catalog)
{
    QByteArrayList oids;
    for (const CatalogTable &table : catalog.tables)
        oids << QByteArray::number(table.oid);
    return {PgParam{'{' + oids.join(',') + '}'}, PgParam::of(std::int64_t(kOfEachFault))};
}

std::vector<PgParam> sequenceParams()
{
    return {PgParam::of(std::int64_t(kMostSequences))};
}

} // namespace lockmaster
