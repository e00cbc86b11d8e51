// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

static SessionPtr client(int pid, const QString &application, SessionState state = SessionState::Active)
{
    Session session;
    session.key = {pid, ServerTime(std::chrono::seconds(pid))};
    session.application = application;
    session.user = u"app"_s;
    session.client = u"10.0.0.7"_s;
    session.backendType = u"client backend"_s;
    session.state = state;
    return std::make_shared<const Session>(session);
}

static SessionPtr process(int pid, const QString &type)
{
    Session session;
    session.key.pid = pid;
    session.backendType = type;
    return std::make_shared<const Session>(session);
}

class TestPostgres final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsSessions();
    void countsHeadroom();
    void countsHiddenSessionsOfUsers();
    void neverHasNegativeRoom();
};

void TestPostgres::findsSessions()
{
    PostgresState state;
    QVERIFY(!findSession(state, 7));
    state.sessions = {client(7, u"a"_s), client(9, u"b"_s), client(11, u"c"_s)};
    QCOMPARE(findSession(state, 9), state.sessions[1]);
    QVERIFY(!findSession(state, 8));
    QVERIFY(!findSession(state, 12));
    QCOMPARE(findSession(state, state.sessions[2]->key), state.sessions[2]);
    QVERIFY(!findSession(state, SessionKey{9, ServerTime(std::chrono::seconds(10))})); // the pid lives on as another
}

void TestPostgres::countsHeadroom()
{
    ServerSettings settings;
    settings.maxConnections = 100;
    settings.superuserReserved = 3;
    settings.reserved = 2;
    const Headroom room = headroom({client(1, u"web"_s), client(2, u"job"_s), client(3, u"web"_s, SessionState::Idle),
                                    process(4, u"walsender"_s), process(5, u"checkpointer"_s)},
                                   settings);
    QCOMPARE(room.maximum, 100);
    QCOMPARE(room.reserved, 5);
    QCOMPARE(room.usable, 95);
    QCOMPARE(room.used, 3);
    const std::vector<Headroom::Holder> holders{{u"web"_s, u"app"_s, u"10.0.0.7"_s, 2, 1},
                                                {u"job"_s, u"app"_s, u"10.0.0.7"_s, 1, 0}};
    QCOMPARE(room.holders, holders);
}

void TestPostgres::countsHiddenSessionsOfUsers()
{
    Session hidden;
    hidden.state = SessionState::Hidden;
    Session ofUser = hidden;
    ofUser.databaseOid = 5;
    ofUser.userOid = 10;
    QCOMPARE(headroom({std::make_shared<const Session>(hidden), std::make_shared<const Session>(ofUser)}, {}).used, 1);
}

void TestPostgres::neverHasNegativeRoom()
{
    QCOMPARE(headroom({}, ServerSettings{.maxConnections = 2, .superuserReserved = 3}).usable, 0);
}

LOCKMASTER_TEST(TestPostgres)
#include "tst_postgres.moc"
