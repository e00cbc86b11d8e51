// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncersocketcolumns.h"

#include "model/pgbouncer/poolchain.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/pgbouncer/bouncercolumns.h"
#include "watch/poolhealth.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

using SocketColumn = KeyedColumn<BouncerSocketRow>;
using Number = std::optional<std::int64_t>;

struct SocketColumns {
    Q_DECLARE_TR_FUNCTIONS(SocketColumns)
};

SocketColumn socketStateColumn()
{
    SocketColumn column = textColumn<BouncerSocketRow>(
        columnInfo("state", SocketColumns::tr("State"),
                   SocketColumns::tr(
                       "As PgBouncer says it. ▲ a client waits for a server connection, or a server connection is in "
                       "use without request or answer for %1 while clients wait for its pool.")
                       .arg(formatDuration(kLongSilent)),
                   10),
        [](const BouncerSocketRow &row) { return row.socket.state; });
    column.info.tints = true;
    column.state = [](const BouncerSocketRow &row) {
        return row.socket.state == u"waiting" || row.isHoldingUp ? std::optional(HealthState::Warning) : std::nullopt;
    };
    return column;
}

SocketColumn ageColumnOf(const char *id, const QString &title, const QString &about,
                         std::optional<ServerTime> PgBouncerSocket::*since)
{
    return wholeAgeColumn<BouncerSocketRow>(columnInfo(id, title, about, 11), [since](const BouncerSocketRow &row) {
        return ageAt(row.taken, row.socket.*since);
    });
}

void addWho(std::vector<SocketColumn> &columns)
{
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("database", SocketColumns::tr("Database"), SocketColumns::tr("Its name at PgBouncer."), 12),
        [](const BouncerSocketRow &row) { return row.socket.database; }));
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("user", SocketColumns::tr("User"), SocketColumns::tr("Who it is logged in as."), 12),
        [](const BouncerSocketRow &row) { return row.socket.user; }));
}

void addAges(std::vector<SocketColumn> &columns)
{
    columns.push_back(ageColumnOf("requested", SocketColumns::tr("Last request"),
                                  SocketColumns::tr("How long ago it last asked for something."),
                                  &PgBouncerSocket::requested));
    columns.push_back(ageColumnOf("connected", SocketColumns::tr("Connected"),
                                  SocketColumns::tr("How long the connection has existed."),
                                  &PgBouncerSocket::connected));
}

void addRest(std::vector<SocketColumn> &columns)
{
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("tls", SocketColumns::tr("TLS"), SocketColumns::tr("Version and cipher; empty: not encrypted."), 10),
        [](const BouncerSocketRow &row) { return row.socket.tls; }));
    columns.back().info.yields = 1;
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("closing", SocketColumns::tr("Closing"),
                   SocketColumns::tr("Goes as soon as it is free: after RECONNECT or RELOAD, or by its age."), 9, true),
        [](const BouncerSocketRow &row) { return row.socket.isClosing ? SocketColumns::tr("yes") : QString(); }));
    columns.push_back(numberColumn<BouncerSocketRow>(
        columnInfo("prepared", SocketColumns::tr("Prepared"),
                   SocketColumns::tr("Prepared statements that PgBouncer keeps for it; from 1.21 on."), 9, true),
        [](const BouncerSocketRow &row) -> Number { return row.socket.preparedStatements; }));
    columns.push_back(numberColumn<BouncerSocketRow>(
        columnInfo("id", SocketColumns::tr("Id"), SocketColumns::tr("What KILL_CLIENT takes; from 1.24 on."), 9, true),
        [](const BouncerSocketRow &row) -> Number { return row.socket.id; }));
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("address", SocketColumns::tr("Pointer"),
                   SocketColumns::tr("PgBouncer's name for the connection in its log."), 16, true),
        [](const BouncerSocketRow &row) { return row.socket.address; }));
}

QString pidText(const PgBouncerSocket &server)
{
    return server.remotePid > 0 ? QString::number(server.remotePid) : QString();
}

SocketColumn pidColumn(SocketSide side)
{
    const auto pid = [side](const BouncerSocketRow &row) -> Number {
        const PgBouncerSocket *server = side == SocketSide::Servers ? &row.socket : row.other ? &*row.other : nullptr;
        return server && server->remotePid > 0 ? Number(server->remotePid) : std::nullopt;
    };
    SocketColumn column = numberColumn<BouncerSocketRow>(
        columnInfo("backend", SocketColumns::tr("Backend"),
                   SocketColumns::tr("Process number of the PostgreSQL backend that works for it now."), 9),
        pid);
    column.text = [side](const BouncerSocketRow &row) {
        return side == SocketSide::Servers ? pidText(row.socket) : row.other ? pidText(*row.other) : QString();
    };
    return column;
}

SocketColumn applicationColumn(const QString &about)
{
    SocketColumn column =
        textColumn<BouncerSocketRow>(columnInfo("application", SocketColumns::tr("Application"), about, 16),
                                     [](const BouncerSocketRow &row) { return row.socket.application; });
    column.info.isElastic = column.info.isName = true;
    return column;
}

void addClientSide(std::vector<SocketColumn> &columns)
{
    columns.push_back(applicationColumn(SocketColumns::tr("application_name; PgBouncer tells it from 1.18 on.")));
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("place", SocketColumns::tr("Client"), SocketColumns::tr("Where it connects from."), 18),
        [](const BouncerSocketRow &row) { return placeText(row.socket.host, row.socket.port); }));
    columns.push_back(ageColumn<BouncerSocketRow>(
        columnInfo("wait", SocketColumns::tr("Waits"),
                   SocketColumns::tr("How long it has waited for a server connection; empty: it does not."), 10),
        [](const BouncerSocketRow &row) { return row.socket.wait; }));
    columns.push_back(pidColumn(SocketSide::Clients));
}

void addServerSide(std::vector<SocketColumn> &columns)
{
    columns.push_back(pidColumn(SocketSide::Servers));
    columns.push_back(textColumn<BouncerSocketRow>(
        columnInfo("place", SocketColumns::tr("Server"), SocketColumns::tr("Where PostgreSQL is."), 18),
        [](const BouncerSocketRow &row) { return placeText(row.socket.host, row.socket.port); }));
    columns.push_back(numberColumn<BouncerSocketRow>(
        columnInfo("local_port", SocketColumns::tr("From port"),
                   SocketColumns::tr("PgBouncer's end: PostgreSQL shows it as the client's port."), 10, true),
        [](const BouncerSocketRow &row) -> Number { return row.socket.localPort; }));
    SocketColumn client = textColumn<BouncerSocketRow>(
        columnInfo("client", SocketColumns::tr("Client"), SocketColumns::tr("Who uses it now."), 28),
        [](const BouncerSocketRow &row) {
            if (!row.other)
                return QString();
            const QString place = placeText(row.other->host, row.other->port);
            return row.other->application.isEmpty() ? place
                                                    : QStringLiteral("%1 · %2").arg(row.other->application, place);
        });
    client.info.isElastic = true;
    columns.push_back(client);
}

} // namespace

std::vector<BouncerSocketRow> bouncerSocketRows(const PgBouncerState &state, SocketSide side)
{
    const auto &sockets = side == SocketSide::Clients ? state.clients : state.servers;
    std::vector<BouncerSocketRow> rows;
    if (!sockets)
        return rows;
    for (const PgBouncerSocket &socket : sockets->all) {
        if (socket.database == kPgBouncerConsole)
            continue;
        const PgBouncerSocket *other = otherHalf(state, socket);
        rows.push_back({socket, other ? std::optional(*other) : std::nullopt, sockets->taken,
                        side == SocketSide::Servers && isHoldingUp(state, socket, other, sockets->taken)});
    }
    return rows;
}

std::vector<KeyedColumn<BouncerSocketRow>> bouncerSocketColumns(SocketSide side)
{
    std::vector<SocketColumn> columns{socketStateColumn()};
    addWho(columns);
    if (side == SocketSide::Clients)
        addClientSide(columns);
    else
        addServerSide(columns);
    addAges(columns);
    addRest(columns);
    return columns;
}

} // namespace lockmaster
