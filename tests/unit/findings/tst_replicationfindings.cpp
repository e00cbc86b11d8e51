// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of replication and of connections that leak, from snapshots made by hand.
#include "harness/testprogram.h"
#include "standbyscene.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Session idle(int pid, const QString &application, std::chrono::seconds age)
{
    Session session;
    session.key = {pid, kNow - 1h};
    session.application = application;
    session.user = u"web"_s;
    session.client = u"10.0.0.7"_s;
    session.backendType = u"client backend"_s;
    session.state = SessionState::Idle;
    session.stateChange = kNow - age;
    return session;
}

} // namespace

class TestReplicationFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void healthyOnesGiveNone()
    {
        ReplicationScene primary;
        primary.replication.senders = {standby(u"s1"_s, 4096)};
        primary.replication.slotsKept = {slot(u"s1"_s, true)};
        primary.replication.synchronousStandbys = u"FIRST 1 (s1)"_s;
        QCOMPARE(told(primary.found()), QStringList());
        QCOMPARE(told(standbyScene().found()), QStringList()); // though its last commit was an hour ago
        QCOMPARE(told(ReplicationScene().found()), QStringList());
    }

    void lag_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<double>("growth");
        QTest::addColumn<QString>("severity");
        QTest::newRow("a little") << qint64(1'000'000) << 4 << 10'000.0 << QString();
        QTest::newRow("few bytes for long") << qint64(100) << 6 << 0.0 << u"warning"_s;
        QTest::newRow("many bytes") << qint64(100 << 20) << 1 << 0.0 << u"warning"_s;
        QTest::newRow("many bytes, soon gone") << qint64(100 << 20) << 6 << -10e6 << QString();
        QTest::newRow("many bytes, not so soon gone") << qint64(100 << 20) << 6 << -1e6 << u"warning"_s;
        QTest::newRow("too long") << qint64(1'000'000) << 31 << 10'000.0 << u"critical"_s;
        QTest::newRow("too long, catching up") << (qint64(2) << 30) << 31 << -1e6 << u"warning"_s;
        QTest::newRow("too long, caught up tonight") << (qint64(2) << 30) << 31 << -1e5 << u"critical"_s;
    }
    void lag()
    {
        QFETCH(qint64, bytes);
        QFETCH(int, seconds);
        QFETCH(double, growth);
        QFETCH(QString, severity);
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s, bytes)};
        scene.replication.senders.front().unreplayedSince = kNow - std::chrono::seconds(seconds);
        scene.samples = {growing(scene.replication.senders.front(), growth)};
        const auto all = scene.found();
        QCOMPARE(told(all), severity.isEmpty() ? QStringList() : QStringList{u"pg.replication.lag "_s + severity});
        if (!all.empty()) {
            QCOMPARE(all.front().evidence[u"stage"_s], u"replay"_s);
            QCOMPARE(all.front().evidence[u"bytes"_s].toInteger(), bytes);
            QCOMPARE(all.front().evidence[u"seconds"_s].toDouble(), double(seconds));
        }
    }

    void withoutATrendNothingIsGuessed()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s, 100 << 20)};
        scene.replication.senders.front().unreplayedSince = kNow - 10s;
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.replication.lag info"_s});
        QVERIFY(all.front().evidence[u"stage"_s].isNull());
        scene.replication.senders.front().unreplayedSince = kNow - 10min; // bad enough whatever it does
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag warning"_s});
        ReplicationScene own = standbyScene();
        own.replication.replayed = kHere - (100 << 20);
        QCOMPARE(told(own.found()), QStringList{u"pg.replication.lag info"_s});
        own.replication.replayed = kHere - (2ULL << 30);
        QCOMPARE(told(own.found()), QStringList{u"pg.replication.lag warning"_s});
    }

    /// It has flushed all and told so; what it has replayed it tells with its next message.
    void whoHasNotRepliedSinceIsNotLate()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s, 40)};
        WalSender &sender = scene.replication.senders.front();
        sender.replied = sender.replySeen = sender.unreplayedSince = kNow - 9s;
        scene.samples = {growing(sender, 0)};
        QCOMPARE(told(scene.found()), QStringList());
        sender.replySeen = kNow - 1s; // and still it has not replayed it
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag warning"_s});
    }

    void theTrendIsOfEachOfTwoTwins()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"walreceiver"_s), standby(u"walreceiver"_s, 100 << 20)};
        scene.replication.senders.back().pid = 4712;
        scene.samples = {growing(scene.replication.senders.front(), -10e6),
                         growing(scene.replication.senders.back(), 5000)};
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.replication.lag warning"_s});
        QCOMPARE(all.front().evidence[u"pid"_s].toInt(), 4712);
        QCOMPARE(all.front().evidence[u"growth_bytes_per_second"_s].toDouble(), 5000.0);
    }

    void aReceiverIsNoStandbyThatIsLate()
    {
        ReplicationScene scene;
        WalSender receiver = standby(u"pg_receivewal"_s);
        receiver.replied = kNow;
        receiver.replayed.reset();
        scene.replication.senders = {receiver};
        scene.samples = {growing(receiver, 5000)};
        QCOMPARE(told(scene.found()), QStringList());
    }

    void theStageIsWhereMostWaits()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s, 200 << 20)};
        scene.samples = {growing(scene.replication.senders.front(), 0)};
        scene.replication.senders.front().sent = kHere - (180 << 20);
        scene.replication.senders.front().written = scene.replication.senders.front().flushed = kHere - (181 << 20);
        QCOMPARE(scene.found().front().evidence[u"stage"_s], u"send"_s);
    }

    void aDelayedStandbyIsMeantToBeLate()
    {
        ReplicationScene scene = standbyScene();
        scene.replication.replayed = kHere - (100 << 20);
        scene.replication.clockAhead = 0us;
        scene.samples = {{u"deriv(lockmaster_standby_lag_bytes[15s])"_s, 0}};
        scene.replication.applyDelay = u"1h"_s;
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag info"_s});
        scene.replication.applyDelay = u"0"_s;
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag critical"_s});
    }

    void aStandbyOfNobody_data()
    {
        QTest::addColumn<int>("hasUpstream"); // −1: hidden
        QTest::addColumn<bool>("isFound");
        QTest::newRow("wants to stream") << 1 << true;
        QTest::newRow("lives on archived WAL") << 0 << false;
        QTest::newRow("hidden from us") << -1 << false;
    }
    void aStandbyOfNobody()
    {
        QFETCH(int, hasUpstream);
        ReplicationScene scene = standbyScene();
        scene.replication.receiver.reset();
        scene.replication.hasUpstream = hasUpstream < 0 ? std::nullopt : std::optional(hasUpstream == 1);
        QTEST(told(scene.found()) == QStringList{u"pg.replication.broken critical"_s}, "isFound");
    }

    void aStandbyIsGone()
    {
        ReplicationScene scene;
        scene.replication.slotsKept = {slot(u"s1"_s, false)};
        scene.replication.slotsKept.front().inactiveSince = kNow - 10s;
        scene.replication.synchronousStandbys = u"s1, s2"_s;
        const auto all = scene.found();
        QCOMPARE(told(all), (QStringList{u"pg.replication.broken warning"_s, u"pg.replication.broken warning"_s,
                                         u"pg.replication.slot warning"_s}));
        QCOMPARE(all[0].evidence[u"slot"_s], u"s1"_s);
        QCOMPARE(all[1].evidence[u"standby"_s], u"s2"_s);
        QCOMPARE(all[2].causedBy.id, u"pg.replication.broken"_s);
        QCOMPARE(all[2].evidence[u"retained_bytes"_s].toInt(), 2'300'000);
    }

    void namesOfStandbysHaveNoCase()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"node_a"_s)};
        scene.replication.slotsKept = {slot(u"node_b"_s, false)};
        scene.replication.synchronousStandbys = u"ANY 1 (\"Node_A\", NODE_B, other)"_s;
        const auto all = scene.found();
        QCOMPARE(told(all).filter(u"broken"_s).size(), 2);
        QCOMPARE(all[0].evidence[u"slot"_s], u"node_b"_s);
        QCOMPARE(all[1].evidence[u"standby"_s], u"other"_s);
    }

    void commitsWait_data()
    {
        QTest::addColumn<QString>("syncState");
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("nobody can confirm") << QString() << 10 << true;
        QTest::newRow("a moment is normal") << u"sync"_s << 20 << false;
        QTest::newRow("one streams and does not confirm") << u"quorum"_s << 1500 << true;
    }
    void commitsWait()
    {
        QFETCH(QString, syncState);
        QFETCH(int, milliseconds);
        ReplicationScene scene;
        Session commit = idle(7, u"checkout"_s, 0s);
        commit.state = SessionState::Active;
        commit.waitEvent = u"SyncRep"_s;
        commit.queryStart = kNow - std::chrono::milliseconds(milliseconds);
        scene.sessions = {commit};
        scene.replication.synchronousStandbys = u"s1"_s;
        if (!syncState.isEmpty()) {
            scene.replication.senders = {standby(u"s1"_s)};
            scene.replication.senders.front().syncState = syncState;
        }
        const auto all = scene.found();
        const auto wait = std::ranges::find(all, u"pg.replication.sync_wait"_s, &Finding::id);
        QTEST(wait != all.end(), "isFound");
        if (wait != all.end()) {
            QCOMPARE(wait->severity, FindingSeverity::Critical);
            QCOMPARE(wait->evidence[u"pids"_s].toArray(), QJsonArray{7});
            QCOMPARE(wait->evidence[u"missing"_s].toArray().size(), syncState.isEmpty() ? 1 : 0);
        }
    }

    void whoNeverReplaysIsNamed()
    {
        ReplicationScene scene;
        Session commit = idle(7, u"checkout"_s, 0s);
        commit.waitEvent = u"SyncRep"_s;
        commit.queryStart = kNow - 10s;
        scene.sessions = {commit};
        WalSender receiver = standby(u"pg_receivewal"_s);
        receiver.syncState = u"sync"_s;
        receiver.replied = kNow;
        receiver.replayed.reset();
        scene.replication.senders = {receiver};
        scene.settings = {{u"synchronous_commit"_s, u"on"_s}};
        QCOMPARE(scene.found().front().evidence[u"never_replay"_s].toArray(), QJsonArray());
        scene.settings = {{u"synchronous_commit"_s, u"remote_apply"_s}};
        QCOMPARE(scene.found().front().evidence[u"never_replay"_s].toArray(), QJsonArray{u"pg_receivewal"_s});
    }

    void conflicts()
    {
        ReplicationScene scene = standbyScene();
        scene.replication.conflicts = {{u"snapshot"_s, 5}, {u"lock"_s, 0}};
        QCOMPARE(told(scene.found()), QStringList()); // of long ago
        scene.samples = {{u"rate(lockmaster_conflicts_total{cause=\"snapshot\"}[1m])"_s, 0.05}};
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.conflict warning"_s});
    }

    void archiving()
    {
        ReplicationScene scene;
        Archiver archiver{.isOn = true,
                          .archived = 10,
                          .failed = 3,
                          .lastArchived = {},
                          .lastArchivedAt = kNow - 60s,
                          .lastFailed = u"000000010000000B000000A0"_s,
                          .lastFailedAt = kNow - 70s,
                          .segmentBytes = 16 << 20};
        scene.replication.archiver = archiver;
        QCOMPARE(told(scene.found()), QStringList()); // it has come round
        scene.replication.archiver->lastFailedAt = kNow - 1s;
        scene.replication.here = (11ULL << 32) + (0xA2ULL << 24) + 5;
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.archive.failing warning"_s});
        QCOMPARE(all.front().evidence[u"pending_files"_s].toInt(), 2);
        QCOMPARE(all.front().evidence[u"pending_bytes"_s].toInt(), 2 * (16 << 20));
    }

    void leak_data()
    {
        QTest::addColumn<int>("idle");
        QTest::addColumn<double>("growth");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("a pool at rest") << 20 << 0.0 << false;
        QTest::newRow("few, but more") << 9 << 20.0 << false;
        QTest::newRow("slowly, and full in 40 minutes") << 20 << 2.0 << false;
        QTest::newRow("many and more") << 20 << 120.0 << true;
    }
    void aSlowLeakCountsByWhenTheServerIsFull()
    {
        ReplicationScene scene;
        for (int pid = 1; pid <= 20; ++pid)
            scene.sessions.push_back(::idle(pid, u"stock-sync"_s, std::chrono::seconds(pid * 30)));
        const QString idleSessions = u"deriv(lockmaster_idle_sessions{application_name=\"stock-sync\"}["_s;
        scene.samples = {{idleSessions + u"1m])"_s, 5.0 / 60}, {idleSessions + u"15s])"_s, 5.0 / 60}};
        const auto all = scene.found();
        QCOMPARE(told(all), QStringList{u"pg.connections.leak warning"_s});
        QCOMPARE(qRound(all.front().evidence[u"full_in_seconds"_s].toDouble() / 60), 16);
        for (Session &one : scene.sessions)
            one.stateChange = kNow - 30s; // they are used: a busy morning
        QCOMPARE(told(scene.found()), QStringList());
    }
    void leak()
    {
        QFETCH(int, idle);
        QFETCH(double, growth);
        ReplicationScene scene;
        for (int pid = 1; pid <= idle; ++pid)
            scene.sessions.push_back(::idle(pid, u"stock-sync"_s, std::chrono::seconds(pid * 30)));
        const QString idleSessions = u"deriv(lockmaster_idle_sessions{application_name=\"stock-sync\"}["_s;
        scene.samples = {{idleSessions + u"1m])"_s, growth / 60}, {idleSessions + u"15s])"_s, growth / 60}};
        const auto all = scene.found();
        QTEST(told(all) == QStringList{u"pg.connections.leak warning"_s}, "isFound");
        if (!all.empty()) {
            QCOMPARE(all.front().evidence[u"idle"_s].toInt(), 20);
            QCOMPARE(all.front().evidence[u"idle_long"_s].toInt(), 11);
            QCOMPARE(all.front().evidence[u"full_in_seconds"_s].toDouble(), 40.0);
            QCOMPARE(all.front().evidence[u"groups"_s][0][u"oldest_seconds"_s].toDouble(), 600.0);
        }
    }
};

LOCKMASTER_TEST(TestReplicationFindings)
#include "tst_replicationfindings.moc"
