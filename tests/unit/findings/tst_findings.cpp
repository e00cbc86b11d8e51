// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each finding from a snapshot made by hand; a healthy target gives none.
#include "diagnosis/diagnosis.h"
#include "model/action.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ServerTime kNow{1'795'000'000s};

Session session(int pid, SessionState state, const QString &query = u"SELECT 1"_s)
{
    Session one;
    one.key = {pid, kNow - 1h - std::chrono::seconds(pid)};
    one.databaseOid = 16384;
    one.userOid = 10;
    one.database = u"orders"_s;
    one.user = u"billing"_s;
    one.application = u"billing-worker"_s;
    one.client = u"10.0.0.7"_s;
    one.backendType = u"client backend"_s;
    one.state = state;
    one.queryStart = kNow - 2s;
    one.stateChange = kNow - 2s;
    one.query = query;
    return one;
}

LockWait wait(int pid, std::vector<int> blockers, std::chrono::seconds waited, const QString &mode = u"ShareLock"_s)
{
    LockWait one;
    one.pid = pid;
    one.lockType = mode == u"ShareLock" ? u"transactionid"_s : u"relation"_s;
    one.mode = mode;
    one.object = one.lockType + u":1"_s;
    one.relation = u"orders"_s;
    one.waitStart = kNow - waited;
    one.blockers = std::move(blockers);
    return one;
}

/// A target as the engine would publish it; sessions may be given in any order.
struct Scene {
    std::vector<Session> sessions;
    std::vector<LockWait> waits;
    std::vector<PreparedTransaction> prepared;
    std::vector<Sample> samples;
    std::vector<QString> hidden;
    int maxConnections = 100;

    [[nodiscard]] Snapshot snapshot() const
    {
        PostgresState state;
        state.serverNow = kNow;
        state.settings.maxConnections = maxConnections;
        state.settings.superuserReserved = 3;
        for (const Session &one : sessions)
            state.sessions.push_back(std::make_shared<const Session>(one));
        std::ranges::sort(state.sessions, {}, [](const SessionPtr &one) { return one->key; });
        state.lockWaits = waits;
        state.preparedTransactions = prepared;
        state.forest = lockForest(waits, kNow);
        state.headroom = headroom(state.sessions, state.settings);
        Snapshot snapshot;
        snapshot.target = u"orders-primary"_s;
        snapshot.link.phase = LinkPhase::Live;
        snapshot.samples = samples;
        snapshot.hidden = hidden;
        snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
        return snapshot;
    }

    [[nodiscard]] std::vector<Finding> found() const { return findings(snapshot()); }
};

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

QStringList ids(const std::vector<Finding> &all)
{
    QStringList list;
    std::ranges::transform(all, std::back_inserter(list), &Finding::id);
    return list;
}

Finding only(const std::vector<Finding> &all, const QString &id)
{
    const auto found = std::ranges::find(all, id, &Finding::id);
    return found == all.end() ? Finding{} : *found;
}

/// `size` sessions behind session 100, which is idle in a transaction.
Scene hotRow(int size, std::chrono::seconds waited)
{
    Scene scene;
    scene.maxConnections = 1000;
    Session root = session(100, SessionState::IdleInTransaction, u"UPDATE orders SET total = 41 WHERE name = 'Ada'"_s);
    root.transactionStart = kNow - 120s;
    scene.sessions.push_back(root);
    std::vector<int> ahead{100};
    for (int pid = 101; pid <= 100 + size; ++pid) {
        Session victim = session(pid, SessionState::Active, u"UPDATE orders SET total = 1"_s);
        victim.waitEventType = u"Lock"_s;
        scene.sessions.push_back(victim);
        scene.waits.push_back(wait(pid, ahead, waited));
        ahead.push_back(pid);
    }
    return scene;
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
    void rootIsNamedAndVictimsAreNot();
    void shortWaitIsWarning();
    void activeRootIsCancelledFirst();
    void literalsStayOut();
    void ddlQueueNamesWaiterAndHolder();
    void preparedTransaction_data();
    void preparedTransaction();
    void preparedBlockerIsTheCause();
    void deadlocks();
    void idleTransactions_data();
    void idleTransactions();
    void longQueries_data();
    void longQueries();
    void victimsAreNoLongQueries();
    void fullBecauseEverybodyWaits();
    void worstComesFirst();
    void jsonIsStable();
};

void TestFindings::healthyTargetGivesNone()
{
    Scene scene;
    for (int pid = 1; pid <= 40; ++pid)
        scene.sessions.push_back(session(pid, pid % 4 == 0 ? SessionState::Active : SessionState::Idle));
    Session between = session(50, SessionState::IdleInTransaction);
    between.stateChange = kNow - 3ms;
    for (int i = 0; i < 6; ++i, ++between.key.pid) // busy transactions between two statements
        scene.sessions.push_back(between);
    scene.samples = {{u"rate(pg_stat_database_deadlocks)"_s, 0.0}};
    QCOMPARE(ids(scene.found()), QStringList());
}

void TestFindings::unreachableTellsRungAndWords()
{
    const auto all = findings(blind(LinkPhase::Refused, Rung::Auth,
                                    {ErrorKind::Auth, u"The server refuses this role or its password"_s,
                                     u"password authentication failed for user \"lockmaster\""_s, {}, u"28P01"_s}));
    QCOMPARE(ids(all), QStringList{u"target.unreachable"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Critical);
    QCOMPARE(all.front().target, u"orders-primary"_s);
    const QJsonObject evidence = all.front().evidence;
    QCOMPARE(evidence[u"rung"_s].toString(), u"auth"_s);
    QCOMPARE(evidence[u"since"_s].toString().left(19), u"2026-11-18T11:05:10"_s);
    QCOMPARE(evidence[u"error"_s][u"sqlstate"_s].toString(), u"28P01"_s);
    QVERIFY(all.front().summary.contains(u"password authentication failed"_s));
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
    const auto all = findings(blind(LinkPhase::Broken, Rung::Auth,
                                    {ErrorKind::Starting, u"up but not ready"_s,
                                     u"the database system is starting up"_s, {}, u"57P03"_s}));
    QCOMPARE(ids(all), QStringList{u"target.starting"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Warning);
}

void TestFindings::hiddenComesWithGrant()
{
    Scene scene;
    scene.hidden = {u"Queries are hidden. To show them: GRANT pg_monitor TO lockmaster;"_s};
    QCOMPARE(ids(scene.found()), QStringList{u"target.hidden"_s});
    QCOMPARE(scene.found().front().severity, FindingSeverity::Info);
    QVERIFY(scene.found().front().summary.contains(u"GRANT pg_monitor"_s));
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
    Scene scene;
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
    const auto all = findings(blind(LinkPhase::Broken, Rung::Auth,
                                    {ErrorKind::Full, u"full"_s, u"sorry, too many clients already"_s, {},
                                     u"53300"_s}));
    QCOMPARE(ids(all), QStringList{u"pg.connections.exhausted"_s});
    QCOMPARE(all.front().severity, FindingSeverity::Critical);
    QVERIFY(all.front().summary.contains(u"too many clients"_s));
}

void TestFindings::rootIsNamedAndVictimsAreNot()
{
    const auto all = hotRow(100, 30s).found();
    QCOMPARE(ids(all), QStringList{u"pg.lock.blocked"_s});
    const Finding &finding = all.front();
    QCOMPARE(finding.severity, FindingSeverity::Critical);
    const QJsonObject root = finding.evidence[u"root"_s].toObject();
    QCOMPARE(root[u"pid"_s].toInt(), 100);
    QCOMPARE(root[u"state"_s].toString(), u"idle in transaction"_s);
    QCOMPARE(root[u"transaction_seconds"_s].toDouble(), 120.0);
    QCOMPARE(finding.evidence[u"victims"_s].toInt(), 100);
    QCOMPARE(finding.evidence[u"waits"_s].toArray().size(), 100);
    QCOMPARE(finding.evidence[u"lost_seconds"_s].toDouble(), 3000.0);
    QCOMPARE(finding.evidence[u"relation"_s].toString(), u"orders"_s);
    QCOMPARE(finding.recommended.size(), std::size_t(1));
    QCOMPARE(finding.recommended.front().action, QString(kTerminateRootBlocker));
    QCOMPARE(finding.recommended.front().args[u"pid"_s].toInt(), 100);
    QCOMPARE(finding.recommended.front().args[u"backend_start"_s], root[u"backend_start"_s]);
}

void TestFindings::shortWaitIsWarning()
{
    const auto all = hotRow(1, 1s).found();
    QCOMPARE(all.front().severity, FindingSeverity::Warning);
    QCOMPARE(all.front().summary,
             u"1 session waits behind session 100 (billing-worker, idle in transaction) on orders; "
             "the longest has waited 1 s."_s);
}

void TestFindings::activeRootIsCancelledFirst()
{
    Scene scene = hotRow(1, 30s);
    scene.sessions.front().state = SessionState::Active;
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QCOMPARE(finding.recommended.size(), std::size_t(2));
    QCOMPARE(finding.recommended.front().action, QString(kCancelQuery));
    QVERIFY(finding.recommended.front().args.contains(u"query_start"_s));
}

void TestFindings::literalsStayOut()
{
    const QJsonObject evidence = hotRow(1, 30s).found().front().evidence;
    const QString query = evidence[u"root"_s][u"query"_s].toString();
    QVERIFY2(query.startsWith(u"UPDATE orders SET total ="_s), qPrintable(query));
    QVERIFY(!query.contains(u"Ada"_s) && !query.contains(u"41"_s));
}

void TestFindings::ddlQueueNamesWaiterAndHolder()
{
    Scene scene;
    scene.sessions = {session(1, SessionState::IdleInTransaction),
                      session(2, SessionState::Active, u"ALTER TABLE orders ADD x int"_s),
                      session(3, SessionState::Active), session(4, SessionState::Active)};
    scene.waits = {wait(2, {1}, 8s, u"AccessExclusiveLock"_s), wait(3, {2}, 7s, u"AccessShareLock"_s),
                   wait(4, {2}, 6s, u"AccessShareLock"_s)};
    const Finding finding = only(scene.found(), u"pg.lock.ddl_queue"_s);
    QCOMPARE(finding.severity, FindingSeverity::Critical);
    QCOMPARE(finding.evidence[u"waiter"_s][u"pid"_s].toInt(), 2);
    QCOMPARE(finding.evidence[u"holder"_s][u"pid"_s].toInt(), 1);
    QCOMPARE(finding.evidence[u"queue"_s].toInt(), 2);
    QCOMPARE(finding.causedBy, u"pg.lock.blocked"_s);
    QCOMPARE(finding.recommended.front().action, QString(kCancelQuery));
    QCOMPARE(only(scene.found(), u"pg.lock.blocked"_s).evidence[u"root"_s][u"pid"_s].toInt(), 1);
}

void TestFindings::preparedTransaction_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("in the middle of a commit") << 2 << false;
    QTest::newRow("forgotten") << 61 << true;
}

void TestFindings::preparedTransaction()
{
    QFETCH(int, age);
    QFETCH(bool, isFound);
    Scene scene;
    scene.prepared = {{u"transfer'7"_s, u"billing"_s, u"orders"_s, kNow - std::chrono::seconds(age), 4711, {}}};
    const auto all = scene.found();
    QCOMPARE(!all.empty(), isFound);
    if (isFound) {
        QCOMPARE(all.front().severity, FindingSeverity::Warning);
        QCOMPARE(all.front().evidence[u"age_seconds"_s].toDouble(), 61.0);
        QCOMPARE(all.front().evidence[u"statement"_s].toString(), u"ROLLBACK PREPARED 'transfer''7'"_s);
    }
}

void TestFindings::preparedBlockerIsTheCause()
{
    Scene scene;
    scene.sessions = {session(7, SessionState::Active)};
    scene.waits = {wait(7, {kPreparedTransactionPid}, 6s)};
    scene.prepared = {{u"transfer-7"_s, u"billing"_s, u"orders"_s, kNow - 10s, 4711, {}}};
    const auto all = scene.found();
    QCOMPARE(only(all, u"pg.lock.prepared"_s).evidence[u"victims"_s].toInt(), 1);
    QCOMPARE(only(all, u"pg.lock.prepared"_s).severity, FindingSeverity::Critical);
    QCOMPARE(only(all, u"pg.lock.blocked"_s).causedBy, u"pg.lock.prepared"_s);
    QVERIFY(only(all, u"pg.lock.blocked"_s).recommended.empty());
}

void TestFindings::deadlocks()
{
    Scene scene;
    scene.samples = {{u"rate(pg_stat_database_deadlocks)"_s, 0.5}};
    QCOMPARE(ids(scene.found()), QStringList{u"pg.lock.deadlocks"_s});
    QCOMPARE(scene.found().front().evidence[u"per_second"_s].toDouble(), 0.5);
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
    Scene scene;
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
    Scene scene;
    for (int pid = 1; pid <= count; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::Active));
        scene.sessions.back().queryStart = kNow - std::chrono::seconds(age);
    }
    const auto all = scene.found();
    QCOMPARE(ids(all), isFound ? QStringList{u"pg.query.long"_s} : QStringList());
    if (isFound)
        QCOMPARE(all.front().evidence[u"queries"_s][0][u"wait"_s].toString(), u"cpu"_s);
}

void TestFindings::victimsAreNoLongQueries()
{
    Scene scene = hotRow(5, 400s);
    for (Session &one : scene.sessions)
        one.queryStart = kNow - 400s;
    QCOMPARE(ids(scene.found()), QStringList{u"pg.lock.blocked"_s});
}

void TestFindings::fullBecauseEverybodyWaits()
{
    Scene scene = hotRow(90, 30s);
    scene.maxConnections = 100;
    const auto all = scene.found();
    QCOMPARE(ids(all), (QStringList{u"pg.lock.blocked"_s, u"pg.connections.exhausted"_s}));
    QCOMPARE(all.back().causedBy, u"pg.lock.blocked"_s);
}

void TestFindings::worstComesFirst()
{
    Scene scene = hotRow(1, 30s);
    scene.hidden = {u"hidden"_s};
    scene.samples = {{u"rate(pg_stat_database_deadlocks)"_s, 0.5}};
    QCOMPARE(ids(scene.found()), (QStringList{u"pg.lock.blocked"_s, u"pg.lock.deadlocks"_s, u"target.hidden"_s}));
}

void TestFindings::jsonIsStable()
{
    const QJsonObject json = toJson(hotRow(1, 30s).found().front());
    QCOMPARE(json.keys(), (QStringList{u"evidence"_s, u"id"_s, u"recommended"_s, u"severity"_s, u"summary"_s,
                                       u"target"_s}));
    QCOMPARE(json[u"severity"_s].toString(), u"critical"_s);
    QCOMPARE(json[u"recommended"_s][0].toObject().keys(), (QStringList{u"action"_s, u"args"_s}));
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
