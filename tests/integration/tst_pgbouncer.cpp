// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine on a real PgBouncer: what it sees is what the console says, incidents come and go within two samples.
#include <QScopeGuard>
#include <QTest>
#include <algorithm>
#include <functional>

#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"
#include "model/pgbouncer/pooltrace.h"
#include "model/subject.h"
#include "watch/momentbus.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString probesIn(const std::vector<SnapshotPtr> &all, const QString &probe)
{
    const auto asked = [&](const SnapshotPtr &snapshot) {
        return std::ranges::contains(snapshot->costs, probe, &ProbeCost::probe);
    };
    return QString::number(std::ranges::count_if(all, asked));
}

} // namespace

Q_DECLARE_METATYPE(std::function<bool(const SnapshotPtr &)>)

class TestPgBouncer : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target target(const QString &role = u"lockmaster"_s) { return targetOf(m_lab->pgbouncer(), role); }
    QMap<QString, QString> record(const QString &command, const QString &column, const QString &value)
    {
        for (const auto &row : m_lab->pgbouncer().console(command).value_or(SqlRecords())) {
            if (row[column] == value)
                return row;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Postgres | LabPart::PgBouncer;
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void itSaysWhatTheConsoleSays()
    {
        QVERIFY(runSql(m_lab->applicationConninfo(u"web"_s, u"shop"_s), u"SELECT 1"_s));
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const PgBouncerState &state = *watched.bouncer();
        const auto said = record(u"SHOW VERSION"_s, u"version"_s, state.identity.version);
        QVERIFY(!said.isEmpty());
        QVERIFY(state.identity.versionNumber >= 11500);
        QCOMPARE(state.identity.user, u"lockmaster"_s);
        QCOMPARE(state.identity.isAdmin, std::optional(false));
        const auto database = record(u"SHOW DATABASES"_s, u"name"_s, u"orders"_s);
        QCOMPARE(state.databases.size(), 1u);
        QCOMPARE(state.databases[0].port, database[u"port"_s].toInt());
        QCOMPARE(state.databases[0].port, m_lab->primary().port());
        QCOMPARE(state.databases[0].poolSize, database[u"pool_size"_s].toInt());
        const auto totals = record(u"SHOW STATS_TOTALS"_s, u"database"_s, u"orders"_s);
        QCOMPARE(QString::number(state.stats.at(0).queries), totals[u"query_count"_s]);
        QCOMPARE(QString::number(state.stats.at(0).waitTime.count()), totals[u"wait_time"_s]);
        QCOMPARE(maxClients(state), record(u"SHOW CONFIG"_s, u"key"_s, u"max_client_conn"_s)[u"value"_s].toInt());
        QVERIFY(watched.last()->probeErrors.empty());
        QCOMPARE(idsOf(watched.last()), QStringList());
    }

    void anAdministratorIsKnownWithoutATry()
    {
        Watched watched(*m_lab, {target(u"pgbouncer_admin"_s)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QCOMPARE(watched.bouncer()->identity.isAdmin, std::optional(true));
    }

    void aUserOfNoListIsToldWhatToDo()
    {
        Watched watched(*m_lab, {target(u"web"_s)}, quick());
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        const Error &error = *watched.last()->link.error;
        QCOMPARE(error.kind, ErrorKind::Auth);
        QVERIFY2(error.text.contains(u"stats_users"), qPrintable(error.text));
        QCOMPARE(error.detail, u"not allowed"_s);
    }

    void aWrongPasswordIsTriedOnce()
    {
        Engine engine(Fleet{{target()}}, [](const Target &) { return passwordOf(u"wrong"_s); }, quick());
        std::vector<SnapshotPtr> all;
        connect(&engine, &Engine::observed, this, [&](const ObservationPtr &seen) { all.push_back(seen->snapshot); });
        engine.start();
        QTRY_VERIFY(!all.empty() && all.back()->link.phase == LinkPhase::Refused);
        QCOMPARE(all.back()->link.error->kind, ErrorKind::Auth);
        QVERIFY(!all.back()->link.nextAttempt);
        engine.stop();
    }

    void aParameterThatItDoesNotKnowIsNamed()
    {
        qputenv("PGGEQO", "off"); // libpq hands it on as a parameter of the connection
        const auto forget = qScopeGuard([] { qunsetenv("PGGEQO"); });
        Watched watched(*m_lab, {target()}, quick());
        QTRY_COMPARE(watched.phase(), LinkPhase::Refused);
        QCOMPARE(watched.last()->link.error->kind, ErrorKind::Config);
        QVERIFY2(watched.trouble().contains(u"ignore_startup_parameters") && watched.trouble().contains(u"geqo"),
                 qPrintable(watched.trouble()));
    }

    void longListsAreAskedForRarelyUnlessSomebodyLooks()
    {
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY(watched.all().size() >= 10);
        QCOMPARE(probesIn(watched.all(), u"clients"_s), u"1"_s);
        QCOMPARE(probesIn(watched.all(), u"servers"_s), u"1"_s);
        QCOMPARE(probesIn(watched.all(), u"config"_s), u"1"_s);
        watched.engine().want(u"pgbouncer"_s, {u"clients"_s});
        watched.forgetAll();
        QTRY_VERIFY(probesIn(watched.all(), u"clients"_s).toInt() >= 4);
        QCOMPARE(probesIn(watched.all(), u"servers"_s), u"0"_s);
    }

    void scenesComeAndGo_data()
    {
        using Seen = std::function<bool(const SnapshotPtr &)>;
        QTest::addColumn<QString>("scene");
        QTest::addColumn<Seen>("isSeen");
        QTest::newRow("pool-waiting") << u"pool-waiting:6"_s << Seen([](const SnapshotPtr &snapshot) {
            const auto &pools = snapshot->pgbouncer->pools;
            return pools.size() == 1 && pools[0].clientsWaiting == 6 && pools[0].serversActive == 10
                   && idsOf(snapshot).contains(u"pool.saturated"_s);
        });
        QTest::newRow("pool-paused") << u"pool-paused:3"_s << Seen([](const SnapshotPtr &snapshot) {
            const auto &state = *snapshot->pgbouncer;
            return state.databases[0].isPaused && state.pools.size() == 1 && state.pools[0].clientsWaiting == 3
                   && idsOf(snapshot).contains(u"pool.paused"_s);
        });
    }

    void scenesComeAndGo()
    {
        using Seen = std::function<bool(const SnapshotPtr &)>;
        QFETCH(QString, scene);
        QFETCH(Seen, isSeen);
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(!isSeen(watched.last()));
        const std::unique_ptr<Scene> played = makeScene(scene);
        const auto begun = played->begin(*m_lab);
        QVERIFY2(begun, qPrintable(begun ? QString() : begun.error().text + begun.error().detail));
        const WallTime begin = systemClock().wallNow();
        watched.forgetAll();
        QTRY_VERIFY(secondAfter(watched.all(), begin));
        QVERIFY(isSeen(secondAfter(watched.all(), begin)));
        QTRY_VERIFY_WITH_TIMEOUT(idsOf(watched.last()).contains(u"pool.waiting"_s), 5000); // after a second's wait
        QVERIFY(played->end());
        const WallTime end = systemClock().wallNow();
        watched.forgetAll();
        QTRY_VERIFY(secondAfter(watched.all(), end));
        const QStringList left = idsOf(secondAfter(watched.all(), end));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u' ')));
    }

    /// PgBouncer and PostgreSQL each say their part; the parts fit.
    void theWayFromClientToBackendIsTrue()
    {
        const std::unique_ptr<Scene> played = makeScene(u"pool-waiting:2"_s); // ten clients keep their connections
        QVERIFY(played->begin(*m_lab));
        const Fleet fleet{{targetOf(*m_lab, m_lab->primary()), target()}};
        Watched watched(*m_lab, fleet.targets, quick());
        watched.engine().want(u"pgbouncer"_s, {u"clients"_s, u"servers"_s});
        const auto shown = [&](const QString &name) {
            const auto newest = std::find_if(watched.all().rbegin(), watched.all().rend(), [&](const SnapshotPtr &one) {
                return one->target == name && one->hasData();
            });
            return newest == watched.all().rend() ? nullptr : *newest;
        };
        QTRY_VERIFY(shown(u"pgbouncer"_s) && shown(fleet.targets[0].name));
        const PgBouncerState &state = *shown(u"pgbouncer"_s)->pgbouncer;
        int followed = 0;
        for (const PgBouncerSocket &client : state.clients->all) {
            const PgBouncerSocket *server = otherHalf(state, client);
            if (!server)
                continue;
            const BackendTrace trace = traceBackend(state, *server, fleet, shown);
            QCOMPARE(trace.target, fleet.targets[0].name);
            QVERIFY2(trace.session, qPrintable(QString::number(server->remotePid)));
            QCOMPARE(trace.session->application, client.application); // PgBouncer hands it on
            QCOMPARE(m_lab->value(u"SELECT client_port FROM pg_stat_activity WHERE pid = %1"_s.arg(server->remotePid)),
                     QString::number(server->localPort));
            const ClientTrace back = traceClient(*trace.session, fleet, shown);
            QCOMPARE(back.target, u"pgbouncer"_s);
            QVERIFY(back.client && back.client->address == client.address);
            ++followed;
        }
        QCOMPARE(followed, 10);
        QVERIFY(played->end());
    }

    /// What is seen at the pool, and what is behind it on the server.
    void whatAPoolWaitsForIsNamed_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("cause");
        QTest::newRow("a row that somebody else has locked") << u"pool-behind-lock:4"_s << u"pg.lock.blocked"_s;
        QTest::newRow("its own clients, which think") << u"pool-waiting:4"_s << u"pg.transaction.idle"_s;
    }

    void whatAPoolWaitsForIsNamed()
    {
        QFETCH(const QString, scene);
        QFETCH(const QString, cause);
        const Fleet fleet{{targetOf(*m_lab, m_lab->primary()), target()}};
        MomentBus bus(fleet);
        Watched watched(*m_lab, fleet.targets, quick());
        connect(&watched.engine(), &Engine::observed, &bus, &MomentBus::take);
        const auto waiting = [&] {
            const auto &all = bus.findingsOf(u"pgbouncer"_s);
            const auto found = std::ranges::find(all, u"pool.waiting"_s, &Finding::id);
            return found == all.end() ? Finding() : *found;
        };
        // A session that waits for a lock of nobody's concern: it is not to blame.
        const std::unique_ptr<Scene> other = makeScene(u"hot-row:1"_s);
        if (cause != u"pg.lock.blocked")
            QVERIFY(other->begin(*m_lab));
        const std::unique_ptr<Scene> played = makeScene(scene);
        const auto begun = played->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        QTRY_COMPARE_WITH_TIMEOUT(waiting().causedBy.id, cause, 10'000);
        QCOMPARE(waiting().causedBy.target, fleet.targets[0].name);
        QVERIFY(bus.finding(waiting().causedBy));
        if (cause == u"pg.lock.blocked")
            QCOMPARE(sessionOfItem(bus.finding(waiting().causedBy)->subject.name).pid, played->facts().rootPid);
        QVERIFY(played->end());
        QTRY_COMPARE_WITH_TIMEOUT(waiting().id, QString(), 10'000);
        QVERIFY(cause == u"pg.lock.blocked" || other->end());
    }

    void aRestartIsNoticedAndSurvived() // F51
    {
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(runSql(m_lab->applicationConninfo(u"web"_s, u"shop"_s), u"SELECT 1"_s));
        QTRY_VERIFY(!watched.bouncer()->stats.empty() && watched.bouncer()->stats[0].queries > 0);
        QVERIFY(m_lab->pgbouncer().stop());
        QTRY_VERIFY(watched.phase() != LinkPhase::Live);
        QVERIFY(m_lab->pgbouncer().start());
        watched.forgetAll();
        watched.engine().retryNow(u"pgbouncer"_s);
        QTRY_VERIFY(watched.isLiveNow());
        bool isNoticed = false;
        for (const SnapshotPtr &snapshot : watched.all())
            isNoticed = isNoticed || std::ranges::contains(snapshot->events, EventKind::Restarted, &ServerEvent::kind);
        QVERIFY(isNoticed);
    }
};

LOCKMASTER_TEST(TestPgBouncer)
#include "tst_pgbouncer.moc"
