// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/databasesprobe.h"

#include <unordered_map>

namespace lockmaster {
namespace {

// The server would count them by copying the state of every backend again, a fifth of a sample's cost.
std::unordered_map<std::uint32_t, int> backendsByDatabase(const PostgresState &state)
{
    std::unordered_map<std::uint32_t, int> counts;
    for (const SessionPtr &session : state.sessions)
        ++counts[session->databaseOid];
    return counts;
}

} // namespace

QString DatabasesProbe::name() const
{
    return QStringLiteral("databases");
}

std::chrono::milliseconds DatabasesProbe::cadence() const
{
    return {};
}

// Before 15 the counters come from a file that the statistics collector writes when asked: 10 ms of waiting each time,
// which would pass for the cost of a sample and stretch the interval of all else.
std::chrono::milliseconds DatabasesProbe::cadenceOn(const PostgresDraft &draft) const
{
    return draft.serverVersion < 150000 ? std::chrono::seconds(5) : cadence();
}

std::optional<PgQuery> DatabasesProbe::ask(const PostgresDraft &draft) const
{
    if (draft.names.databases.isEmpty())
        return {};
    QByteArrayList oids{"0"}; // shared objects
    for (const quint32 oid : draft.names.databases.keys())
        oids << QByteArray::number(oid);
    return preparedQuery(name(), draft, {PgParam{'{' + oids.join(',') + '}'}});
}

Result<void> DatabasesProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    draft.next.databases.clear();
    const auto backends = backendsByDatabase(draft.next);
    const auto number = [&](int row, const char *name) { return rows.integer(row, rows.column(name)); };
    for (int row = 0; row < rows.count(); ++row) {
        DatabaseCounters counters;
        counters.oid = static_cast<std::uint32_t>(number(row, "oid"));
        const PostgresNames::Entry entry = draft.names.databases.value(counters.oid);
        counters.name = entry.name;
        counters.connectionLimit = entry.connectionLimit;
        const auto counted = backends.find(counters.oid);
        counters.backends = counted == backends.end() ? 0 : counted->second;
        counters.commits = number(row, "commits");
        counters.rollbacks = number(row, "rollbacks");
        counters.blocksRead = number(row, "blocks_read");
        counters.blocksHit = number(row, "blocks_hit");
        counters.rowsReturned = number(row, "rows_returned");
        counters.rowsFetched = number(row, "rows_fetched");
        counters.rowsInserted = number(row, "rows_inserted");
        counters.rowsUpdated = number(row, "rows_updated");
        counters.rowsDeleted = number(row, "rows_deleted");
        counters.conflicts = number(row, "conflicts");
        counters.tempFiles = number(row, "temp_files");
        counters.tempBytes = number(row, "temp_bytes");
        counters.deadlocks = number(row, "deadlocks");
        counters.statsReset = rows.time(row, rows.column("stats_reset"));
        draft.next.databases.push_back(std::move(counters));
    }
    return {};
}

// Counters that were not read are no counters: kept ones would give a rate of 0 and then a double one.
void DatabasesProbe::forget(PostgresDraft &draft) const
{
    draft.next.databases.clear();
}

} // namespace lockmaster
