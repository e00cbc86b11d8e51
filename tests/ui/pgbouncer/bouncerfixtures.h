// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// States of a PgBouncer made by hand, in front of the PostgreSQL server of fixtures.h, and its pages on screen.
#pragma once

#include "harness/observed.h"
#include "fixtures.h"
#include "model/pgbouncer/pgbouncer.h"
#include "watch/momentbus.h"
#include "ui/common/table/tableview.h"

#include <QLabel>

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

inline const QString kBouncer = u"pgbouncer"_s;

inline Fleet withBouncer()
{
    Fleet made = fleet();
    made.targets.front().parameters = {{u"host"_s, u"10.0.0.5"_s}, {u"port"_s, u"5432"_s}};
    Target bouncer;
    bouncer.name = kBouncer;
    bouncer.kind = ServerKind::PgBouncer;
    made.targets.push_back(bouncer);
    return made;
}

inline PgBouncerSocket socket(const QString &address, const QString &state)
{
    PgBouncerSocket made;
    made.database = u"orders"_s;
    made.user = u"shop"_s;
    made.address = address;
    made.state = state;
    made.connected = kNow - 1h;
    made.requested = kNow - 3s;
    return made;
}

/// The client 0xC1 works through 0x51 with the backend 8123, which is the fixtures' session; 0xC2 waits.
inline PgBouncerState poolsOf(int waiting = 1)
{
    PgBouncerState made;
    made.identity = {u"PgBouncer 1.24.1"_s, 12401, false, u"lockmaster"_s};
    made.serverNow = kNow;
    PgBouncerDatabase orders;
    orders.name = orders.serverDatabase = u"orders"_s;
    orders.host = u"10.0.0.5"_s;
    orders.port = 5432;
    orders.poolSize = 4;
    made.databases = {orders};
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"shop"_s;
    pool.mode = u"transaction"_s;
    pool.serversActive = 3;
    pool.serversIdle = 1;
    PgBouncerPool busy = pool;
    busy.user = u"report"_s;
    busy.serversActive = 4;
    busy.clientsWaiting = waiting;
    busy.longestWait = waiting > 0 ? 2500ms : 0ms;
    made.pools = {pool, busy};
    PgBouncerSocket client = socket(u"0xC1"_s, u"active"_s);
    client.host = u"10.0.0.7"_s;
    client.port = 51234;
    client.application = u"checkout"_s;
    client.link = u"0x51"_s;
    PgBouncerSocket waiter = socket(u"0xC2"_s, u"waiting"_s);
    waiter.wait = 2500ms;
    waiter.application = kHostile;
    PgBouncerSocket server = socket(u"0x51"_s, u"active"_s);
    server.host = u"10.0.0.5"_s;
    server.port = 5432;
    server.localPort = 40000 + 8123;
    server.remotePid = 8123;
    server.link = u"0xC1"_s;
    made.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {client, waiter}});
    made.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {server}});
    made.settings[u"max_client_conn"_s] = {u"100"_s, u"100"_s, true};
    made.settings[u"default_pool_size"_s] = {u"4"_s, u"20"_s, true};
    made.settings[u"listen_port"_s] = {u"6432"_s, u"6432"_s, false};
    return made;
}

inline Snapshot seen(const PgBouncerState &state)
{
    Snapshot made;
    made.target = kBouncer;
    made.link.phase = LinkPhase::Live;
    made.taken.wall = made.dataTaken.wall = kNow;
    made.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return made;
}

inline Snapshot blind()
{
    Snapshot made;
    made.target = kBouncer;
    made.link.phase = LinkPhase::Broken;
    made.link.rung = Rung::Auth;
    made.link.error = Error{ErrorKind::Timeout, u"accepts TCP but does not answer"_s, {}, {}, {}};
    made.taken.wall = kNow;
    return made;
}

/// A page of PgBouncer on screen, its PostgreSQL server known.
template <class PageType>
struct ShownBouncerPage {
    template <class... Arguments>
    explicit ShownBouncerPage(Arguments... arguments) : page(arguments..., bus)
    {
        page.resize(1100, 600);
        page.setTarget(kBouncer);
        page.show();
    }
    void take(Snapshot snapshot) { observe(bus, std::make_shared<const Snapshot>(std::move(snapshot))); }
    QString cell(int row, const QString &column)
    {
        const TableModel &table = page.table().table();
        return table.cell(row, table.columnOf(column)).text;
    }
    QString words()
    {
        QStringList all;
        for (const QLabel *label : page.template findChildren<QLabel *>())
            all << label->text();
        return all.join(u'\n');
    }
    MomentBus bus{withBouncer()};
    PageType page;
};

} // namespace lockmaster::fixtures
