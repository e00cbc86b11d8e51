// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The truth about lag, case by case, and what times and trends are made of.
#include <QTest>

#include "metrics/trend.h"
#include "harness/testprogram.h"
#include "model/postgres/replicationlag.h"
#include "probes/postgres/draft/clockhistory.h"
#include "probes/postgres/draft/walhistory.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ServerTime kMeasuredAt{1'795'000'000s};
constexpr int kUnknown = -1;

int inMilliseconds(std::optional<std::chrono::microseconds> time)
{
    return time ? static_cast<int>(time->count() / 1000) : kUnknown;
}

std::optional<ServerTime> ago(int seconds)
{
    return seconds < 0 ? std::nullopt : std::optional(kMeasuredAt - std::chrono::seconds(seconds));
}

} // namespace

class TestReplicationLag : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofASender_data()
    {
        QTest::addColumn<qint64>("behind");
        QTest::addColumn<int>("told");  // replay_lag in ms
        QTest::addColumn<int>("since"); // seconds, as far as we watched
        QTest::addColumn<int>("lag");   // ms
        QTest::newRow("idle: nothing told, nothing behind") << qint64(0) << kUnknown << kUnknown << 0;
        QTest::newRow("caught up, an old measure is still told") << qint64(0) << 4200 << kUnknown << 0;
        QTest::newRow("busy") << qint64(4096) << 3 << 0 << 3;
        QTest::newRow("behind, nothing known of time") << qint64(4096) << kUnknown << kUnknown << kUnknown;
        QTest::newRow("replay paused: what is told stands still") << qint64(33'700'000) << 2800 << 95 << 95'000;
        QTest::newRow("catching up: what is told is longer") << qint64(1000) << 60'000 << 40 << 60'000;
        QTest::newRow("ahead: its position was read later") << qint64(-200) << 1 << kUnknown << 0;
    }
    void ofASender()
    {
        QFETCH(qint64, behind);
        QFETCH(int, told);
        QFETCH(int, since);
        Replication here;
        here.here = 100'000'000;
        WalSender sender;
        sender.replayed = static_cast<Lsn>(100'000'000 - behind);
        if (told >= 0)
            sender.replayLag = std::chrono::milliseconds(told);
        sender.unreplayedSince = ago(since);
        const Lag lag = senderLag(here, sender, LagStage::Replayed, kMeasuredAt);
        QCOMPARE(lag.bytes, std::max<std::int64_t>(behind, 0));
        QTEST(inMilliseconds(lag.time), "lag");
    }

    void aHiddenSenderHasNoLag()
    {
        Replication here;
        here.here = 100;
        QCOMPARE(senderLag(here, WalSender(), LagStage::Replayed, kMeasuredAt), Lag());
    }

    void ofAStandby_data()
    {
        QTest::addColumn<bool>("inRecovery");
        QTest::addColumn<bool>("receives");
        QTest::addColumn<int>("behind");
        QTest::addColumn<int>("since");
        QTest::addColumn<int>("commit"); // seconds ago
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("lag"); // ms
        QTest::newRow("idle primary, last commit an hour ago") << true << true << 0 << kUnknown << 3600 << 0 << 0;
        QTest::newRow("promoted: no lag, whatever it replayed once")
            << false << false << 0 << kUnknown << 4'400'000 << kUnknown << kUnknown;
        QTest::newRow("behind, watched") << true << true << 5000 << 7 << 3600 << 5000 << 7000;
        QTest::newRow("behind, at the first look") << true << true << 5000 << kUnknown << 9 << 5000 << 9000;
        QTest::newRow("behind, nothing committed yet")
            << true << true << 5000 << kUnknown << kUnknown << 5000 << kUnknown;
        QTest::newRow("streams from no server") << true << false << 0 << kUnknown << 60 << 0 << kUnknown;
    }
    void ofAStandby()
    {
        QFETCH(bool, receives);
        QFETCH(int, behind);
        QFETCH(int, since);
        QFETCH(int, commit);
        Replication here;
        QFETCH(bool, inRecovery);
        here.inRecovery = inRecovery;
        here.here = 100'000;
        here.replayed = static_cast<Lsn>(100'000 - behind);
        here.unreplayedSince = ago(since);
        here.replayedCommit = ago(commit);
        here.clockAhead = 0us;
        if (receives) {
            here.receiver.emplace();
            here.receiver->status = u"streaming"_s;
        }
        const Lag lag = standbyLag(here, kMeasuredAt);
        QTEST(lag.bytes ? int(*lag.bytes) : kUnknown, "bytes");
        QTEST(inMilliseconds(lag.time), "lag");
    }

    /// Commits are dated by the primary's clock, ages are reckoned on the standby's.
    void clocksApartAreReckonedOut_data()
    {
        QTest::addColumn<int>("ahead"); // seconds
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<int>("lag"); // ms
        QTest::newRow("together") << 0 << true << 9000;
        QTest::newRow("ahead") << 130 << true << 9000;
        QTest::newRow("behind") << -130 << true << 9000;
        QTest::newRow("who knows") << 130 << false << kUnknown;
    }
    void clocksApartAreReckonedOut()
    {
        QFETCH(int, ahead);
        QFETCH(bool, isKnown);
        Replication here;
        here.inRecovery = true;
        here.here = 100'000;
        here.replayed = 95'000;
        here.replayedCommit = kMeasuredAt - std::chrono::seconds(ahead) - 9s;
        if (isKnown)
            here.clockAhead = std::chrono::seconds(ahead);
        QTEST(inMilliseconds(standbyLag(here, kMeasuredAt).time), "lag");
        here.replayed = 100'000;
        here.receiver.emplace();
        QCOMPARE(standbyLag(here, kMeasuredAt), (Lag{0, 0us}));
    }

    /// What it has replayed a standby tells with its next message, what it has flushed at once.
    void whoHasNotRepliedSinceIsLateByWhatItFlushed_data()
    {
        QTest::addColumn<int>("seen");    // seconds ago: its newest message
        QTest::addColumn<int>("flushed"); // since so many seconds it has not flushed all
        QTest::addColumn<int>("lag");     // ms
        QTest::newRow("all flushed, no message since") << 9 << kUnknown << 0;
        QTest::newRow("not flushed, no message since") << 9 << 4 << 4000;
        QTest::newRow("a message since") << 2 << kUnknown << 9000;
        QTest::newRow("not known") << kUnknown << kUnknown << 9000;
    }
    void whoHasNotRepliedSinceIsLateByWhatItFlushed()
    {
        QFETCH(int, seen);
        QFETCH(int, flushed);
        Replication here;
        here.here = 100'000;
        WalSender sender;
        sender.replayed = 99'960;
        sender.unreplayedSince = ago(9);
        sender.unflushedSince = ago(flushed);
        sender.replySeen = ago(seen);
        QTEST(inMilliseconds(senderLag(here, sender, LagStage::Replayed, kMeasuredAt).time), "lag");
    }

    /// A message may have been long on its way, never short.
    void theClockIsToldByTheFastestMessageOfAMinute()
    {
        ClockHistory history;
        QVERIFY(!history.ahead());
        history.append(kMeasuredAt, kMeasuredAt + 5s);
        history.append(kMeasuredAt + 10s, kMeasuredAt + 10s + 3ms);
        history.append(kMeasuredAt + 10s, kMeasuredAt + 10s + 3ms); // the same again
        history.append(kMeasuredAt + 20s, kMeasuredAt + 22s);
        QCOMPARE(history.ahead(), std::optional<std::chrono::microseconds>(3ms));
        history.append(kMeasuredAt + 69s, kMeasuredAt + 71s);
        QCOMPARE(history.ahead(), std::optional<std::chrono::microseconds>(2s));
        history.append(kMeasuredAt + 72s, kMeasuredAt - 58s); // set back by 130 s
        QCOMPARE(history.ahead(), std::optional<std::chrono::microseconds>(-130s));
    }

    void historyTellsWhenTheWalWasPassed()
    {
        WalHistory history;
        history.append(kMeasuredAt - 10s, 1000);
        history.append(kMeasuredAt - 9s, 1000); // idle
        history.append(kMeasuredAt - 8s, 2000);
        history.append(kMeasuredAt - 7s, 3000);
        QVERIFY(!history.passed(500)); // before our time
        QCOMPARE(history.passed(1000), kMeasuredAt - 8s);
        QCOMPARE(history.passed(1999), kMeasuredAt - 8s);
        QCOMPARE(history.passed(2000), kMeasuredAt - 7s);
        QVERIFY(!history.passed(3000));        // not longer than that
        history.append(kMeasuredAt - 6s, 100); // another history
        QVERIFY(!history.passed(99) && !history.passed(2000));
    }

    void historyKeepsAnHour()
    {
        WalHistory history;
        for (int second = 0; second <= 7200; ++second)
            history.append(kMeasuredAt + std::chrono::seconds(second), static_cast<Lsn>(second));
        QVERIFY(!history.passed(3000));
        QCOMPARE(history.passed(3700), kMeasuredAt + 3701s);
    }

    void trendIsASlope()
    {
        Trend trend;
        const auto slopeAt = [&](double value, std::chrono::seconds at, std::chrono::seconds window = 15s) {
            trend.add(value, SteadyTime(100s) + at);
            return trend.slope(window, 1500ms);
        };
        QVERIFY(!slopeAt(10, 0s));
        QVERIFY(!slopeAt(20, 1s));
        QCOMPARE(*slopeAt(30, 2s), 10.0);
        QCOMPARE(*slopeAt(40, 3s), 10.0);
        for (int second = 4; second < 30; ++second) // what is older than the window does not count
            QVERIFY(slopeAt(40, std::chrono::seconds(second)));
        QCOMPARE(*slopeAt(40, 30s), 0.0);
        QVERIFY(*slopeAt(40, 31s, 60s) > 0);
    }

    void namesOfSynchronousStandbys_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("none") << QString() << QStringList();
        QTest::newRow("all") << u"*"_s << QStringList();
        QTest::newRow("list") << u"a, b"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("first") << u"FIRST 2 (s1, s2, s3)"_s << QStringList{u"s1"_s, u"s2"_s, u"s3"_s};
        QTest::newRow("any") << u"any 1(s1,\"s 2\")"_s << QStringList{u"s1"_s, u"s 2"_s};
        QTest::newRow("old form") << u"2 (s1, \"with \"\"quote\"\"\")"_s << QStringList{u"s1"_s, u"with \"quote\""_s};
    }
    void namesOfSynchronousStandbys()
    {
        QFETCH(QString, setting);
        const auto names = namesIn(setting);
        QTEST(QStringList(names.begin(), names.end()), "names");
    }

    void positionsAreWrittenAsTheServerDoes()
    {
        QCOMPARE(lsnText(0x3000148), u"0/3000148"_s);
        QCOMPARE(lsnText(0x1F'0000ABCDULL), u"1F/ABCD"_s);
    }
};

LOCKMASTER_TEST(TestReplicationLag)
#include "tst_replicationlag.moc"
