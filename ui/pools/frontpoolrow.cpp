// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/frontpoolrow.h"

#include "model/pgbouncer/poolchain.h"
#include "ui/common/notices/poolwords.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/pools/poolstext.h"
#include "watch/poolhealth.h"

#include <algorithm>

namespace lockmaster {

namespace {

KeyedColumn<FrontPoolRow> text(const char *id, const QString &title, const QString &about, int width,
                               std::function<QString(const FrontPoolRow &)> words)
{
    return lineColumn<FrontPoolRow>(columnInfo(id, title, about, width), std::move(words));
}

KeyedColumn<FrontPoolRow> count(const char *id, const QString &title, const QString &about, int PgBouncerPool::*member)
{
    auto column = countColumn<FrontPoolRow>(columnInfo(id, title, about, 9), [member](const FrontPoolRow &row) {
        return std::optional(double(row.pool.*member));
    });
    column.info.tints = true;
    return column;
}

QString stateText(const FrontPoolRow &row)
{
    if (row.isBlind)
        return PoolsText::tr("not seen now");
    return poolStateWord(row.pool, saturation(row.pool, row.size), row.isPaused, row.isDisabled);
}

std::optional<HealthState> stateRole(const FrontPoolRow &row)
{
    if (row.isBlind)
        return HealthState::Blind;
    return poolHealth(row.pool, saturation(row.pool, row.size), row.isPaused, row.isDisabled);
}

KeyedColumn<FrontPoolRow> busy()
{
    TableColumn described = columnInfo(
        "busy", PoolsText::tr("Busy of pool size"),
        PoolsText::tr(
            "Server connections in use, in check or being made, of the most this pool may have, without the reserve."),
        20);
    described.isNumeric = true;
    auto column = lineColumn<FrontPoolRow>(described, [](const FrontPoolRow &row) {
        const QString size = row.size ? formatCount(*row.size) : unknownValue();
        return QStringLiteral("%1 / %2").arg(formatCount(row.pool.serversBusy()),
                                             row.size == 0 ? PoolsText::tr("no limit") : size);
    });
    column.value = [](const FrontPoolRow &row) {
        return row.size.value_or(0) > 0 ? CellValue(saturation(row.pool, row.size)) : CellValue();
    };
    column.state = [](const FrontPoolRow &row) {
        return saturation(row.pool, row.size) >= 1 ? std::optional(HealthState::Warning) : std::nullopt;
    };
    return column;
}

void addPools(const Snapshot &snapshot, const Target &server, std::vector<FrontPoolRow> &rows)
{
    const bool isHeldBack =
        snapshot.pgbouncer->isPaused.value_or(false) || snapshot.pgbouncer->isSuspended.value_or(false);
    for (const PgBouncerPool &pool : snapshot.pgbouncer->pools) {
        const auto &databases = snapshot.pgbouncer->databases;
        const auto database = std::ranges::find(databases, pool.database, &PgBouncerDatabase::name);
        if (database != databases.end() && isAt(*database, server))
            rows.push_back({snapshot.target, pool, poolSize(*snapshot.pgbouncer, pool),
                            database->isPaused || isHeldBack, database->isDisabled, !isLive(snapshot.link)});
    }
}

} // namespace

QStringList bouncersBefore(const std::vector<SnapshotPtr> &fleet, const Target &server)
{
    QStringList names;
    for (const SnapshotPtr &snapshot : fleet) {
        const auto leadsHere = [&](const PgBouncerDatabase &database) { return isAt(database, server); };
        if (snapshot && snapshot->pgbouncer && std::ranges::any_of(snapshot->pgbouncer->databases, leadsHere))
            names << snapshot->target;
    }
    return names;
}

std::vector<FrontPoolRow> frontPools(const std::vector<SnapshotPtr> &fleet, const Target &server)
{
    std::vector<FrontPoolRow> rows;
    for (const SnapshotPtr &snapshot : fleet) {
        if (snapshot && snapshot->pgbouncer)
            addPools(*snapshot, server, rows);
    }
    return rows;
}

std::vector<KeyedColumn<FrontPoolRow>> frontPoolColumns()
{
    auto state =
        text("state", PoolsText::tr("State"), PoolsText::tr("Whether clients get server connections."), 12, stateText);
    state.state = stateRole;
    auto bouncer = text("bouncer", PoolsText::tr("PgBouncer"),
                        PoolsText::tr("Target of the fleet. Return or a double click opens it."), 14,
                        [](const FrontPoolRow &row) { return row.bouncer; });
    bouncer.info.isElastic = true;
    return {bouncer,
            text("database", PoolsText::tr("Database"), PoolsText::tr("As clients of PgBouncer call it."), 12,
                 [](const FrontPoolRow &row) { return row.pool.database; }),
            text("user", PoolsText::tr("User"), PoolsText::tr("A pool is of one user and database."), 10,
                 [](const FrontPoolRow &row) { return row.pool.user; }),
            state,
            count("active", PoolsText::tr("Clients"),
                  PoolsText::tr("Clients that are tied to a server connection, or need none now."),
                  &PgBouncerPool::clientsActive),
            count("waiting", PoolsText::tr("Waiting"), PoolsText::tr("Clients that wait for a server connection."),
                  &PgBouncerPool::clientsWaiting),
            durationColumn<FrontPoolRow>(
                columnInfo("longest", PoolsText::tr("Longest wait"),
                           PoolsText::tr("Of the client that has waited longest."), 11),
                [](const FrontPoolRow &row) { return std::optional(double(row.pool.longestWait.count()) / 1e6); }),
            busy(),
            count("free", PoolsText::tr("Idle"), PoolsText::tr("Server connections that are ready for use."),
                  &PgBouncerPool::serversIdle),
            text("mode", PoolsText::tr("Mode"), PoolsText::tr("When a client gives its server connection back."), 10,
                 [](const FrontPoolRow &row) { return row.pool.mode; })};
}

} // namespace lockmaster
