// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, indexes and sequences in each trouble that a rule knows.
#pragma once

#include "harness/catalogfixtures.h"
#include "postgresscene.h"
#include "trouble.h"

#include "model/postgres/replication.h"

namespace lockmaster::fixtures {

/// A primary that has counted for a month, with this catalog.
inline Snapshot serverWith(Catalog catalog, std::vector<Session> sessions = {}, int standbys = 0)
{
    PostgresScene scene;
    scene.sessions = std::move(sessions);
    Snapshot snapshot = scene.snapshot();
    PostgresState state = *snapshot.postgres;
    catalog.database = u"orders"_s;
    catalog.readAt = kNow;
    catalog.statsReset = kNow - std::chrono::days(30);
    state.catalog = std::make_shared<const Catalog>(std::move(catalog));
    Replication replication;
    replication.senders.resize(std::size_t(standbys));
    state.replication = std::make_shared<const Replication>(replication);
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return snapshot;
}

/// A third of its rows is dead, and autovacuum came at a fifth of them.
inline CatalogTable neglected()
{
    CatalogTable table = tableOf(1, u"orders"_s, 900'000'000);
    table.liveRows = 200'000;
    table.deadRows = 100'000;
    table.upkeep.vacuumAt = 50 + 0.2 * 200'000;
    table.upkeep.autovacuumed = kNow - 3h;
    return table;
}

inline Catalog withTable(const CatalogTable &table)
{
    Catalog catalog;
    catalog.tables = {table};
    catalog.tableCount = 1;
    return catalog;
}

inline Catalog withIndex(const CatalogIndex &index)
{
    Catalog catalog;
    catalog.indexes = {index};
    catalog.hasIndexes = true;
    return catalog;
}

inline CatalogIndex brokenIndex(const QString &name, bool isUnique = false)
{
    CatalogIndex index = indexOf(10, name, {2});
    index.isValid = false;
    index.isUnique = isUnique;
    index.bytes = 48LL << 20;
    return index;
}

inline CatalogIndex unusedIndex(std::uint32_t oid, std::int64_t bytes)
{
    CatalogIndex index = indexOf(oid, u"orders_note_%1"_s.arg(oid), {int(oid)});
    index.scans = 0;
    index.bytes = bytes;
    return index;
}

/// Read in full twice a second.
inline CatalogTable readInFull()
{
    CatalogTable table = tableOf(1, u"orders"_s, 90'000'000);
    table.liveRows = 1'000'000;
    table.use.seqScansPerSecond = 2;
    table.use.seqRowsPerSecond = 2'000'000;
    table.use.indexScansPerSecond = 0.5;
    return table;
}

inline CatalogSequence endingSequence(std::int64_t last, bool isColumnLimit)
{
    CatalogSequence sequence;
    sequence.oid = 5;
    sequence.schema = u"public"_s;
    sequence.name = u"orders_id_seq"_s;
    sequence.table = u"orders"_s;
    sequence.column = u"id"_s;
    sequence.limit = 2'147'483'647;
    sequence.last = last;
    sequence.isColumnLimit = isColumnLimit;
    return sequence;
}

inline Catalog withSequence(const CatalogSequence &sequence)
{
    Catalog catalog;
    catalog.sequences = {sequence};
    catalog.hasSequences = true;
    return catalog;
}

inline void addTables(Troubles &all)
{
    CatalogTable never = neglected();
    never.upkeep.autovacuumed.reset();
    CatalogTable byHand = neglected();
    byHand.upkeep.vacuumed = kNow - 1h;
    CatalogTable off = neglected();
    off.upkeep.isAutomatic = false;
    CatalogTable inVain = neglected();
    inVain.upkeep.autovacuumed = kNow - 1min;
    const auto of = [](const CatalogTable &table) { return alone(serverWith(withTable(table))); };
    all.insert(all.end(), {
                              {"dead rows", &rules::deadRows, of(neglected())},
                              {"dead rows, never vacuumed", &rules::deadRows, of(never)},
                              {"dead rows, vacuumed by hand", &rules::deadRows, of(byHand)},
                              {"dead rows, autovacuum off", &rules::deadRows, of(off)},
                              {"dead rows, vacuumed in vain", &rules::deadRows, of(inVain)},
                              {"read in full", &rules::indexMissing, of(readInFull())},
                          });
}

inline void addIndexes(Troubles &all)
{
    Catalog unused = withIndex(unusedIndex(3, 700LL << 20));
    Catalog several = unused;
    several.indexes.push_back(unusedIndex(4, 100LL << 20));
    const auto of = [](const CatalogIndex &index) { return alone(serverWith(withIndex(index))); };
    all.insert(all.end(), {
                              {"an invalid index", &rules::indexInvalid, of(brokenIndex(u"orders_at"_s))},
                              {"an invalid unique index", &rules::indexInvalid, of(brokenIndex(u"orders_no"_s, true))},
                              {"a left-over index", &rules::indexInvalid, of(brokenIndex(u"orders_at_ccnew"_s))},
                              {"an unused index", &rules::indexUnused, alone(serverWith(unused))},
                              {"unused indexes", &rules::indexUnused, alone(serverWith(several, {}, 2))},
                          });
}

inline void addSequences(Troubles &all)
{
    const auto of = [](std::int64_t last, bool isColumnLimit) {
        return alone(serverWith(withSequence(endingSequence(last, isColumnLimit))));
    };
    all.insert(all.end(), {
                              {"a sequence near its end", &rules::sequenceExhausted, of(2'000'000'000, false)},
                              {"a column near its end", &rules::sequenceExhausted, of(2'100'000'000, true)},
                          });
}

inline void addCatalogs(Troubles &all)
{
    addTables(all);
    addIndexes(all);
    addSequences(all);
}

} // namespace lockmaster::fixtures
