// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pg.vacuum.horizon, and what a server reads and writes too much: when it is told, of whom, and when it is a busy day.
#include "harness/testprogram.h"
#include "vacuumscene.h"

#include <QJsonArray>
#include <QTest>

#include "model/action.h"

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

const Finding *only(const std::vector<Finding> &all, QStringView id)
{
    const auto found = std::ranges::find(all, id, &Finding::id);
    return found == all.end() || std::ranges::count(all, id, &Finding::id) > 1 ? nullptr : &*found;
}

QStringList commandsOf(const Finding &finding)
{
    QStringList list;
    for (const RecommendedAction &one : finding.recommended)
        list << (one.action.isEmpty() ? one.command : one.action);
    return list;
}

constexpr QStringView kHorizon = u"pg.vacuum.horizon";

} // namespace

class TestVacuumFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void horizon_data()
    {
        QTest::addColumn<VacuumScene>("scene");
        QTest::addColumn<QString>("holder"); // empty: nobody
        VacuumScene scene;
        scene.sessions = {seeing(7, 350'000, 6min)};
        QTest::newRow("an old snapshot") << scene << u"session"_s;
        scene.sessions = {seeing(7, 350'000, 2min, SessionState::Active)};
        QTest::newRow("a report on a busy server") << scene << QString();
        scene.sessions = {seeing(7, 40'000, 3h, SessionState::Active)};
        QTest::newRow("a dump on a quiet server") << scene << QString();
        scene = {};
        scene.prepared = {preparedBefore(25'000, 10min)};
        QTest::newRow("a forgotten prepared transaction") << scene << u"prepared"_s;
        scene.prepared = {preparedBefore(25'000, 5s)};
        QTest::newRow("one that is about to be committed") << scene << QString();
        scene = {};
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 25'000)};
        QTest::newRow("a slot of nobody") << scene << u"slot"_s;
        addStandby(scene, 71, u"s1"_s, {});
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 400'000, 71)};
        QTest::newRow("a slot in use, who knows for how long") << scene << QString();
        scene.transactionsPerSecond = 5000;
        QTest::newRow("a short query on a standby") << scene << QString();
        scene.transactionsPerSecond = 500;
        QTest::newRow("a long query on a standby") << scene << u"slot"_s;
        scene = {};
        scene.replication.slotsKept = {keepingRows(u"subscriber"_s, 900'000)};
        scene.replication.slotsKept.front().rowXminAge = 0;
        QTest::newRow("rows of catalogs alone") << scene << QString();
        scene.replication.slotsKept.front().rowXminAge = 900'000;
        scene.replication.inRecovery = true;
        QTest::newRow("on a standby") << scene << QString();
        scene = {};
        Session vacuum = seeing(7, 900'000, 2h, SessionState::Active);
        scene.sessions = {vacuum};
        scene.work = {{.pid = 7, .kind = WorkKind::Vacuum, .phase = u"scanning heap"_s}};
        QTest::newRow("vacuums wait for no vacuum") << scene << QString();
    }
    void horizon()
    {
        QFETCH(VacuumScene, scene);
        QFETCH(QString, holder);
        const auto all = scene.found();
        const Finding *finding = only(all, kHorizon);
        QCOMPARE(finding ? finding->evidence[u"holder"].toString() : QString(), holder);
    }

    void theOldestIsNamedAndTheNext()
    {
        VacuumScene scene;
        scene.sessions = {seeing(7, 350'000, 6min), seeing(8, 800'000, 9min), seeing(9, 500'000, 7min)};
        const auto all = scene.found();
        const Finding *finding = only(all, kHorizon);
        QVERIFY(finding);
        QCOMPARE(finding->evidence[u"session"][u"pid"].toInt(), 8);
        QCOMPARE(finding->evidence[u"next_age_transactions"].toInteger(), 500'000);
        QCOMPARE(finding->evidence[u"held_seconds"].toDouble(), 540.0);
        QCOMPARE(finding->subject.name, itemOf(seeing(8, 1, 1s).key));
    }

    void eachDatabaseHasItsOwn()
    {
        VacuumScene scene;
        scene.sessions = {seeing(7, 350'000, 6min), seeing(8, 800'000, 9min)};
        scene.sessions.back().database = u"reports"_s;
        const auto all = scene.found();
        QCOMPARE(std::ranges::count(all, kHorizon, &Finding::id), 2);
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 900'000)}; // of all databases, and older
        const auto one = scene.found();
        QVERIFY(only(one, kHorizon));
        QVERIFY(only(one, kHorizon)->evidence[u"database"].isNull());
    }

    void gentlestFirst()
    {
        VacuumScene scene;
        scene.sessions = {seeing(7, 350'000, 6min, SessionState::Active)};
        QCOMPARE(commandsOf(*only(scene.found(), kHorizon)), (QStringList{kCancelQuery, kTerminateSession}));
        scene.sessions = {seeing(7, 350'000, 6min)};
        QCOMPARE(commandsOf(*only(scene.found(), kHorizon)), QStringList{kTerminateSession});
        scene = {};
        scene.prepared = {preparedBefore(25'000, 10min)};
        QCOMPARE(commandsOf(*only(scene.found(), kHorizon)), QStringList{u"ROLLBACK PREPARED 'transfer-''7';"_s});
        scene = {};
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 25'000)};
        QCOMPARE(commandsOf(*only(scene.found(), kHorizon)), QStringList{u"SELECT pg_drop_replication_slot('s1');"_s});
        scene = {};
        addStandby(scene, 71, u"s1"_s, 900'000); // a client's session it is not: it is not ended
        scene.transactionsPerSecond = 100;
        QVERIFY(commandsOf(*only(scene.found(), kHorizon)).front().startsWith(u"SELECT pid"));
    }

    /// An idle transaction, a prepared one and a slot are found out for themselves: what they hold back is their doing.
    void itsHolderIsTheRoot()
    {
        VacuumScene scene;
        scene.sessions = {seeing(7, 350'000, 6min)};
        scene.sessions.front().stateChange = kNow - 6min;
        QCOMPARE(only(scene.found(), kHorizon)->causedBy.id, u"pg.transaction.idle"_s);
        scene = {};
        scene.prepared = {preparedBefore(25'000, 10min)};
        QCOMPARE(only(scene.found(), kHorizon)->causedBy.id, u"pg.lock.prepared"_s);
        scene = {};
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 25'000)};
        scene.replication.slotsKept.front().restart = 1; // a standby's that is gone
        QCOMPARE(only(scene.found(), kHorizon)->causedBy.id, u"pg.replication.broken"_s);
    }

    void anOldDatabaseIsItsDoing()
    {
        VacuumScene scene;
        scene.replication.slotsKept = {keepingRows(u"s1"_s, 1'200'000'000)};
        Snapshot snapshot = scene.snapshot();
        PostgresState state = *snapshot.postgres;
        Wraparound ages{.databases = {{u"orders"_s, 1'400'000'000, 5, {}}}, .freezeMaxAge = 200'000'000};
        state.wraparound = std::make_shared<const Wraparound>(ages);
        snapshot.postgres = std::make_shared<const PostgresState>(state);
        const auto all = findings(snapshot);
        QVERIFY(only(all, u"pg.vacuum.wraparound"));
        QCOMPARE(only(all, u"pg.vacuum.wraparound")->causedBy.id, kHorizon.toString());
        auto young = *state.replication;
        young.slotsKept.front().xminAge = young.slotsKept.front().rowXminAge = 25'000;
        state.replication = std::make_shared<const Replication>(young);
        snapshot.postgres = std::make_shared<const PostgresState>(state);
        QCOMPARE(only(findings(snapshot), u"pg.vacuum.wraparound")->causedBy.id, QString());
    }

    void checkpoints_data()
    {
        QTest::addColumn<qint64>("requested");
        QTest::addColumn<qint64>("timed");
        QTest::addColumn<qint64>("walBytes");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("thick and fast") << qint64(9) << qint64(1) << qint64(9LL << 30) << true;
        QTest::newRow("much WAL, by time") << qint64(1) << qint64(6) << qint64(9LL << 30) << false;
        QTest::newRow("a base backup and a load") << qint64(2) << qint64(0) << qint64(2LL << 30) << false;
        QTest::newRow("asked for, as by tests that create databases")
            << qint64(20) << qint64(2) << qint64(1LL << 30) << false;
    }
    void checkpoints()
    {
        QFETCH(qint64, requested);
        QFETCH(qint64, timed);
        QFETCH(qint64, walBytes);
        VacuumScene scene;
        scene.checkpoints = checkpointsBy(requested, timed, walBytes);
        const auto all = scene.found();
        QTEST(only(all, u"pg.checkpoint.pressure") != nullptr, "isFound");
        scene.replication.inRecovery = true; // as its primary writes
        QVERIFY(!only(scene.found(), u"pg.checkpoint.pressure"));
    }

    void enoughWalForTheTime()
    {
        VacuumScene scene;
        scene.checkpoints = checkpointsBy(9, 1, 9LL << 30); // 12.8 MB/s, two times 300 s
        const auto all = scene.found();
        QCOMPARE(only(all, u"pg.checkpoint.pressure")->evidence[u"wanted_wal_size"].toInteger(), 8LL << 30);
        QCOMPARE(commandsOf(*only(all, u"pg.checkpoint.pressure")),
                 (QStringList{u"ALTER SYSTEM SET max_wal_size = '8192MB';"_s, u"SELECT pg_reload_conf();"_s}));
    }

    void spill()
    {
        const auto all = spilling(64 << 20, 12).found();
        const Finding *finding = only(all, u"pg.temp.spill");
        QVERIFY(finding);
        QCOMPARE(finding->evidence[u"database"].toString(), u"orders"_s);
        QCOMPARE(finding->evidence[u"count"].toInt(), 12);
        QCOMPARE(finding->evidence[u"sessions"].toArray().size(), 10);
        QVERIFY(!only(spilling(8 << 20, 2).found(), u"pg.temp.spill")); // a report now and then
    }

    void cache_data()
    {
        QTest::addColumn<VacuumScene>("scene");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("low") << reading(2000, 3000) << true;
        QTest::newRow("high") << reading(80'000, 3000) << false;
        QTest::newRow("nearly nothing is read") << reading(50, 300) << false;
        VacuumScene scene = reading(2000, 3000);
        scene.sessions.push_back(session(8, SessionState::Active, u"COPY public.orders TO stdout"_s));
        scene.sessions.back().queryStart = kNow - 2min;
        QTest::newRow("a dump runs") << scene << false;
        scene.sessions.back().database = u"reports"_s;
        QTest::newRow("a dump of another database") << scene << true;
        scene = reading(2000, 3000);
        scene.work = {{.pid = 9, .kind = WorkKind::CreateIndex, .database = u"orders"_s, .phase = u"building index"_s}};
        QTest::newRow("an index is built") << scene << false;
    }
    void cache()
    {
        QFETCH(VacuumScene, scene);
        QTEST(only(scene.found(), u"pg.cache.low") != nullptr, "isFound");
    }
};

LOCKMASTER_TEST(TestVacuumFindings)
#include "tst_vacuumfindings.moc"
