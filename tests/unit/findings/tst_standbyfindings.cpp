// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is found of a standby that is paused or whose clock is another one, by itself and together with its primary.
#include "diagnosis/observer.h"
#include "harness/testprogram.h"
#include "standbyscene.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The settings of which a standby may not have less.
std::map<QString, QString> alike()
{
    return {{u"max_connections"_s, u"100"_s},
            {u"max_worker_processes"_s, u"8"_s},
            {u"max_wal_senders"_s, u"10"_s},
            {u"max_prepared_transactions"_s, u"0"_s},
            {u"max_locks_per_transaction"_s, u"64"_s}};
}

} // namespace

class TestStandbyFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pausedReplayIsSaidOnce()
    {
        ReplicationScene scene = standbyScene();
        scene.replication.isReplayPaused = true;
        scene.replication.replayed = kHere - 33'700'000;
        scene.replication.unreplayedSince = kNow - 90s;
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.replication.paused warning"_s});
        QCOMPARE(all.front().evidence[u"bytes"_s].toInt(), 33'700'000);
        QCOMPARE(all.front().evidence[u"seconds"_s].toDouble(), 90.0);
        QVERIFY(all.front().recommended.empty()); // to resume may shut it down
    }

    void whoPausedReplayIsToldByThePrimary_data()
    {
        QTest::addColumn<QString>("setting"); // that differs
        QTest::addColumn<int>("there");
        QTest::addColumn<QString>("severity");
        QTest::addColumn<QString>("command");
        QTest::newRow("somebody") << u"max_connections"_s << 50 << u"info"_s << u"SELECT pg_wal_replay_resume();"_s;
        for (const char *name : {"max_connections", "max_worker_processes", "max_wal_senders",
                                 "max_prepared_transactions", "max_locks_per_transaction"})
            QTest::newRow(name) << QString::fromLatin1(name) << 200 << u"critical"_s
                                << u"ALTER SYSTEM SET %1 = 200;"_s.arg(QString::fromLatin1(name));
    }
    void whoPausedReplayIsToldByThePrimary()
    {
        QFETCH(QString, setting);
        QFETCH(int, there);
        QFETCH(QString, severity);
        QFETCH(QString, command);
        ReplicationScene paused = standbyScene();
        paused.target = u"orders-standby-1"_s;
        paused.replication.isReplayPaused = true;
        paused.settings = alike();
        ReplicationScene primary;
        primary.settings = alike();
        primary.settings[setting] = QString::number(there);
        const auto all = fleetFindings({primary.snapshot(), paused.snapshot()});
        QCOMPARE(told(all), QStringList{u"pg.replication.paused_by "_s + severity});
        QCOMPARE(all.front().target, u"orders-standby-1"_s);
        QCOMPARE(all.front().recommended.size(), 1U);
        QCOMPARE(all.front().recommended.front().command, command);
    }

    /// It may have reached a recovery target: to resume would end the recovery.
    void whoDoesNotStreamIsNotToldToResume()
    {
        ReplicationScene paused = standbyScene();
        paused.target = u"orders-standby-1"_s;
        paused.replication.isReplayPaused = true;
        paused.replication.receiver.reset();
        paused.settings = alike();
        ReplicationScene primary;
        primary.settings = alike();
        const auto all = fleetFindings({primary.snapshot(), paused.snapshot()});
        QCOMPARE(told(all), QStringList{u"pg.replication.paused_by info"_s});
        QVERIFY(all.front().recommended.empty());
        QVERIFY(all.front().evidence[u"resume"_s].isNull());
    }

    /// What was read before the main question failed is of then.
    void oldDataAccuseNobody()
    {
        ReplicationScene paused = standbyScene();
        paused.target = u"orders-standby-1"_s;
        paused.replication.isReplayPaused = true;
        paused.settings = alike();
        ReplicationScene primary;
        primary.settings = alike();
        Snapshot old = *primary.snapshot();
        old.taken.steady += 1s;
        QCOMPARE(told(fleetFindings({std::make_shared<const Snapshot>(old), paused.snapshot()})), QStringList());
    }

    void withoutThePrimaryNobodyKnowsWhoPausedReplay_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             {"no primary", "another system", "another timeline", "two primaries", "hidden settings"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void withoutThePrimaryNobodyKnowsWhoPausedReplay()
    {
        QFETCH(QString, what);
        ReplicationScene paused = standbyScene();
        paused.target = u"orders-standby-1"_s;
        paused.replication.isReplayPaused = true;
        paused.replication.timeline = 3;
        paused.settings = alike();
        ReplicationScene primary;
        primary.replication.timeline = what == u"another timeline" ? 4 : 3;
        primary.system += what == u"another system" ? 1 : 0;
        if (what != u"hidden settings")
            primary.settings = alike();
        ReplicationScene second = primary;
        second.target = u"copy"_s;
        Snapshots all{paused.snapshot()};
        if (what != u"no primary")
            all.push_back(primary.snapshot());
        if (what == u"two primaries")
            all.push_back(second.snapshot());
        QCOMPARE(told(fleetFindings(all)), QStringList());
    }

    /// The primary's lag is the doing of whoever paused replay on the standby.
    void aPauseIsTheCauseOfThePrimarysLag()
    {
        ReplicationScene paused = standbyScene();
        paused.target = u"orders-standby-1"_s;
        paused.replication.isReplayPaused = true;
        paused.replication.receiver->slot = u"s1"_s;
        ReplicationScene primary;
        primary.replication.senders = {standby(u"s1"_s, 100 << 20)};
        primary.replication.senders.front().slot = u"s1"_s;
        primary.samples = {growing(primary.replication.senders.front(), 0)};
        Observer observer(Fleet{{Target{.name = primary.target}, Target{.name = paused.target}}});
        observer.observe(primary.snapshot());
        const ObservationPtr seen = observer.observe(paused.snapshot());
        const auto &causes = seen->fleet->causes;
        QCOMPARE(causes.size(), 1U);
        QVERIFY(causes.front().of.startsWith(u"pg.replication.lag orders-primary/"));
        QCOMPARE(causes.front().cause.id, u"pg.replication.paused"_s);
        QCOMPARE(causes.front().cause.target, u"orders-standby-1"_s);
    }

    void clocksApart_data()
    {
        QTest::addColumn<int>("ahead"); // seconds
        QTest::addColumn<QString>("severity");
        QTest::newRow("together") << 1 << QString();
        QTest::newRow("a little ahead") << 3 << u"info"_s;
        QTest::newRow("ahead") << 130 << u"warning"_s;
        QTest::newRow("behind") << -130 << u"warning"_s;
    }
    void clocksApart()
    {
        QFETCH(int, ahead);
        QFETCH(QString, severity);
        const QStringList expected = severity.isEmpty() ? QStringList() : QStringList{u"pg.clock.skew "_s + severity};
        ReplicationScene scene = standbyScene();
        scene.replication.clockAhead = std::chrono::seconds(ahead);
        const auto all = scene.found();
        QCOMPARE(told(all), expected);
        if (!all.empty())
            QCOMPARE(all.front().evidence[u"ahead_seconds"_s].toDouble(), double(ahead));
    }

    void aReplyOfTheFutureIsOfAnotherClock()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s)};
        scene.replication.senders.front().replied = kNow - 130s; // it may be an old one
        QCOMPARE(told(scene.found()), QStringList());
        scene.replication.senders.front().replied = kNow + 130s;
        QCOMPARE(told(scene.found()), QStringList{u"pg.clock.skew warning"_s});
    }

    void lateMessagesProveNoClock()
    {
        ReplicationScene scene = standbyScene();
        scene.replication.clockAhead = 5s;
        scene.replication.receiver->written = kHere - (64 << 20);
        scene.replication.receiver->latestEnd = kHere;
        QCOMPARE(told(scene.found()), QStringList());
    }
};

LOCKMASTER_TEST(TestStandbyFindings)
#include "tst_standbyfindings.moc"
