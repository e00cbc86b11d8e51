// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of who waits for whom: the root is named, and what to do about it.
#include "harness/testprogram.h"
#include "postgresscene.h"
#include "model/action.h"
#include "model/postgres/locks.h"

#include <QJsonArray>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Finding only(const std::vector<Finding> &all, const QString &id)
{
    const auto found = std::ranges::find(all, id, &Finding::id);
    return found == all.end() ? Finding{} : *found;
}

} // namespace

class TestLockFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rootIsNamedAndVictimsAreNot();
    void shortWaitIsWarning();
    void activeRootIsCancelledFirst();
    void forAnAdvisoryLockNobodyIsCancelled();
    void onlyClientsAreEnded_data();
    void onlyClientsAreEnded();
    void whoPreventsWraparoundComesBack();
    void aHiddenStartIsNoDate();
    void literalsStayOut();
    void ddlQueueNamesWaiterAndHolder();
    void preparedTransaction_data();
    void preparedTransaction();
    void preparedBlockerIsTheCause();
    void deadlocks();
    void victimsAreNoLongQueries();
    void fullBecauseEverybodyWaits();
};

void TestLockFindings::rootIsNamedAndVictimsAreNot()
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

void TestLockFindings::shortWaitIsWarning()
{
    const auto all = hotRow(1, 1s).found();
    QCOMPARE(all.front().severity, FindingSeverity::Warning);
    QCOMPARE(sentenceOf(all.front()),
             u"1 session waits behind session 100 (billing-worker, idle in transaction) on orders; "
             "the longest has waited 1 s."_s);
}

void TestLockFindings::activeRootIsCancelledFirst()
{
    PostgresScene scene = hotRow(1, 30s);
    scene.sessions.front().state = SessionState::Active;
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QCOMPARE(finding.recommended.size(), std::size_t(2));
    QCOMPARE(finding.recommended.front().action, QString(kCancelQuery));
    QVERIFY(finding.recommended.front().args.contains(u"query_start"_s));
}

/// The session keeps it.
void TestLockFindings::forAnAdvisoryLockNobodyIsCancelled()
{
    PostgresScene scene = hotRow(1, 30s);
    scene.sessions.front().state = SessionState::Active;
    for (LockWait &wait : scene.waits)
        wait.lockType = u"advisory"_s;
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QCOMPARE(finding.recommended.size(), std::size_t(1));
    QCOMPARE(finding.recommended.front().action, QString(kTerminateRootBlocker));
}

void TestLockFindings::onlyClientsAreEnded_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("who");
    QTest::newRow("autovacuum") << u"autovacuum worker"_s << u"autovacuum worker 100"_s;
    QTest::newRow("walsender") << u"walsender"_s << u"walsender 100"_s;
    QTest::newRow("replay") << u"startup"_s << u"startup 100"_s;
}

void TestLockFindings::onlyClientsAreEnded()
{
    QFETCH(const QString, type);
    QFETCH(const QString, who);
    PostgresScene scene = hotRow(3, 30s);
    scene.sessions.front().backendType = type;
    scene.sessions.front().state = SessionState::Active;
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QVERIFY(finding.recommended.empty());
    QVERIFY2(sentenceOf(finding).contains(u"behind %1"_s.arg(who)), qPrintable(sentenceOf(finding)));
}

void TestLockFindings::whoPreventsWraparoundComesBack()
{
    PostgresScene scene;
    Session worker = session(1, SessionState::Active, u"autovacuum: VACUUM public.big (to prevent wraparound)"_s);
    worker.backendType = u"autovacuum worker"_s;
    worker.application.clear();
    scene.sessions = {worker, session(2, SessionState::Active, u"ALTER TABLE big ADD x int"_s),
                      session(3, SessionState::Active)};
    scene.waits = {wait(2, {1}, 8s, u"AccessExclusiveLock"_s), wait(3, {2}, 7s, u"AccessShareLock"_s)};
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QVERIFY2(sentenceOf(finding).contains(u"behind autovacuum 1 (to prevent wraparound)"_s)
                 && sentenceOf(finding).endsWith(u"Ended, it begins anew: cancel what waits for it instead."_s),
             qPrintable(sentenceOf(finding)));
    QCOMPARE(finding.recommended.size(), std::size_t(1));
    QCOMPARE(finding.recommended.front().action, QString(kCancelQuery));
    QCOMPARE(finding.recommended.front().args[u"pid"_s].toInt(), 2);
}

void TestLockFindings::aHiddenStartIsNoDate()
{
    PostgresScene scene = hotRow(3, 30s);
    Session &root = scene.sessions.front();
    root.key.backendStart = {};
    root.state = SessionState::Hidden;
    root.backendType.clear();
    const Finding finding = only(scene.found(), u"pg.lock.blocked"_s);
    QVERIFY(finding.recommended.empty());
    QVERIFY(finding.evidence[u"root"_s][u"backend_start"_s].isNull());
}

void TestLockFindings::literalsStayOut()
{
    const QJsonObject evidence = hotRow(1, 30s).found().front().evidence;
    const QString query = evidence[u"root"_s][u"query"_s].toString();
    QVERIFY2(query.startsWith(u"UPDATE orders SET total ="_s), qPrintable(query));
    QVERIFY(!query.contains(u"Ada"_s) && !query.contains(u"41"_s));
}

void TestLockFindings::ddlQueueNamesWaiterAndHolder()
{
    PostgresScene scene;
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
    QCOMPARE(finding.causedBy.id, u"pg.lock.blocked"_s);
    QCOMPARE(finding.recommended.front().action, QString(kCancelQuery));
    QCOMPARE(only(scene.found(), u"pg.lock.blocked"_s).evidence[u"root"_s][u"pid"_s].toInt(), 1);
}

void TestLockFindings::preparedTransaction_data()
{
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("in the middle of a commit") << 2 << false;
    QTest::newRow("forgotten") << 61 << true;
}

void TestLockFindings::preparedTransaction()
{
    QFETCH(int, age);
    QFETCH(bool, isFound);
    PostgresScene scene;
    scene.prepared = {{u"transfer'7"_s, u"billing"_s, u"orders"_s, kNow - std::chrono::seconds(age), 4711, {}}};
    const auto all = scene.found();
    QCOMPARE(!all.empty(), isFound);
    if (isFound) {
        QCOMPARE(all.front().severity, FindingSeverity::Warning);
        QCOMPARE(all.front().evidence[u"age_seconds"_s].toDouble(), 61.0);
        QCOMPARE(all.front().evidence[u"statement"_s].toString(), u"ROLLBACK PREPARED 'transfer''7'"_s);
    }
}

void TestLockFindings::preparedBlockerIsTheCause()
{
    PostgresScene scene;
    scene.sessions = {session(7, SessionState::Active)};
    scene.waits = {wait(7, {kPreparedTransactionPid}, 6s)};
    scene.prepared = {{u"transfer-7"_s, u"billing"_s, u"orders"_s, kNow - 10s, 4711, {}}};
    const auto all = scene.found();
    QCOMPARE(only(all, u"pg.lock.prepared"_s).evidence[u"victims"_s].toInt(), 1);
    QCOMPARE(only(all, u"pg.lock.prepared"_s).severity, FindingSeverity::Critical);
    QCOMPARE(only(all, u"pg.lock.blocked"_s).causedBy.id, u"pg.lock.prepared"_s);
    QVERIFY(only(all, u"pg.lock.blocked"_s).recommended.empty());
}

void TestLockFindings::deadlocks()
{
    PostgresScene scene;
    scene.samples = {{u"sum(rate(pg_stat_database_deadlocks))"_s, 0.5}};
    QCOMPARE(ids(scene.found()), QStringList{u"pg.lock.deadlocks"_s});
    QCOMPARE(scene.found().front().evidence[u"per_second"_s].toDouble(), 0.5);
}

void TestLockFindings::victimsAreNoLongQueries()
{
    PostgresScene scene = hotRow(5, 400s);
    for (Session &one : scene.sessions)
        one.queryStart = kNow - 400s;
    QCOMPARE(ids(scene.found()), QStringList{u"pg.lock.blocked"_s});
}

void TestLockFindings::fullBecauseEverybodyWaits()
{
    PostgresScene scene = hotRow(90, 30s);
    scene.maxConnections = 100;
    const auto all = scene.found();
    QCOMPARE(ids(all), (QStringList{u"pg.lock.blocked"_s, u"pg.connections.exhausted"_s}));
    QCOMPARE(all.back().causedBy.id, u"pg.lock.blocked"_s);
}

LOCKMASTER_TEST(TestLockFindings)
#include "tst_lockfindings.moc"
