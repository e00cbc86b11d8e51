// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncerpoolcolumns.h"

#include "watch/poolhealth.h"
#include "model/pgbouncer/poolchain.h"
#include "ui/common/notices/poolwords.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/pgbouncer/bouncercolumns.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

using PoolColumn = KeyedColumn<BouncerPoolRow>;

struct BouncerPoolColumns {
    Q_DECLARE_TR_FUNCTIONS(BouncerPoolColumns)
};

double fillOf(const BouncerPoolRow &row)
{
    return saturation(row.pool, row.size);
}

bool isPaused(const BouncerPoolRow &row)
{
    return row.isHeldBack || (row.database && row.database->isPaused);
}

PoolColumn countColumn(const char *id, const QString &title, const QString &about, int PgBouncerPool::*member,
                       bool isHidden = false)
{
    TableColumn column = columnInfo(id, title, about, std::max(7, int(title.size()) + 2));
    column.tints = true;
    column.isHidden = isHidden;
    return numberColumn<BouncerPoolRow>(
        column, [member](const BouncerPoolRow &row) { return std::optional<std::int64_t>(row.pool.*member); });
}

PoolColumn poolStateColumn()
{
    PoolColumn column = textColumn<BouncerPoolRow>(
        columnInfo("state", BouncerPoolColumns::tr("State"),
                   BouncerPoolColumns::tr("■ paused with clients that wait, or a long wait; ▲ paused, "
                                          "disabled, clients wait or no server connection is free."),
                   9),
        poolWord);
    column.info.tints = true;
    column.state = [](const BouncerPoolRow &row) { return std::optional(poolRole(row)); };
    return column;
}

PoolColumn waitColumn()
{
    TableColumn column = columnInfo(
        "longest_wait", BouncerPoolColumns::tr("Longest wait"),
        BouncerPoolColumns::tr("How long the first client in the queue has waited for a server connection."), 10);
    return ageColumn<BouncerPoolRow>(column, [](const BouncerPoolRow &row) {
        return row.pool.clientsWaiting > 0 ? Age(row.pool.longestWait) : Age();
    });
}

PoolColumn saturationColumn()
{
    TableColumn described =
        columnInfo("saturation", BouncerPoolColumns::tr("Busy of pool size"),
                   BouncerPoolColumns::tr("Server connections in use, in check or being made, of pool_size: "
                                          "the user's own, else the database's. Above it the reserve is used."),
                   20);
    described.isNumeric = true;
    PoolColumn column = textColumn<BouncerPoolRow>(described, [](const BouncerPoolRow &row) {
        const QString size = row.size ? formatCount(*row.size) : unknownValue();
        return QStringLiteral("%1 / %2").arg(formatCount(row.pool.serversBusy()),
                                             row.size == 0 ? BouncerPoolColumns::tr("no limit") : size);
    });
    column.value = [](const BouncerPoolRow &row) {
        return row.size.value_or(0) > 0 ? CellValue(fillOf(row)) : CellValue();
    };
    column.state = [](const BouncerPoolRow &row) {
        const HealthState fill = poolFillHealth(fillOf(row));
        return fill == HealthState::Ok ? std::nullopt : std::optional(fill);
    };
    return column;
}

void addClients(std::vector<PoolColumn> &columns)
{
    columns.push_back(
        countColumn("waiting", BouncerPoolColumns::tr("Waiting"),
                    BouncerPoolColumns::tr("Clients that have sent a query and wait for a server connection."),
                    &PgBouncerPool::clientsWaiting));
    columns.push_back(waitColumn());
    columns.push_back(countColumn("active", BouncerPoolColumns::tr("Active"),
                                  BouncerPoolColumns::tr("Clients that have a server connection or need none now."),
                                  &PgBouncerPool::clientsActive));
    columns.push_back(countColumn("cancelling", BouncerPoolColumns::tr("Cancelling"),
                                  BouncerPoolColumns::tr("Cancel requests that are waiting or under way."),
                                  &PgBouncerPool::clientsCancelling, true));
}

void addServers(std::vector<PoolColumn> &columns)
{
    columns.push_back(saturationColumn());
    columns.push_back(countColumn("servers_active", BouncerPoolColumns::tr("In use"),
                                  BouncerPoolColumns::tr("Server connections that a client uses."),
                                  &PgBouncerPool::serversActive, true));
    columns.push_back(countColumn("servers_idle", BouncerPoolColumns::tr("Idle"),
                                  BouncerPoolColumns::tr("Server connections that are free."),
                                  &PgBouncerPool::serversIdle));
    columns.push_back(
        countColumn("servers_used", BouncerPoolColumns::tr("Used"),
                    BouncerPoolColumns::tr(
                        "Server connections idle for more than server_check_delay: checked before the next use."),
                    &PgBouncerPool::serversUsed, true));
    columns.push_back(
        countColumn("servers_tested", BouncerPoolColumns::tr("Tested"),
                    BouncerPoolColumns::tr("Server connections that run server_reset_query or server_check_query."),
                    &PgBouncerPool::serversTested, true));
    columns.push_back(countColumn("servers_login", BouncerPoolColumns::tr("Login"),
                                  BouncerPoolColumns::tr("Server connections that are being made."),
                                  &PgBouncerPool::serversLogin));
    columns.push_back(
        countColumn("servers_cancelling", BouncerPoolColumns::tr("In cancel"),
                    BouncerPoolColumns::tr("Server connections that carry a cancel request or wait for one to end."),
                    &PgBouncerPool::serversCancelling, true));
}

QString othersText(const BouncerPoolRow &row)
{
    QStringList parts;
    const auto add = [&parts](const PgBouncerOthers &others) {
        for (const auto &[column, value] : others)
            parts << QStringLiteral("%1=%2").arg(column, value);
    };
    add(row.pool.others);
    if (row.database)
        add(row.database->others);
    return parts.join(u' ');
}

PoolColumn othersColumn()
{
    TableColumn column =
        columnInfo("others", BouncerPoolColumns::tr("Other columns"),
                   BouncerPoolColumns::tr("What else this version of PgBouncer tells, in its own words."), 20);
    column.isHidden = true;
    return textColumn<BouncerPoolRow>(column, othersText);
}

void addPlace(std::vector<PoolColumn> &columns)
{
    columns.push_back(textColumn<BouncerPoolRow>(
        columnInfo(
            "mode", BouncerPoolColumns::tr("Mode"),
            BouncerPoolColumns::tr("When a server connection goes back: after the session, transaction or statement."),
            9),
        [](const BouncerPoolRow &row) { return row.pool.mode; }));
    TableColumn place =
        columnInfo("server", BouncerPoolColumns::tr("Server"), BouncerPoolColumns::tr("Where the database is."), 18);
    place.isElastic = true;
    columns.push_back(textColumn<BouncerPoolRow>(place, [](const BouncerPoolRow &row) {
        if (!row.database)
            return QString();
        const PgBouncerDatabase &database = *row.database;
        return QStringLiteral("%1/%2").arg(
            placeText(database.host.isEmpty() ? QStringLiteral("unix") : database.host, database.port),
            database.serverDatabase);
    }));
    TableColumn reserve = columnInfo(
        "reserve", BouncerPoolColumns::tr("Reserve"),
        BouncerPoolColumns::tr("reserve_pool_size: more server connections for clients that have waited long."), 9);
    reserve.isHidden = true;
    columns.push_back(
        numberColumn<BouncerPoolRow>(reserve, [](const BouncerPoolRow &row) -> std::optional<std::int64_t> {
            return row.database && row.database->reservePool ? std::optional<std::int64_t>(*row.database->reservePool)
                                                             : std::nullopt;
        }));
}

} // namespace

HealthState poolRole(const BouncerPoolRow &row)
{
    return poolHealth(row.pool, fillOf(row), isPaused(row), row.database && row.database->isDisabled);
}

QString poolWord(const BouncerPoolRow &row)
{
    return poolStateWord(row.pool, fillOf(row), isPaused(row), row.database && row.database->isDisabled);
}

std::vector<BouncerPoolRow> bouncerPoolRows(const PgBouncerState &state)
{
    const bool isHeldBack = state.isPaused.value_or(false) || state.isSuspended.value_or(false);
    std::vector<BouncerPoolRow> rows;
    for (const PgBouncerPool &pool : state.pools) {
        const PgBouncerDatabase *database = databaseOf(state, pool);
        rows.push_back({pool, database ? std::optional(*database) : std::nullopt, poolSize(state, pool), isHeldBack});
        rows.back().pool.longestWait = waitOf(state, pool);
    }
    for (const PgBouncerDatabase &database : state.databases) {
        if (!database.isStopped() || std::ranges::contains(state.pools, database.name, &PgBouncerPool::database))
            continue;
        PgBouncerPool none;
        none.database = database.name;
        rows.push_back({none, database, database.poolSize, isHeldBack});
    }
    return rows;
}

std::vector<KeyedColumn<BouncerPoolRow>> bouncerPoolColumns()
{
    std::vector<PoolColumn> columns{
        textColumn<BouncerPoolRow>(columnInfo("database", BouncerPoolColumns::tr("Database"),
                                              BouncerPoolColumns::tr("Its name at PgBouncer."), 10),
                                   [](const BouncerPoolRow &row) { return row.pool.database; }),
        textColumn<BouncerPoolRow>(columnInfo("user", BouncerPoolColumns::tr("User"),
                                              BouncerPoolColumns::tr("A pool is of one user and one database."), 9),
                                   [](const BouncerPoolRow &row) { return row.pool.user; }),
        poolStateColumn()};
    addClients(columns);
    addServers(columns);
    addPlace(columns);
    columns.push_back(othersColumn());
    return columns;
}

} // namespace lockmaster
