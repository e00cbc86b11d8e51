// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of replication and of connections that leak, from snapshots made by hand.
#include "harness/testprogram.h"
#include "replicationscene.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

WalSender standby(const QString &name, std::int64_t behind = 0)
{
    WalSender sender;
    sender.pid = 4711;
    sender.application = name;
    sender.state = u"streaming"_s;
    sender.syncState = u"async"_s;
    sender.sent = sender.written = sender.flushed = kHere;
    sender.replayed = kHere - static_cast<Lsn>(behind);
    return sender;
}

ReplicationScene standbyScene()
{
    ReplicationScene scene;
    scene.replication.inRecovery = true;
    scene.replication.replayed = kHere;
    scene.replication.replayedCommit = kNow - 1h;
    scene.replication.hasUpstream = true;
    scene.replication.applyDelay = u"0"_s;
    scene.replication.receiver.emplace();
    scene.replication.receiver->status = u"streaming"_s;
    return scene;
}

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
        scene.samples = {{u"deriv(lockmaster_replication_lag_bytes{application_name=\"s1\"}[15s])"_s, growth}};
        const auto all = scene.found();
        QCOMPARE(told(all), severity.isEmpty() ? QStringList() : QStringList{u"pg.replication.lag "_s + severity});
        if (!all.empty()) {
            QCOMPARE(all.front().evidence[u"stage"_s], u"replay"_s);
            QCOMPARE(all.front().evidence[u"bytes"_s].toInteger(), bytes);
            QCOMPARE(all.front().evidence[u"seconds"_s].toDouble(), double(seconds));
        }
    }

    void theStageIsWhereMostWaits()
    {
        ReplicationScene scene;
        scene.replication.senders = {standby(u"s1"_s, 200 << 20)};
        scene.replication.senders.front().sent = kHere - (180 << 20);
        scene.replication.senders.front().written = scene.replication.senders.front().flushed = kHere - (181 << 20);
        QCOMPARE(scene.found().front().evidence[u"stage"_s], u"send"_s);
    }

    void aDelayedStandbyIsMeantToBeLate()
    {
        ReplicationScene scene = standbyScene();
        scene.replication.replayed = kHere - (100 << 20);
        scene.replication.applyDelay = u"1h"_s;
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag info"_s});
        scene.replication.applyDelay = u"0"_s;
        QCOMPARE(told(scene.found()), QStringList{u"pg.replication.lag critical"_s});
    }

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

    void slots_data()
    {
        QTest::addColumn<bool>("isActive");
        QTest::addColumn<bool>("isLogical");
        QTest::addColumn<QString>("status");
        QTest::addColumn<qint64>("safe");
        QTest::addColumn<QString>("severity");
        QTest::newRow("in use") << true << false << u"extended"_s << qint64(-1) << QString();
        QTest::newRow("in use, lost in a minute")
            << true << false << u"extended"_s << qint64(60'000'000) << u"critical"_s;
        QTest::newRow("in use, lost in an hour")
            << true << false << u"extended"_s << qint64(3'600'000'000) << QString();
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
        if (!all.empty())
            QCOMPARE(all.front().evidence[u"drop"_s], u"SELECT pg_drop_replication_slot('it''s')"_s);
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
