// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/databasesprobe.h"

#include <algorithm>

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {
namespace {

PgBouncerDatabase databaseIn(const RowReader &row)
{
    const auto optional = [&](const char *column) {
        return row.count(column).transform([](std::int64_t value) { return static_cast<int>(value); });
    };
    PgBouncerDatabase database;
    database.name = row.text("name");
    database.host = row.text("host");
    database.port = row.number("port");
    database.serverDatabase = row.text("database");
    database.poolSize = row.number("pool_size");
    database.minPoolSize = optional("min_pool_size");
    database.reservePool =
        optional("reserve_pool_size").or_else([&] { return optional("reserve_pool"); }); // until 1.23
    database.mode = row.text("pool_mode");
    database.maxConnections = row.number("max_connections");
    database.currentConnections = row.number("current_connections");
    database.maxClients = optional("max_client_connections");
    database.currentClients = optional("current_client_connections");
    database.isPaused = row.flag("paused");
    database.isDisabled = row.flag("disabled");
    database.others = row.others();
    return database;
}

// PgBouncer does not say since when: it is what we have seen ourselves.
std::optional<ServerTime> stoppedSince(const PgBouncerDatabase &database, const PgBouncerDraft &draft)
{
    if (!database.isStopped() || !draft.hasDatabases)
        return {};
    const auto before = std::ranges::find(draft.next.databases, database.name, &PgBouncerDatabase::name);
    const bool wasStopped = before != draft.next.databases.end() && before->isStopped();
    return wasStopped ? before->stoppedSince : draft.next.serverNow;
}

} // namespace

QString DatabasesProbe::name() const
{
    return QStringLiteral("databases");
}

QByteArray DatabasesProbe::command() const
{
    return "SHOW DATABASES";
}

Result<void> DatabasesProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    const auto fits = requireColumns(rows, {"name", "host", "port", "database", "pool_size", "max_connections",
                                            "current_connections", "paused", "disabled"});
    if (!fits)
        return fits;
    std::vector<PgBouncerDatabase> databases;
    for (int row = 0; row < rows.count(); ++row) {
        PgBouncerDatabase database = databaseIn(RowReader(rows, row));
        if (database.name == kPgBouncerConsole)
            continue;
        database.stoppedSince = stoppedSince(database, draft);
        databases.push_back(std::move(database));
    }
    draft.next.databases = std::move(databases);
    draft.hasDatabases = true;
    return {};
}

} // namespace lockmaster::pgbouncer
