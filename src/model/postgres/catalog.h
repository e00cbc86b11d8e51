// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, indexes and sequences of one database at one moment. Of many tables those are told that come first by some order
// (catalogorder.h), never all.
#pragma once

#include <QString>
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/countsum.h"
#include "model/servertime.h"

namespace lockmaster {

/// Bytes. The files are measured; bloat is estimated, see bloat.h.
struct TableSpace {
    std::int64_t heap = 0;                 ///< the rows themselves
    std::int64_t toast = 0;                ///< long values and their index, and the maps of free and visible pages
    std::int64_t indexes = 0;              ///< all of them
    std::int64_t planned = 0;              ///< the heap as the last vacuum or analyze counted it
    std::optional<std::int64_t> bloat;     ///< of the heap, estimated; absent: see CatalogTable::canRead
    std::optional<double> growthPerSecond; ///< of all, over up to an hour of watching; absent: watched too short

    [[nodiscard]] std::int64_t all() const { return sumOfAmounts(heap, toast, indexes); }
    bool operator==(const TableSpace &) const = default;
};

/// Counters since Catalog::statsReset, and how fast they go since the reading before; rates are absent at the first.
struct TableUse {
    std::int64_t seqScans = 0;
    std::int64_t seqRows = 0; ///< read by those
    std::int64_t indexScans = 0;
    std::int64_t indexRows = 0; ///< fetched by those
    std::int64_t inserts = 0;
    std::int64_t updates = 0;
    std::int64_t hotUpdates = 0; ///< of the updates: those that touched no index
    std::int64_t deletes = 0;
    std::optional<double> seqScansPerSecond;
    std::optional<double> seqRowsPerSecond;
    std::optional<double> indexScansPerSecond;
    std::optional<double> writesPerSecond; ///< rows inserted, updated, deleted

    bool operator==(const TableUse &) const = default;
};

/// Vacuum and analyze: when, by whom, and from when on autovacuum does them. Thresholds are in rows, with the table's own
/// settings.
struct TableUpkeep {
    std::optional<ServerTime> vacuumed;     ///< by hand
    std::optional<ServerTime> autovacuumed; ///< by autovacuum
    std::optional<ServerTime> analyzed;
    std::optional<ServerTime> autoanalyzed;
    std::int64_t modifiedRows = 0;  ///< since the last analyze
    std::int64_t insertedRows = 0;  ///< since the last vacuum
    double vacuumAt = 0;            ///< dead rows
    std::optional<double> insertAt; ///< inserted rows; absent: switched off
    double analyzeAt = 0;           ///< modified rows
    std::int64_t freezeAt = 0;      ///< age in transactions: autovacuum_freeze_max_age
    bool isAutomatic = true;        ///< autovacuum is on, for this table too

    [[nodiscard]] std::optional<ServerTime> lastVacuum() const { return std::max(vacuumed, autovacuumed); }
    [[nodiscard]] std::optional<ServerTime> lastAnalyze() const { return std::max(analyzed, autoanalyzed); }
    bool operator==(const TableUpkeep &) const = default;
};

struct CatalogTable {
    std::uint32_t oid = 0;
    QString schema;
    QString name;
    QString owner;
    bool isMaterializedView = false;
    std::optional<std::int64_t> rows; ///< as the last vacuum or analyze estimated them; absent: never counted
    std::int64_t liveRows = 0;        ///< by the counters of activity, which are estimates too
    std::int64_t deadRows = 0;
    std::int64_t transactions = 0; ///< age(relfrozenxid), the older of the table and its TOAST table
    std::int64_t multixacts = 0;   ///< mxid_age(relminmxid), likewise
    /// We may read it. Else what it takes to estimate bloat is hidden: pg_stats shows statistics of readable tables only.
    bool canRead = true;
    TableSpace space;
    TableUse use;
    TableUpkeep upkeep;

    /// Of the rows that are there; absent where there are none.
    [[nodiscard]] std::optional<double> deadShare() const
    {
        const double all = double(liveRows) + double(deadRows);
        return all > 0 ? std::optional(double(deadRows) / all) : std::nullopt;
    }
    bool operator==(const CatalogTable &) const = default;
};

struct CatalogIndex {
    std::uint32_t oid = 0;
    std::uint32_t tableOid = 0;
    QString schema;
    QString name;
    QString table;  ///< in the same schema
    QString method; ///< "btree", "gin", …
    std::int64_t bytes = 0;
    std::optional<std::int64_t> bloat;  ///< of a btree, estimated; see bloat.h
    std::int64_t scans = 0;             ///< since Catalog::statsReset
    std::optional<ServerTime> lastScan; ///< 16+
    bool isValid = true;
    bool isUnique = false;
    bool isPrimary = false;
    bool backsConstraint = false; ///< dropping it needs ALTER TABLE … DROP CONSTRAINT
    bool isReplicaIdentity = false;
    bool isOfPartition = false;       ///< belongs to an index of the partitioned table
    std::optional<bool> isBeingBuilt; ///< an index of its table is, now; absent: hidden from us
    int keyColumns = 0;               ///< the further ones are INCLUDEd
    std::vector<int> columns;         ///< numbers of the table's columns; 0: an expression
    QString names;                    ///< of the key columns, for people: "customer, at"
    QString classes;                  ///< operator classes, collations and directions, to be compared alone
    QString expressions;
    QString predicate; ///< of a partial index

    bool operator==(const CatalogIndex &) const = default;
};

/// Ascending or descending; those that start again at their end are not told.
struct CatalogSequence {
    std::uint32_t oid = 0;
    QString schema;
    QString name;
    QString table;  ///< that it feeds; empty: none
    QString column; ///< likewise
    std::int64_t first = 1;
    std::int64_t step = 1;
    std::int64_t limit = 0;           ///< the last number there can be
    bool isColumnLimit = false;       ///< the column takes no larger ones, though the sequence would
    std::optional<std::int64_t> last; ///< absent: never used, or hidden from us
    bool canRead = true;              ///< needs SELECT or USAGE

    /// Of the numbers there are, so many are gone; absent: not known.
    [[nodiscard]] std::optional<double> used() const;
    [[nodiscard]] std::optional<std::int64_t> left() const; ///< numbers to come
    bool operator==(const CatalogSequence &) const = default;
};

struct Catalog {
    QString database;
    QString filter;                       ///< what tables were asked for: part of "schema.name"; empty: all
    ServerTime readAt{};                  ///< the tables, by the server's clock
    std::optional<ServerTime> statsReset; ///< absent: counters have run since the server was made, or crashed last
    std::int64_t tableCount = 0;          ///< that there are, of those asked for
    std::int64_t tableBytes = 0;          ///< of those, as the last vacuum or analyze counted them, without indexes
    std::vector<CatalogTable> tables;     ///< by oid; all, or the first by some order
    std::int64_t indexCount = 0;          ///< in the whole database
    std::vector<CatalogIndex> indexes;    ///< by oid; those of the tables, and whatever is wrong with others
    bool hasIndexes = false;              ///< they were read
    std::vector<CatalogSequence> sequences;
    bool hasSequences = false;
    QString trouble; ///< why there is nothing: the server's words; of another database than the target's own

    [[nodiscard]] bool isPartial() const { return std::int64_t(tables.size()) < tableCount; }
    [[nodiscard]] const CatalogTable *table(std::uint32_t oid) const; ///< null when it is not told
    bool operator==(const Catalog &) const = default;
};

} // namespace lockmaster
