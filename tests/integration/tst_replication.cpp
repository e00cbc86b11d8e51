// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication on real servers: a primary, two standbys and a cascaded one, watched together. Each scene is seen within
// two samples of having begun, and gone within two of having ended.
#include <QDeadlineTimer>
#include <QTest>
#include <algorithm>
#include <functional>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "metrics/sampleof.h"
#include "model/postgres/idlegroups.h"
#include "model/postgres/replicationlag.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kInterval{1000};
constexpr std::chrono::milliseconds kTwoSamples = 2 * kInterval + 700ms; // and what a busy machine adds

EngineOptions everySecond()
{
    EngineOptions options;
    options.interval = kInterval;
    options.serverShare = 0;
    return options;
}

QString words(const Result<void> &result)
{
    return result ? QString() : result.error().text + u' ' + result.error().detail;
}

} // namespace

class TestReplication : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<Watched> m_watched;

    using Seen = std::function<bool(TestReplication &)>;

    std::vector<Target> targets() const
    {
        return {targetOf(*m_lab, m_lab->primary()), targetOf(*m_lab, m_lab->standby(1)),
                targetOf(*m_lab, m_lab->standby(2)), targetOf(*m_lab, m_lab->standby(3))};
    }
    SnapshotPtr latest(const QString &target) const
    {
        const auto newest =
            std::ranges::find_last(m_watched->all(), target, [](const SnapshotPtr &each) { return each->target; });
        return newest.empty() ? nullptr : newest.front();
    }
    std::shared_ptr<const Replication> replication(const QString &target) const
    {
        const SnapshotPtr snapshot = latest(target);
        return snapshot && isLive(snapshot->link) && snapshot->postgres ? snapshot->postgres->replication : nullptr;
    }
    std::optional<Finding> finding(const QString &target, const QString &id) const
    {
        const SnapshotPtr snapshot = latest(target);
        if (!snapshot)
            return {};
        for (const Finding &each : findings(*snapshot)) {
            if (each.id == id)
                return each;
        }
        return {};
    }
    std::vector<Finding> between() const
    {
        std::vector<SnapshotPtr> newest;
        for (const char *name : {"orders-primary", "orders-standby-1", "orders-standby-2", "orders-standby-3"})
            newest.push_back(latest(QString::fromLatin1(name)));
        return fleetFindings(newest, Fleet{targets()});
    }
    /// As the primary, or an upstream, sees it.
    Lag lagAt(const QString &upstream, const QString &standby) const
    {
        const auto here = replication(upstream);
        if (!here)
            return {};
        const auto sender = std::ranges::find(here->senders, standby, &WalSender::application);
        return sender == here->senders.end()
                   ? Lag()
                   : senderLag(*here, *sender, LagStage::Replayed, latest(upstream)->postgres->serverNow);
    }
    Lag ownLag(const QString &standby) const
    {
        const auto here = replication(standby);
        return here ? standbyLag(*here, latest(standby)->postgres->serverNow) : Lag();
    }
    bool isInStep() const
    {
        const Lag none{0, 0us};
        return lagAt(u"orders-primary"_s, u"orders_standby_1"_s) == none
               && lagAt(u"orders-primary"_s, u"orders_standby_2"_s) == none
               && lagAt(u"orders-standby-1"_s, u"orders_standby_3"_s) == none && ownLag(u"orders-standby-1"_s) == none
               && ownLag(u"orders-standby-2"_s) == none && ownLag(u"orders-standby-3"_s) == none;
    }
    bool writeOne() { return m_lab->exec(u"UPDATE customers SET balance = balance + 1 WHERE id = 1"_s).has_value(); }
    static bool isMuch(const Lag &lag) { return lag.bytes.value_or(0) > 500'000 && lag.time.value_or(0us) > 500ms; }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Standbys | LabPart::Cascade;
        options.settings[u"archive_mode"_s] = u"on"_s;
        options.settings[u"archive_command"_s] = u"true"_s;
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(words(started)));
        m_watched = std::make_unique<Watched>(*m_lab, targets(), everySecond());
        QTRY_VERIFY_WITH_TIMEOUT(isInStep(), 10000);
    }
    void cleanupTestCase()
    {
        m_watched.reset();
        m_lab.reset();
    }

    void whoStreamsFromWhom()
    {
        const auto primary = replication(u"orders-primary"_s);
        QVERIFY(primary && !primary->inRecovery && primary->timeline == 1);
        QStringList standbys;
        for (const WalSender &sender : primary->senders)
            standbys << sender.application;
        standbys.sort();
        QCOMPARE(standbys, (QStringList{u"orders_standby_1"_s, u"orders_standby_2"_s}));
        const auto middle = replication(u"orders-standby-1"_s);
        QVERIFY(middle && middle->inRecovery && middle->timeline == 1);
        QCOMPARE(middle->senders.size(), std::size_t(1));
        QCOMPARE(middle->senders.front().application, u"orders_standby_3"_s);
        QCOMPARE(middle->receiver->senderPort, m_lab->primary().port());
        QCOMPARE(replication(u"orders-standby-3"_s)->receiver->senderPort, m_lab->standby(1).port());
    }

    // The measure of the runbooks grows all the while.
    void anIdlePrimaryHasNoLag()
    {
        QVERIFY(writeOne());
        const auto sinceCommit = [this] {
            return m_lab->standby(1).value(u"SELECT now() - pg_last_xact_replay_timestamp() > '3 s'"_s);
        };
        QTRY_COMPARE_WITH_TIMEOUT(sinceCommit(), u"t"_s, 8000);
        QTRY_VERIFY(isInStep()); // the background writer may have said something a moment ago
        QVERIFY(between().empty());
        for (const char *name : {"orders-primary", "orders-standby-1", "orders-standby-2", "orders-standby-3"})
            QVERIFY2(findings(*latest(QString::fromLatin1(name))).empty(), name);
    }

    void lagAgreesWithBothEnds()
    {
        const auto scene = makeScene(u"replication-lag"_s);
        const auto begun = scene->begin(*m_lab);
        QVERIFY2(begun, qPrintable(words(begun)));
        const auto atPrimary = [this] {
            return m_lab
                ->value(u"SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) FROM pg_stat_replication WHERE "
                        "application_name = 'orders_standby_2'"_s)
                .toLongLong();
        };
        const auto atStandby = [this] {
            return m_lab->standby(2)
                .value(u"SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"_s)
                .toLongLong();
        };
        for (int time = 0; time < 3; ++time) { // it only grows: a sample lies between what was before and is after it
            const qint64 primaryBefore = atPrimary();
            const qint64 standbyBefore = atStandby();
            m_watched->forgetAll();
            QTRY_VERIFY(replication(u"orders-primary"_s) && replication(u"orders-standby-2"_s));
            const qint64 ours = lagAt(u"orders-primary"_s, u"orders_standby_2"_s).bytes.value_or(-1);
            const qint64 own = ownLag(u"orders-standby-2"_s).bytes.value_or(-1);
            QVERIFY2(ours >= primaryBefore && ours <= atPrimary(), QByteArray::number(ours));
            QVERIFY2(own >= standbyBefore && own <= atStandby(), QByteArray::number(own));
        }
        QTRY_VERIFY_WITH_TIMEOUT(finding(u"orders-primary"_s, u"pg.replication.lag"_s), 12000);
        const Finding late = *finding(u"orders-primary"_s, u"pg.replication.lag"_s);
        QCOMPARE(late.evidence[u"standby"_s], u"orders_standby_2"_s);
        QCOMPARE(late.evidence[u"stage"_s], u"replay"_s);
        QTRY_VERIFY(finding(u"orders-standby-2"_s, u"pg.replication.lag"_s));
        QCOMPARE(finding(u"orders-standby-2"_s, u"pg.replication.lag"_s)->evidence[u"apply_delay"_s], u"1h"_s);
        QVERIFY(scene->end());
        QTRY_VERIFY_WITH_TIMEOUT(isInStep(), int(kTwoSamples.count()));
    }

    void scenesAreSeenAndGone_data()
    {
        QTest::addColumn<Seen>("isOn");
        const QString primary = u"orders-primary"_s;
        QTest::newRow("replication-lag") << Seen([=](TestReplication &test) {
            return isMuch(test.lagAt(primary, u"orders_standby_2"_s)) && isMuch(test.ownLag(u"orders-standby-2"_s));
        });
        QTest::newRow("standby-gone") << Seen([=](TestReplication &test) {
            const auto found = test.finding(primary, u"pg.replication.broken"_s);
            return found && found->evidence[u"slot"_s] == u"orders_standby_2"_s;
        });
        QTest::newRow("slot-inactive") << Seen([=](TestReplication &test) {
            const auto found = test.finding(primary, u"pg.replication.slot"_s);
            return found && found->evidence[u"slot"_s] == u"orders_standby_2"_s
                   && found->evidence[u"retained_bytes"_s].toInteger() > 2'000'000;
        });
        QTest::newRow("replay-paused") << Seen([](TestReplication &test) {
            return test.finding(u"orders-standby-2"_s, u"pg.replication.paused"_s).has_value();
        });
        QTest::newRow("sync-standby-gone") << Seen([=](TestReplication &test) {
            const auto found = test.finding(primary, u"pg.replication.sync_wait"_s);
            return found && found->evidence[u"waiters"_s] == 5
                   && found->evidence[u"missing"_s][0] == u"orders_standby_1"_s;
        });
        QTest::newRow("leak-of-idle-connections") << Seen([=](TestReplication &test) {
            const SnapshotPtr snapshot = test.latest(primary);
            const auto groups = idleGroups(*snapshot->postgres);
            const auto group = std::ranges::find(groups, u"stock-sync"_s, &IdleGroup::application);
            return group != groups.end() && group->idle >= 20;
        });
        QTest::newRow("two-primaries") << Seen([](TestReplication &test) { return test.between().size() == 2; });
    }
    void scenesAreSeenAndGone()
    {
        QFETCH(Seen, isOn);
        const auto scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!isOn(*this));
        const auto begun = scene->begin(*m_lab);
        QVERIFY2(begun, qPrintable(words(begun)));
        QTRY_VERIFY_WITH_TIMEOUT(isOn(*this), int(kTwoSamples.count()));
        const auto ended = scene->end();
        QVERIFY2(ended, qPrintable(words(ended)));
        QTRY_VERIFY_WITH_TIMEOUT(!isOn(*this), int(kTwoSamples.count()));
        QTRY_VERIFY_WITH_TIMEOUT(isInStep(), 15000); // a standby that was down is connected to again
    }

    void aPromotedNodeHasNoLag()
    {
        QVERIFY(writeOne());
        QTRY_VERIFY(isInStep());
        const auto scene = makeScene(u"two-primaries"_s);
        const auto begun = scene->begin(*m_lab);
        QVERIFY2(begun, qPrintable(words(begun)));
        const auto isPrimary = [this] {
            const auto here = replication(u"orders-standby-2"_s);
            return here && !here->inRecovery;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isPrimary(), int(kTwoSamples.count()));
        QTRY_COMPARE_WITH_TIMEOUT(replication(u"orders-standby-2"_s)->timeline, 2u, int(kTwoSamples.count()));
        QCOMPARE(ownLag(u"orders-standby-2"_s), Lag());
        QVERIFY(std::ranges::none_of(latest(u"orders-standby-2"_s)->samples, [](const Sample &sample) {
            return sample.series.contains(u"lockmaster_standby_lag");
        }));
        QVERIFY(!m_lab->standby(2).value(u"SELECT pg_last_xact_replay_timestamp()"_s).isEmpty()); // which is stale
        QVERIFY(scene->end());
        QTRY_VERIFY_WITH_TIMEOUT(isInStep(), 15000);
    }

    void growingIdleSessionsAreALeak()
    {
        const auto scene = makeScene(u"leak-of-idle-connections"_s);
        const auto begun = scene->begin(*m_lab);
        QVERIFY2(begun, qPrintable(words(begun)));
        const QString leak = u"pg.connections.leak"_s;
        QTRY_VERIFY_WITH_TIMEOUT(finding(u"orders-primary"_s, leak), 15000);
        QCOMPARE(finding(u"orders-primary"_s, leak)->evidence[u"application"_s], u"stock-sync"_s);
        QVERIFY(finding(u"orders-primary"_s, leak)->evidence[u"growth_per_minute"_s].toDouble() >= 6);
        QVERIFY(scene->end());
        QTRY_VERIFY_WITH_TIMEOUT(!finding(u"orders-primary"_s, leak), int(kTwoSamples.count()));
    }

    void archivingThatFailsIsSeen()
    {
        QVERIFY(m_lab->primary().set({{u"archive_command"_s, u"false"_s}}));
        QVERIFY(writeOne()); // else there is nothing to switch
        QVERIFY(m_lab->exec(u"SELECT pg_switch_wal()"_s));
        QTRY_VERIFY_WITH_TIMEOUT(finding(u"orders-primary"_s, u"pg.archive.failing"_s), 25000);
        const Finding failing = *finding(u"orders-primary"_s, u"pg.archive.failing"_s);
        QCOMPARE(failing.evidence[u"file"_s].toString(),
                 m_lab->value(u"SELECT last_failed_wal FROM pg_stat_archiver"_s));
        QVERIFY(failing.evidence[u"pending_files"_s].toInt() >= 1);
        QVERIFY(m_lab->primary().set({{u"archive_command"_s, u"true"_s}}));
        QVERIFY(writeOne());
        QVERIFY(m_lab->exec(u"SELECT pg_switch_wal()"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!finding(u"orders-primary"_s, u"pg.archive.failing"_s), 75000);
    }

    // Standbys stream from their slots: what is safe moves along with them, however fast WAL is written.
    void aSlotInUseOnABusyPrimaryIsNoTrouble()
    {
        QVERIFY(m_lab->primary().set({{u"max_slot_wal_keep_size"_s, u"8MB"_s}}));
        const QString behind = u"lockmaster_slot_behind_bytes{slot_name=\"orders_standby_1\"}"_s;
        int known = 0;
        for (QDeadlineTimer patience(30s); known < 20 && !patience.hasExpired();) {
            QVERIFY(m_lab->exec(u"SELECT pg_logical_emit_message(true, 'stock', repeat('x', 200000))"_s));
            QTest::qWait(200);
            QVERIFY(!finding(u"orders-primary"_s, u"pg.replication.slot"_s));
            const SnapshotPtr seen = latest(u"orders-primary"_s);
            const auto written = minuteRateOf(*seen, u"lockmaster_wal_bytes_total"_s);
            known += growthPerMinute(*seen, behind) && written.value_or(0) > 100'000 ? 1 : 0;
        }
        QCOMPARE(known, 20);
        QVERIFY(m_lab->primary().set({{u"max_slot_wal_keep_size"_s, u"-1"_s}}));
        QTRY_VERIFY_WITH_TIMEOUT(isInStep(), 15000);
    }

    void withoutPgMonitorItIsSaidWhatIsHidden()
    {
        Target target = targetOf(*m_lab, m_lab->primary(), u"web"_s);
        Watched watched(*m_lab, {target}, quick());
        QTRY_VERIFY(watched.isLiveNow() && watched.state()->replication);
        const Replication &here = *watched.state()->replication;
        QCOMPARE(here.senders.size(), std::size_t(2));
        for (const WalSender &sender : here.senders) {
            QVERIFY(sender.isHidden());
            QCOMPARE(senderLag(here, sender, LagStage::Replayed, watched.state()->serverNow), Lag());
        }
        QVERIFY(watched.last()->hidden.front().contains(u"how far standbys are"));
        QVERIFY(watched.last()->hidden.front().contains(u"GRANT pg_monitor TO web"));
        QVERIFY(std::ranges::none_of(watched.last()->samples,
                                     [](const Sample &sample) { return sample.series.contains(u"replication_lag"); }));
    }

    // Last: it restarts all servers.
    void aPauseByTheServerIsNotToBeResumed()
    {
        const PgSettings more{{u"max_worker_processes"_s, u"20"_s}};
        PostgresServer &primary = m_lab->primary();
        QVERIFY(primary.set(more));
        QVERIFY(primary.stop() && primary.start());
        const auto told = [this]() -> std::optional<Finding> {
            for (const Finding &each : between()) {
                if (each.id == u"pg.replication.paused_by" && each.target == u"orders-standby-2")
                    return each;
            }
            return {};
        };
        QTRY_VERIFY_WITH_TIMEOUT(told().has_value(), 30000);
        const Finding paused = *told();
        QCOMPARE(paused.severity, FindingSeverity::Critical);
        QCOMPARE(paused.evidence[u"lower"_s][0][u"name"_s], u"max_worker_processes"_s);
        QCOMPARE(paused.recommended.front().command, u"ALTER SYSTEM SET max_worker_processes = 20;"_s);
        for (const int number : {1, 2, 3}) {
            PostgresServer &standby = m_lab->standby(number);
            QVERIFY(standby.set(more));
            QVERIFY(standby.stop() && standby.start());
        }
        QTRY_VERIFY_WITH_TIMEOUT(!told() && isInStep(), 30000);
    }
};

LOCKMASTER_TEST(TestReplication)
#include "tst_replication.moc"
