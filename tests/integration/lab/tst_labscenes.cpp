// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of pools and replication, by the word of PostgreSQL and PgBouncer.
#include "harness/testprogram.h"
#include "window/scenetest.h"

#include "lab/process/ports.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isTrue(const PostgresServer &server, const QString &condition)
{
    return server.value(u"SELECT "_s + condition) == u"t";
}

Seen onPrimary(const QString &condition)
{
    return [condition](Lab &lab) { return isTrue(lab.primary(), condition); };
}

Seen onStandby2(const QString &condition)
{
    return [condition](Lab &lab) { return isTrue(lab.standby(2), condition); };
}

/// `field` of the pool of the shop's database and its user "web", in SHOW POOLS or SHOW DATABASES.
QString poolField(Lab &lab, const QString &command, const QString &field)
{
    for (const auto &row : lab.pgbouncer().console(command).value_or(SqlRecords())) {
        const bool isPool = row.value(u"database"_s) == u"orders" && row.value(u"user"_s, u"web"_s) == u"web";
        if (isPool && row.contains(field)) {
            return row[field];
        }
    }
    return {};
}

bool silent(Lab &lab)
{
    const int port = lab.pgbouncer().port();
    return accepts(port) && converse(port, QByteArray::fromHex("0000000804d2162f")).isEmpty();
}

bool consoleAnswers(Lab &lab)
{
    return lab.pgbouncer().console(u"SHOW VERSION"_s).has_value();
}

const QString kAllStream = u"count(*) = 2 AND bool_and(state = 'streaming') FROM pg_stat_replication"_s;
const QString kSlot = u"FROM pg_replication_slots WHERE slot_name = 'orders_standby_2'"_s;
const QString kLag = u"pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) %1 FROM pg_stat_replication "
                     "WHERE application_name = 'orders_standby_2'"_s;

} // namespace

class TestLabScenes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sceneCanBePlayedTwice_data();
    void sceneCanBePlayedTwice();
    void leakGrows();
    void lagGrows();
    void pausedPoolKeepsItsClients();
    void sceneWithoutItsPartSaysSo();

private:
    std::unique_ptr<Lab> m_lab;
};

void TestLabScenes::initTestCase()
{
    m_lab = std::make_unique<Lab>(LabOptions{LabPart::Standbys | LabPart::PgBouncer, {}});
    const Result<void> up = m_lab->start();
    QVERIFY2(up, wordsOf(up));
    QVERIFY(waitUntil([&] { return isTrue(m_lab->primary(), kAllStream); }, 20s));
    for (const int number : {1, 2}) { // "lag" is NULL until something was replayed
        QVERIFY(waitUntil([&] { return isTrue(m_lab->standby(number), u"pg_is_in_recovery()"_s); }, 10s));
    }
}

void TestLabScenes::sceneCanBePlayedTwice_data()
{
    QTest::addColumn<Seen>("isOn");
    QTest::addColumn<Seen>("isOver");
    const Seen allStream = onPrimary(kAllStream);
    QTest::newRow("pool-waiting") << Seen([](Lab &lab) {
        return poolField(lab, u"SHOW POOLS"_s, u"cl_waiting"_s).toInt() >= 15;
    }) << Seen([](Lab &lab) { return poolField(lab, u"SHOW POOLS"_s, u"cl_active"_s).toInt() == 0; });
    QTest::newRow("pool-behind-lock") << Seen([](Lab &lab) {
        return poolField(lab, u"SHOW POOLS"_s, u"cl_waiting"_s).toInt() >= 10
               && isTrue(lab.primary(), u"count(*) >= 5 FROM pg_locks WHERE NOT granted"_s);
    }) << Seen([](Lab &lab) { return poolField(lab, u"SHOW POOLS"_s, u"cl_active"_s).toInt() == 0; });
    QTest::newRow("pool-paused") << Seen([](Lab &lab) {
        return poolField(lab, u"SHOW DATABASES"_s, u"paused"_s) == u"1";
    }) << Seen([](Lab &lab) { return poolField(lab, u"SHOW DATABASES"_s, u"paused"_s) == u"0"; });
    QTest::newRow("pgbouncer-descriptors") << Seen(silent) << Seen(consoleAnswers);
    QTest::newRow("replication-lag") << onPrimary(kLag.arg(u"> 500000")) << onPrimary(kLag.arg(u"< 500000"));
    QTest::newRow("standby-gone") << onPrimary(u"count(*) = 1 FROM pg_stat_replication"_s) << allStream;
    QTest::newRow("slot-inactive") << onPrimary(
        u"NOT active AND pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > 2000000 "_s + kSlot)
                                   << onPrimary(u"active "_s + kSlot);
    QTest::newRow("vacuum-horizon") << onPrimary(u"NOT active AND age(xmin) >= 25000 "_s + kSlot)
                                    << onPrimary(u"active AND xmin IS NULL "_s + kSlot);
    QTest::newRow("checkpoint-pressure") << onPrimary(u"current_setting('max_wal_size') = '64MB'"_s)
                                         << onPrimary(u"current_setting('max_wal_size') = '256MB'"_s);
    QTest::newRow("temp-spill")
        << onPrimary(u"count(*) = 2 FROM pg_stat_activity WHERE application_name LIKE 'revenue-report-%'"_s)
        << onPrimary(u"count(*) = 0 FROM pg_stat_activity WHERE application_name LIKE 'revenue-report-%'"_s);
    QTest::newRow("cache-low") << onPrimary(u"to_regclass('page_views') IS NOT NULL"_s)
                               << onPrimary(u"to_regclass('page_views') IS NULL"_s);
    QTest::newRow("replay-paused") << onStandby2(u"pg_get_wal_replay_pause_state() = 'paused'"_s)
                                   << onStandby2(u"pg_get_wal_replay_pause_state() = 'not paused'"_s);
    QTest::newRow("two-primaries") << onStandby2(u"NOT pg_is_in_recovery()"_s) << allStream;
    QTest::newRow("sync-standby-gone") << onPrimary(
        u"count(*) = 5 FROM pg_stat_activity WHERE wait_event = 'SyncRep'"_s)
                                       << allStream;
    QTest::newRow("leak-of-idle-connections")
        << onPrimary(u"count(*) >= 20 FROM pg_stat_activity WHERE application_name = 'stock-sync' AND state = 'idle'"_s)
        << onPrimary(u"count(*) = 0 FROM pg_stat_activity WHERE usename = 'web'"_s);
}

void TestLabScenes::sceneCanBePlayedTwice()
{
    QFETCH(Seen, isOn);
    QFETCH(Seen, isOver);
    playTwice(*m_lab, QString::fromLatin1(QTest::currentDataTag()), isOn, isOver);
    // What scenes change is as it was.
    QCOMPARE(m_lab->value(u"SHOW synchronous_standby_names"_s), QString());
    QCOMPARE(m_lab->standby(2).value(u"SHOW recovery_min_apply_delay"_s), u"0"_s);
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE usename IN ('web', 'billing') "
                          "AND state <> 'idle'"_s),
             u"0"_s);
}

void TestLabScenes::leakGrows()
{
    const std::unique_ptr<Scene> scene = makeScene(u"leak-of-idle-connections:3"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString count = u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'stock-sync'"_s;
    QVERIFY(waitUntil([&] { return m_lab->value(count).toInt() >= 5; }, 10s));
}

void TestLabScenes::lagGrows()
{
    const std::unique_ptr<Scene> scene = makeScene(u"replication-lag"_s);
    QVERIFY(scene->begin(*m_lab));
    QCOMPARE(scene->facts().target, m_lab->standby(2).name());
    QVERIFY(waitUntil([&] { return isTrue(m_lab->primary(), kLag.arg(u"> 3000000")); }, 20s));
    const QString late = u"replay_lag > '2 s' FROM pg_stat_replication WHERE application_name = 'orders_standby_2'"_s;
    QVERIFY(waitUntil([&] { return isTrue(m_lab->primary(), late); }, 20s));
}

void TestLabScenes::pausedPoolKeepsItsClients()
{
    const std::unique_ptr<Scene> scene = makeScene(u"pool-paused:7"_s);
    QVERIFY(scene->begin(*m_lab));
    QCOMPARE(poolField(*m_lab, u"SHOW POOLS"_s, u"cl_waiting"_s), u"7"_s);
    QCOMPARE(poolField(*m_lab, u"SHOW POOLS"_s, u"sv_active"_s), u"0"_s);
}

void TestLabScenes::sceneWithoutItsPartSaysSo()
{
    const std::unique_ptr<Scene> scene = makeScene(u"redis-evicting"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY(!begun);
    QVERIFY2(begun.error().text.contains(u"needs the part \"redis\""), wordsOf(begun));
    QVERIFY(scene->end());
}

LOCKMASTER_TEST(TestLabScenes)
#include "tst_labscenes.moc"
