// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Slots that nobody uses, that are in use, that are lost, and copies of slots.
#include "harness/testprogram.h"
#include "standbyscene.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestSlotFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCopyOfASlotIsNotLeft()
    {
        ReplicationScene scene = standbyScene();
        ReplicationSlot copy = slot(u"sub"_s, false);
        copy.isLogical = copy.isSynced = copy.isFailover = true;
        scene.replication.slotsKept = {copy};
        scene.samples = {{u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'000}};
        QCOMPARE(told(scene.found()), QStringList());
        scene.replication.slotsKept.front().isTemporary = true; // it has not caught up yet
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.replication.slot info"_s});
        QVERIFY(all.front().evidence[u"drop"_s].isNull());
        QVERIFY(all.front().recommended.empty());
    }

    /// What is safe moves along with who streams: it is lost only as fast as that one falls behind.
    void aSlotInUseIsLostByFallingBehind_data()
    {
        QTest::addColumn<double>("growth"); // of what it keeps
        QTest::addColumn<bool>("isFound");
        QTest::newRow("keeps up") << 0.0 << false;
        QTest::newRow("nearly keeps up") << 90'000.0 << false;
        QTest::newRow("falls behind") << 500'000.0 << true;
        QTest::newRow("catches up") << -500'000.0 << false;
    }
    void aSlotInUseIsLostByFallingBehind()
    {
        QFETCH(double, growth);
        ReplicationScene scene;
        scene.replication.slotsKept = {slot(u"s1"_s, true)};
        scene.replication.slotsKept.front().safeBytes = 50'000'000;
        const QString behind = u"deriv(lockmaster_slot_behind_bytes{slot_name=\"s1\"}["_s;
        scene.samples = {{u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'000},
                         {behind + u"1m])"_s, growth},
                         {behind + u"15s])"_s, growth}};
        const auto all = scene.found();
        QTEST(told(all) == QStringList{u"pg.replication.slot critical"_s}, "isFound");
        if (!all.empty())
            QCOMPARE(all.front().evidence[u"lost_in_seconds"_s].toDouble(), 100.0);
    }

    /// Its user confirms all, and a long transaction keeps the WAL.
    void aLogicalSlotIsLostWithWhatItKeeps()
    {
        ReplicationScene scene;
        ReplicationSlot sub = slot(u"s1"_s, true);
        sub.isLogical = true;
        sub.database = u"orders"_s;
        sub.safeBytes = 50'000'000;
        scene.replication.slotsKept = {sub};
        const QString behind = u"deriv(lockmaster_slot_behind_bytes{slot_name=\"s1\"}["_s;
        scene.samples = {
            {u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'000}, {behind + u"1m])"_s, 0}, {behind + u"15s])"_s, 0}};
        QCOMPARE(told(scene.found()), QStringList());
        const QString kept = u"deriv(pg_replication_slots_pg_wal_lsn_diff{slot_name=\"s1\",database=\"orders\"}["_s;
        scene.samples.push_back({kept + u"1m])"_s, 500'000});
        scene.samples.push_back({kept + u"15s])"_s, 500'000});
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.replication.slot critical"_s});
        QCOMPARE(all.front().evidence[u"lost_in_seconds"_s].toDouble(), 100.0);
    }

    void slots_data()
    {
        QTest::addColumn<bool>("isActive");
        QTest::addColumn<bool>("isLogical");
        QTest::addColumn<QString>("status");
        QTest::addColumn<qint64>("safe");
        QTest::addColumn<QString>("severity");
        QTest::newRow("in use") << true << false << u"extended"_s << qint64(-1) << QString();
        QTest::newRow("in use on a busy primary") << true << false << u"extended"_s << qint64(60'000'000) << QString();
        QTest::newRow("not used, lost in a minute")
            << false << true << u"extended"_s << qint64(60'000'000) << u"critical"_s;
        QTest::newRow("not used, lost in an hour")
            << false << true << u"extended"_s << qint64(3'600'000'000) << u"warning"_s;
        QTest::newRow("left by a subscriber") << false << true << u"reserved"_s << qint64(-1) << u"warning"_s;
        QTest::newRow("unreserved") << true << true << u"unreserved"_s << qint64(0) << u"critical"_s;
        QTest::newRow("lost") << false << true << u"lost"_s << qint64(-1) << u"critical"_s;
    }
    void slots()
    {
        QFETCH(bool, isActive);
        QFETCH(bool, isLogical);
        QFETCH(QString, status);
        QFETCH(qint64, safe);
        QFETCH(QString, severity);
        ReplicationSlot one = slot(u"it's"_s, isActive);
        one.isLogical = isLogical;
        one.walStatus = status;
        if (safe >= 0)
            one.safeBytes = safe;
        ReplicationScene scene;
        scene.replication.slotsKept = {one};
        scene.samples = {{u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'000}};
        const auto all = scene.found();
        QCOMPARE(told(all), severity.isEmpty() ? QStringList() : QStringList{u"pg.replication.slot "_s + severity});
        if (all.empty())
            return;
        const QString drop = isActive ? QString() : u"SELECT pg_drop_replication_slot('it''s');"_s;
        QCOMPARE(all.front().evidence[u"drop"_s].toString(), drop);
        QCOMPARE(all.front().recommended.size(), status == u"lost" ? 1U : 0U);
    }
};

LOCKMASTER_TEST(TestSlotFindings)
#include "tst_slotfindings.moc"
