// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/catalogfields.h"

#include "model/fields/describe.h"
#include "model/postgres/catalog.h"

#include <algorithm>

namespace lockmaster {

template <>
struct FieldsOf<TableSpace> {
    static constexpr auto table = std::tuple{
        field("heap_bytes", &TableSpace::heap),
        field("toast_bytes", &TableSpace::toast),
        field("index_bytes", &TableSpace::indexes),
        field("planned_heap_bytes", &TableSpace::planned),
        field("estimated_bloat_bytes", &TableSpace::bloat),
        field("growth_bytes_per_second", &TableSpace::growthPerSecond),
    };
};

template <>
struct FieldsOf<TableUse> {
    static constexpr auto table = std::tuple{
        field("seq_scans", &TableUse::seqScans),
        field("seq_rows", &TableUse::seqRows),
        field("index_scans", &TableUse::indexScans),
        field("index_rows", &TableUse::indexRows),
        field("inserts", &TableUse::inserts),
        field("updates", &TableUse::updates),
        field("hot_updates", &TableUse::hotUpdates),
        field("deletes", &TableUse::deletes),
        field("seq_scans_per_second", &TableUse::seqScansPerSecond),
        field("seq_rows_per_second", &TableUse::seqRowsPerSecond),
        field("index_scans_per_second", &TableUse::indexScansPerSecond),
        field("writes_per_second", &TableUse::writesPerSecond),
    };
};

template <>
struct FieldsOf<TableUpkeep> {
    static constexpr auto table = std::tuple{
        field("vacuumed", &TableUpkeep::vacuumed),
        field("autovacuumed", &TableUpkeep::autovacuumed),
        field("analyzed", &TableUpkeep::analyzed),
        field("autoanalyzed", &TableUpkeep::autoanalyzed),
        field("modified_rows", &TableUpkeep::modifiedRows),
        field("inserted_rows", &TableUpkeep::insertedRows),
        field("vacuum_at_dead_rows", &TableUpkeep::vacuumAt),
        field("vacuum_at_inserted_rows", &TableUpkeep::insertAt),
        field("analyze_at_modified_rows", &TableUpkeep::analyzeAt),
        field("freeze_at_age", &TableUpkeep::freezeAt),
        field("is_automatic", &TableUpkeep::isAutomatic),
    };
};

template <>
struct FieldsOf<CatalogTable> {
    static constexpr auto table = std::tuple{
        field("oid", &CatalogTable::oid),
        field("schema", &CatalogTable::schema),
        field("name", &CatalogTable::name),
        field("owner", &CatalogTable::owner),
        field("is_materialized_view", &CatalogTable::isMaterializedView),
        field("rows", &CatalogTable::rows),
        field("live_rows", &CatalogTable::liveRows),
        field("dead_rows", &CatalogTable::deadRows),
        field("transaction_age", &CatalogTable::transactions),
        field("multixact_age", &CatalogTable::multixacts),
        field("can_read", &CatalogTable::canRead),
        inlined(&CatalogTable::space),
        inlined(&CatalogTable::use),
        inlined(&CatalogTable::upkeep),
    };
};

template <>
struct FieldsOf<CatalogIndex> {
    static constexpr auto table = std::tuple{
        field("oid", &CatalogIndex::oid),
        field("table_oid", &CatalogIndex::tableOid),
        field("schema", &CatalogIndex::schema),
        field("name", &CatalogIndex::name),
        field("table", &CatalogIndex::table),
        field("method", &CatalogIndex::method),
        field("bytes", &CatalogIndex::bytes),
        field("estimated_bloat_bytes", &CatalogIndex::bloat),
        field("scans", &CatalogIndex::scans),
        field("last_scan", &CatalogIndex::lastScan),
        field("is_valid", &CatalogIndex::isValid),
        field("is_unique", &CatalogIndex::isUnique),
        field("is_primary", &CatalogIndex::isPrimary),
        field("backs_constraint", &CatalogIndex::backsConstraint),
        field("is_replica_identity", &CatalogIndex::isReplicaIdentity),
        field("is_of_partition", &CatalogIndex::isOfPartition),
        field("is_being_built", &CatalogIndex::isBeingBuilt),
        field("key_columns", &CatalogIndex::keyColumns),
        field("columns", &CatalogIndex::columns),
        field("column_names", &CatalogIndex::names),
        field("classes", &CatalogIndex::classes),
        field("expressions", &CatalogIndex::expressions, Secrecy::Statement),
        field("predicate", &CatalogIndex::predicate, Secrecy::Statement),
    };
};

template <>
struct FieldsOf<CatalogSequence> {
    static constexpr auto table = std::tuple{
        field("oid", &CatalogSequence::oid),
        field("schema", &CatalogSequence::schema),
        field("name", &CatalogSequence::name),
        field("table", &CatalogSequence::table),
        field("column", &CatalogSequence::column),
        field("first", &CatalogSequence::first),
        field("step", &CatalogSequence::step),
        field("limit", &CatalogSequence::limit),
        field("is_column_limit", &CatalogSequence::isColumnLimit),
        field("last", &CatalogSequence::last),
        field("can_read", &CatalogSequence::canRead),
    };
};

template <>
struct FieldsOf<Catalog> {
    static constexpr auto table = std::tuple{
        field("database", &Catalog::database),
        field("filter", &Catalog::filter),
        field("read_at", &Catalog::readAt),
        field("stats_reset", &Catalog::statsReset),
        field("table_count", &Catalog::tableCount),
        field("table_bytes", &Catalog::tableBytes),
        field("tables", &Catalog::tables),
        field("index_count", &Catalog::indexCount),
        field("indexes", &Catalog::indexes),
        field("has_indexes", &Catalog::hasIndexes),
        field("sequences", &Catalog::sequences),
        field("has_sequences", &Catalog::hasSequences),
        field("trouble", &Catalog::trouble, Secrecy::Words),
    };

    static void derive(Catalog &catalog)
    {
        std::ranges::sort(catalog.tables, {}, &CatalogTable::oid); // table() looks for them so
    }
};

LOCKMASTER_TABLE(TableSpace)
LOCKMASTER_TABLE(TableUse)
LOCKMASTER_TABLE(TableUpkeep)
LOCKMASTER_TABLE(CatalogTable)
LOCKMASTER_TABLE(CatalogIndex)
LOCKMASTER_TABLE(CatalogSequence)
LOCKMASTER_TABLE(Catalog)

} // namespace lockmaster
