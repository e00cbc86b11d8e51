// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of one PostgreSQL target: that it cannot be seen, is full or busy; a healthy one gives none.
#include "harness/testprogram.h"

#include "model/postgres/session.h"
#include "postgresscene.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Snapshot blind(LinkPhase phase, Rung rung, Error error)
{
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = phase;
    snapshot.link.rung = rung;
    snapshot.link.since = kNow - 90s;
    snapshot.link.error = std::move(error);
    return snapshot;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthyTargetGivesNone();
    void unreachableTellsRungAndWords();
    void blindTargetAccusesNobody();
    void startingIsNotUnreachable();
    void hiddenComesWithGrant();
    void connections_data();
    void connections();
    void refusedForLackOfSlots();
    void idleTransactions_data();
    void idleTransactions();
    void longQueries_data();
    void longQueries();
    void worstComesFirst();
    void trackingIsSwitchedOnWhereTheServerHasItOff();
    void jsonIsStable();
};

void TestFindings::healthyTargetGivesNone()
{
    PostgresScene scene;
    for (int pid = 1; pid <= 40; ++pid)
        scene.sessions.push_back(session(pid, pid % 4 == 0 ? SessionState::Active : SessionState::Idle));
    Session between = session(50, SessionState::IdleInTransaction);
    between.stateChange = kNow - 3ms;
    for (int i = 0; i < 6; ++i, ++between.key.pid) // busy transactions between two statements
        scene.sessions.push_back(between);
    scene.samples = {{u"sum(rate(pg_stat_database_deadlocks))"_s, 0.0}};
    QCOMPARE(ids(scene.found()), QStringList());
}

void TestFindings::unreachableTellsRungAndWords()
{
    const auto all = findings(blind(LinkPhase::Refused, Rung::Auth,
                                    {ErrorKind::Auth,
                                     u"The server refuses this role or its password"_s,
                                     u"password authentication failed for user \"lockmaster\""_s,
                                     {},
                                     u"28P01"_s}));
    QCOMPARE(ids(all), QStringList{u"target.unreachable"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Critical);
    QCOMPARE(all.front().target, u"orders-primary"_s);
    const QJsonObject evidence = all.front().evidence;
    QCOMPARE(evidence[u"rung"_s].toString(), u"auth"_s);
    QCOMPARE(evidence[u"since"_s].toString().left(19), u"2026-11-18T11:05:10"_s);
    QCOMPARE(evidence[u"error"_s][u"sqlstate"_s].toString(), u"28P01"_s);
    QVERIFY(sentenceOf(all.front()).contains(u"password authentication failed"_s));
}

void TestFindings::blindTargetAccusesNobody()
{
    Snapshot snapshot = hotRow(5, 30s).snapshot();
    snapshot.link.phase = LinkPhase::Late;
    snapshot.link.rung = Rung::Query;
    snapshot.link.error = Error{ErrorKind::Timeout, u"The server has not answered yet"_s, {}, {}, {}};
    QCOMPARE(ids(findings(snapshot)), QStringList{u"target.unreachable"_s});
}

void TestFindings::startingIsNotUnreachable()
{
    const auto all = findings(
        blind(LinkPhase::Broken, Rung::Auth,
              {ErrorKind::Starting, u"up but not ready"_s, u"the database system is starting up"_s, {}, u"57P03"_s}));
    QCOMPARE(ids(all), QStringList{u"target.starting"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Warning);
}

void TestFindings::hiddenComesWithGrant()
{
    PostgresScene scene;
    scene.hidden = {u"Queries are hidden. To show them: GRANT pg_monitor TO lockmaster;"_s};
    QCOMPARE(ids(scene.found()), QStringList{u"target.hidden"_s});
    QCOMPARE(scene.found().front().severity, FindingSeverity::Info);
    QVERIFY(sentenceOf(scene.found().front()).contains(u"GRANT pg_monitor"_s));
}

void TestFindings::connections_data()
{
    QTest::addColumn<int>("used");
    QTest::addColumn<QString>("severity"); // of 97 usable
    QTest::newRow("79.4 %") << 77 << QString();
    QTest::newRow("80.4 %") << 78 << u"warning"_s;
    QTest::newRow("89.7 %") << 87 << u"warning"_s;
    QTest::newRow("90.7 %") << 88 << u"critical"_s;
}

void TestFindings::connections()
{
    QFETCH(int, used);
    QFETCH(QString, severity);
    PostgresScene scene;
    for (int pid = 1; pid <= used; ++pid)
        scene.sessions.push_back(session(pid, SessionState::Idle));
    const auto all = scene.found();
    QCOMPARE(all.empty() ? QString() : findingSeverityName(all.front().severity), severity);
    if (!all.empty()) {
        QCOMPARE(all.front().id, u"pg.connections.exhausted"_s);
        QCOMPARE(all.front().evidence[u"used"_s].toInt(), used);
        QCOMPARE(all.front().evidence[u"reserved"_s].toInt(), 3);
        QCOMPARE(all.front().evidence[u"holders"_s][0][u"application"_s].toString(), u"billing-worker"_s);
        QCOMPARE(all.front().evidence[u"holders"_s][0][u"idle"_s].toInt(), used);
    }
}

void TestFindings::refusedForLackOfSlots()
{
    const auto all =
        findings(blind(LinkPhase::Broken, Rung::Auth,
                       {ErrorKind::Full, u"full"_s, u"sorry, too many clients already"_s, {}, u"53300"_s}));
    QCOMPARE(ids(all), QStringList{u"pg.connections.exhausted"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Critical);
    QVERIFY(sentenceOf(all.front()).contains(u"too many clients"_s));
}

void TestFindings::idleTransactions_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("three for a while") << 3 << 299 << false;
    QTest::newRow("four") << 4 << 10 << true;
    QTest::newRow("one for too long") << 1 << 301 << true;
}

void TestFindings::idleTransactions()
{
    QFETCH(int, count);
    QFETCH(int, age);
    QFETCH(bool, isFound);
    PostgresScene scene;
    for (int pid = 1; pid <= count; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::IdleInTransaction, u"SELECT %1"_s.arg(pid)));
        scene.sessions.back().stateChange = kNow - std::chrono::seconds(age - pid + 1);
    }
    const auto all = scene.found();
    QCOMPARE(ids(all), isFound ? QStringList{u"pg.transaction.idle"_s} : QStringList());
    if (isFound) {
        QCOMPARE(all.front().evidence[u"count"_s].toInt(), count);
        QCOMPARE(all.front().evidence[u"oldest_seconds"_s].toDouble(), double(age));
        QCOMPARE(all.front().evidence[u"sessions"_s][0][u"same_query"_s].toInt(), count);
        QCOMPARE(all.front().recommended.front().args[u"pid"_s].toInt(), 1);
    }
}

void TestFindings::longQueries_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("two of a minute") << 2 << 60 << false;
    QTest::newRow("three of a minute") << 3 << 60 << true;
    QTest::newRow("three of 30 seconds") << 3 << 30 << false;
    QTest::newRow("one for too long") << 1 << 301 << true;
}

void TestFindings::longQueries()
{
    QFETCH(int, count);
    QFETCH(int, age);
    QFETCH(bool, isFound);
    PostgresScene scene;
    for (int pid = 1; pid <= count; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::Active));
        scene.sessions.back().queryStart = kNow - std::chrono::seconds(age);
    }
    const auto all = scene.found();
    QCOMPARE(ids(all), isFound ? QStringList{u"pg.query.long"_s} : QStringList());
    if (isFound)
        QCOMPARE(all.front().evidence[u"queries"_s][0][u"wait"_s].toString(), u"cpu"_s);
}

void TestFindings::worstComesFirst()
{
    PostgresScene scene = hotRow(1, 30s);
    scene.hidden = {u"hidden"_s};
    scene.samples = {{u"sum(rate(pg_stat_database_deadlocks))"_s, 0.5}};
    QCOMPARE(ids(scene.found()), (QStringList{u"pg.lock.blocked"_s, u"pg.lock.deadlocks"_s, u"target.hidden"_s}));
}

void TestFindings::trackingIsSwitchedOnWhereTheServerHasItOff()
{
    Session off = session(1, SessionState::Disabled);
    Session worker = session(2, SessionState::Disabled);
    worker.backendType = u"logical replication worker"_s;
    PostgresScene scene;
    scene.sessions = {worker};
    QCOMPARE(ids(scene.found()), QStringList());
    scene.sessions = {worker, off};
    const auto all = scene.found();
    QCOMPARE(ids(all), QStringList{u"pg.sessions.untracked"_s});
    QCOMPARE(all.front().evidence[u"untracked"_s].toInt(), 1);
    QVERIFY(all.front().recommended.empty()); // it is on for us, as far as is known
    Snapshot snapshot = scene.snapshot();
    auto state = std::make_shared<PostgresState>(*snapshot.postgres);
    state->settings.values[u"track_activities"_s] = u"off"_s;
    snapshot.postgres = state;
    QStringList lines;
    const auto told = findings(snapshot);
    for (const RecommendedAction &one : told.front().recommended)
        lines << one.command;
    QCOMPARE(lines, (QStringList{u"ALTER SYSTEM SET track_activities = on;"_s, u"SELECT pg_reload_conf();"_s}));
}

void TestFindings::jsonIsStable()
{
    const QJsonObject json = toJson(hotRow(1, 30s).found().front());
    QCOMPARE(json.keys(), (QStringList{u"evidence"_s, u"id"_s, u"key"_s, u"recommended"_s, u"severity"_s, u"since"_s,
                                       u"subject"_s, u"summary"_s, u"target"_s}));
    QCOMPARE(json[u"subject"_s].toObject().keys(), (QStringList{u"kind"_s, u"name"_s}));
    QCOMPARE(json[u"severity"_s].toString(), u"critical"_s);
    QCOMPARE(json[u"recommended"_s][0].toObject().keys(), (QStringList{u"action"_s, u"args"_s}));
    Finding withLine;
    withLine.recommended.push_back({{}, {}, u"SELECT 1;"_s});
    const QJsonObject line = toJson(withLine)[u"recommended"_s][0].toObject();
    QCOMPARE(line.keys(), (QStringList{u"action"_s, u"command"_s}));
    QVERIFY(line[u"action"_s].isNull());
}

LOCKMASTER_TEST(TestFindings)
#include "tst_findings.moc"
