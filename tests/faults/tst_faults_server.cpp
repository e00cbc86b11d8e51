// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the server itself: crash, shutdown, start-up, hangs, no slot, refused roles. Numbers are those of the
// design's list of faults.
#include <QTest>
#include <csignal>

#include "smalllab.h"
#include "harness/testprogram.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Deadlines short enough for a test to see them pass.
EngineOptions impatient()
{
    EngineOptions options = quick();
    options.connectTimeout = 700ms;
    options.queryTimeout = 400ms;
    options.dropAfter = 1500ms;
    return options;
}

} // namespace

class TestServerFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target primary(const QString &role = u"lockmaster"_s) const { return targetOf(*m_lab, m_lab->primary(), role); }
    PostgresServer &server() { return m_lab->primary(); }
    int ourBackends()
    {
        return m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lockmaster'"_s).toInt();
    }
    // Every outage is one change of state to blind and one back, and a blind moment carries no samples.
    static void checkRecord(const Watched &watched)
    {
        for (const SnapshotPtr &snapshot : watched.all())
            QVERIFY(isLive(snapshot->link) || snapshot->samples.empty());
    }

private Q_SLOTS:
    void init() { startSmallLab(m_lab); }
    void cleanup() { m_lab.reset(); }

    void f1_crash()
    {
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        server().kill();
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        QTRY_VERIFY2(watched.trouble().contains(u"refused"), qPrintable(watched.trouble())); // down, not unreachable
        QVERIFY(watched.state()); // the last that was seen is still there, with its age
        QVERIFY(watched.last()->dataTaken.steady < watched.last()->taken.steady);
        const WallTime since = watched.last()->link.since;
        QTRY_VERIFY(watched.last()->link.since == since && watched.last()->sequence > 2);
        QVERIFY(server().start());
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 15000);
        QCOMPARE(watched.last()->link.reconnectsToday, 1);
        checkRecord(watched);
    }

    void f2_shutdownIsNamed_data()
    {
        QTest::addColumn<StopMode>("mode");
        QTest::newRow("fast") << StopMode::Fast;
        QTest::newRow("immediate") << StopMode::Immediate;
    }
    void f2_shutdownIsNamed()
    {
        QFETCH(StopMode, mode);
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        watched.forgetAll();
        QVERIFY(server().stop(mode));
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        const SnapshotPtr first =
            *std::ranges::find_if(watched.all(), [](const auto &one) { return one->link.phase == LinkPhase::Broken; });
        QCOMPARE(first->link.error->kind, ErrorKind::Starting);
        QVERIFY2(first->link.error->text.contains(u"administrator"), qPrintable(first->link.error->text));
    }

    void f3_startingUpIsAStateOfItsOwn()
    {
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(m_lab->exec(u"CREATE TABLE bulk AS SELECT g, repeat('x', 200) t FROM generate_series(1, 500000) g"_s));
        server().kill();
        QVERIFY(server().launch());
        pid_t recovery = 0; // held, so that recovery takes as long as the test needs
        QVERIFY(waitUntil([&] { return (recovery = childOf(server().pid(), "startup")) != 0; }, 10s));
        suspend(recovery);
        QTRY_VERIFY_WITH_TIMEOUT(watched.last()->link.error && watched.last()->link.error->sqlState == u"57P03", 10000);
        QCOMPARE(watched.last()->link.error->kind, ErrorKind::Starting);
        QVERIFY(!watched.last()->link.error->detail.isEmpty());
        resume(recovery);
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 30000);
        checkRecord(watched);
    }

    void f5_ourBackendIsKilled()
    {
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        watched.forgetAll();
        QVERIFY(m_lab->exec(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lockmaster'"_s));
        QTRY_VERIFY(watched.last() && watched.last()->link.reconnectsToday == 1);
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 1000);
        QCOMPARE(ourBackends(), 1);
    }

    void f6_ourBackendHangs()
    {
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        const int pid =
            m_lab->value(u"SELECT pid FROM pg_stat_activity WHERE application_name = 'lockmaster'"_s).toInt();
        watched.forgetAll();
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        QTRY_VERIFY(
            std::ranges::any_of(watched.all(), [](const auto &one) { return one->link.phase == LinkPhase::Late; }));
        QTRY_VERIFY(watched.isLiveNow()); // a new connection took over
        QCOMPARE(watched.last()->link.reconnectsToday, 1);
        ::kill(pid, SIGCONT);
        QTRY_COMPARE(ourBackends(), 1);
    }

    void f7_thePostmasterHangs()
    {
        EngineOptions options = impatient();
        options.newConnectionEvery = 200ms;
        Watched watched(*m_lab, {primary()}, options);
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(!watched.last()->link.newcomers);
        QCOMPARE(::kill(server().pid(), SIGSTOP), 0);
        QTRY_VERIFY(watched.last()->link.newcomers); // both are shown: ours is fine, a new one is not
        QCOMPARE(watched.last()->link.newcomers->kind, ErrorKind::Timeout);
        QVERIFY(watched.isLiveNow());
        ::kill(server().pid(), SIGCONT);
        QTRY_VERIFY_WITH_TIMEOUT(!watched.last()->link.newcomers, 10000);
    }

    void f8_theWholeMachineHangs()
    {
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.isLiveNow());
        server().suspend();
        QTRY_VERIFY2(watched.trouble().contains(u"accepts TCP but does not answer"), qPrintable(watched.trouble()));
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        server().resume();
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 10000);
        checkRecord(watched);
    }

    void f18_f19_noSlotIsLeft()
    {
        const auto incident = makeScene(u"too-many-clients"_s);
        QVERIFY(incident->begin(*m_lab));
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_VERIFY(watched.last());
        QCOMPARE(watched.last()->link.error->kind, ErrorKind::Full);
        QCOMPARE(watched.last()->link.error->sqlState, u"53300"_s);
        QVERIFY(!watched.last()->link.error->detail.isEmpty()); // the server's words: which slots are left for whom
        QVERIFY(watched.last()->link.nextAttempt);
        QVERIFY(incident->end());
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 10000);
    }

    void f20_aWrongPasswordIsTriedOnce()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster PASSWORD 'rotated'"_s));
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_COMPARE(watched.phase(), LinkPhase::Refused);
        QVERIFY(!watched.last()->link.nextAttempt);
        QFile log(server().logFile());
        QVERIFY(log.open(QFile::ReadOnly));
        QTest::qWait(1500); // that it does not try again: longer than the first pauses between attempts
        QCOMPARE(log.readAll().count("password authentication failed"), 1);
        QVERIFY(
            m_lab->exec(u"ALTER ROLE lockmaster PASSWORD %1"_s.arg(u'\'' + m_lab->password(u"lockmaster"_s) + u'\'')));
        watched.engine().retryNow(primary().name);
        QTRY_VERIFY(watched.isLiveNow());
    }

    void f22_pgHbaRejects()
    {
        QVERIFY(server().prependHba(u"host all lockmaster 127.0.0.1/32 reject"_s));
        Watched watched(*m_lab, {primary()}, impatient());
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        for (const char *word : {"lockmaster", "127.0.0.1", "orders"})
            QVERIFY2(watched.trouble().contains(QLatin1StringView(word)), qPrintable(watched.trouble()));
    }
};

LOCKMASTER_TEST(TestServerFaults)
#include "tst_faults_server.moc"
