// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way from a client through PgBouncer to a backend and back, over two snapshots.
#include <QTest>

#include "harness/testprogram.h"
#include "model/pgbouncer/pooltrace.h"
#include "model/subject.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ServerTime kStart{1'795'000'000s};

Target postgresAt(const QString &name, const QString &host, const QString &port)
{
    Target target;
    target.name = name;
    target.parameters = {{u"host"_s, host}, {u"port"_s, port}};
    return target;
}

SnapshotPtr sessionsOf(const QString &target, std::vector<std::pair<int, int>> pidsAndPorts)
{
    PostgresState state;
    for (const auto &[pid, port] : pidsAndPorts) {
        auto session = std::make_shared<Session>();
        session->key = {pid, kStart};
        session->clientPort = port;
        state.sessions.push_back(session);
    }
    Snapshot snapshot;
    snapshot.target = target;
    snapshot.postgres = std::make_shared<const PostgresState>(state);
    return std::make_shared<const Snapshot>(snapshot);
}

/// A client of "orders" at db1:5432, whose backend has pid 4711 and is called from port 50000.
PgBouncerState chain()
{
    PgBouncerState state;
    PgBouncerDatabase orders;
    orders.name = u"orders"_s;
    orders.host = u"db1"_s;
    orders.port = 5432;
    state.databases = {orders};
    PgBouncerSocket client;
    client.address = u"0xC"_s;
    client.link = u"0x5"_s;
    PgBouncerSocket server;
    server.database = u"orders"_s;
    server.address = u"0x5"_s;
    server.link = u"0xC"_s;
    server.host = u"10.0.0.5"_s;
    server.port = 5432;
    server.localPort = 50000;
    server.remotePid = 4711;
    state.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kStart, {client}});
    state.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kStart, {server}});
    return state;
}

struct Seen {
    QMap<QString, SnapshotPtr> snapshots;
    SnapshotPtr operator()(const QString &target) const { return snapshots.value(target); }
};

} // namespace

class TestPoolTrace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConnectionKnowsItsOtherHalf()
    {
        const PgBouncerState state = chain();
        QCOMPARE(otherHalf(state, state.clients->all[0]), &state.servers->all[0]);
        QCOMPARE(otherHalf(state, state.servers->all[0]), &state.clients->all[0]);
        PgBouncerSocket idle = state.clients->all[0];
        idle.link.clear();
        QVERIFY(!otherHalf(state, idle));
    }

    void thePidAloneProvesNothing_data()
    {
        QTest::addColumn<int>("pid");
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("isIt");
        QTest::newRow("the one") << 4711 << 50000 << true;
        QTest::newRow("same pid, another caller") << 4711 << 50001 << false;
        QTest::newRow("same caller, another pid") << 4712 << 50000 << false;
        QTest::newRow("over a socket") << 4711 << -1 << false;
    }
    void thePidAloneProvesNothing()
    {
        QFETCH(int, pid);
        QFETCH(int, port);
        const SnapshotPtr snapshot = sessionsOf(u"db"_s, {{pid, port}});
        const PgBouncerState state = chain();
        QTEST(backendOf(state.servers->all[0], *snapshot->postgres) != nullptr, "isIt");
        QTEST(connectionOf(*snapshot->postgres->sessions[0], state) != nullptr, "isIt");
    }

    void aUnixSocketHasNoPort()
    {
        PgBouncerSocket server = chain().servers->all[0];
        server.host = u"unix"_s;
        QVERIFY(backendOf(server, *sessionsOf(u"db"_s, {{4711, -1}})->postgres));
        QVERIFY(!backendOf(server, *sessionsOf(u"db"_s, {{4711, 50000}})->postgres));
    }

    void whereADatabaseIs_data()
    {
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("port");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("same") << u"db1"_s << u"db1"_s << u"5432"_s << true;
        QTest::newRow("default port") << u"db1"_s << u"db1"_s << QString() << true;
        QTest::newRow("another port") << u"db1"_s << u"db1"_s << u"5433"_s << false;
        QTest::newRow("another host") << u"db1"_s << u"db2"_s << u"5432"_s << false;
        QTest::newRow("this machine") << u"127.0.0.1"_s << u"localhost"_s << u"5432"_s << true;
        QTest::newRow("a socket here") << QString() << u"/run/postgresql"_s << u"5432"_s << true;
    }
    void whereADatabaseIs()
    {
        QFETCH(QString, database);
        QFETCH(QString, target);
        QFETCH(QString, port);
        PgBouncerDatabase orders;
        orders.host = database;
        orders.port = 5432;
        QTEST(isAt(orders, postgresAt(u"t"_s, target, port)), "isThere");
    }

    void theBackendIsFoundAtItsPlaceFirst()
    {
        const PgBouncerState state = chain();
        const Fleet fleet{{postgresAt(u"twin"_s, u"db9"_s, u"5432"_s), postgresAt(u"orders"_s, u"db1"_s, u"5432"_s)}};
        const Seen both{{{u"twin"_s, sessionsOf(u"twin"_s, {{4711, 50000}})},
                         {u"orders"_s, sessionsOf(u"orders"_s, {{4711, 50000}})}}};
        QCOMPARE(traceBackend(state, state.servers->all[0], fleet, both).target, u"orders"_s);
        const Seen other{{{u"twin"_s, both(u"twin"_s)}, {u"orders"_s, sessionsOf(u"orders"_s, {})}}};
        QCOMPARE(traceBackend(state, state.servers->all[0], fleet, other).target, u"twin"_s); // known by another name
        const Seen none{{{u"orders"_s, sessionsOf(u"orders"_s, {})}}};
        QCOMPARE(traceBackend(state, state.servers->all[0], fleet, none).target, u"orders"_s);
        QVERIFY(!traceBackend(state, state.servers->all[0], fleet, none).session);
        QCOMPARE(traceBackend(state, state.servers->all[0], {{fleet.targets[0]}}, none).target, QString());
    }

    void theClientIsFoundFromTheSession()
    {
        Target bouncer;
        bouncer.name = u"pooler"_s;
        bouncer.kind = ServerKind::PgBouncer;
        Snapshot snapshot;
        snapshot.pgbouncer = std::make_shared<const PgBouncerState>(chain());
        const Seen seen{{{u"pooler"_s, std::make_shared<const Snapshot>(snapshot)}}};
        const auto sessions = sessionsOf(u"db"_s, {{4711, 50000}, {4711, 50009}})->postgres->sessions;
        const ClientTrace trace = traceClient(*sessions[0], {{bouncer}}, seen);
        QCOMPARE(trace.target, u"pooler"_s);
        QCOMPARE(trace.client->address, u"0xC"_s);
        QCOMPARE(trace.taken, kStart);
        QCOMPARE(traceClient(*sessions[1], {{bouncer}}, seen).target, QString());
    }

    void anItemNamesItsSession()
    {
        const SessionKey key{4711, kStart + 123456us};
        QCOMPARE(sessionOfItem(itemOf(key)), key);
        QCOMPARE(sessionOfItem(u"nonsense"_s).pid, 0);
    }
};

LOCKMASTER_TEST(TestPoolTrace)
#include "tst_pooltrace.moc"
