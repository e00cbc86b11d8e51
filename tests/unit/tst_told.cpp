// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that tell the largest and the smallest numbers there are: nothing wraps around.
#include "base/told.h"

#include <QTest>

#include "harness/testprogram.h"
#include "model/postgres/replicationlag.h"
#include "model/postgres/replicationslot.h"
#include "model/redis/redis.h"
#include "pgrowsof.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Limits = std::numeric_limits<std::int64_t>;
using std::chrono::microseconds;

constexpr ServerTime kFirst{microseconds(Limits::min())};
constexpr ServerTime kLast{microseconds(Limits::max())};
constexpr Lsn kEnd = std::numeric_limits<Lsn>::max();

/// timestamptz as it comes in binary.
PgRows rowOfTime(std::int64_t value)
{
    QByteArray csv("t\n");
    for (int shift = 56; shift >= 0; shift -= 8)
        csv += char(std::uint64_t(value) >> shift);
    return rowsOf(csv);
}

} // namespace

class TestTold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differencesStopAtTheLimits()
    {
        QCOMPARE(saturatingDifference(7, 9), -2);
        QCOMPARE(saturatingDifference(Limits::max(), -1), Limits::max());
        QCOMPARE(saturatingDifference(Limits::min(), 1), Limits::min());
        QCOMPARE(saturatingDifference(0, Limits::min()), Limits::max());
        QCOMPARE(distanceBeyond(9, 7), 2);
        QCOMPARE(distanceBeyond(7, 9), 0);
        QCOMPARE(distanceBeyond(kEnd, 0), Limits::max());
    }

    void timesAreWithinBounds()
    {
        QCOMPARE(told<std::chrono::seconds>(90), 90s);
        constexpr microseconds kMost = kFarthestTold;
        for (const std::int64_t value : {Limits::min(), Limits::max()}) {
            const microseconds most = value < 0 ? -kMost : kMost;
            QCOMPARE(microseconds(told<std::chrono::seconds>(value)), most);
            QCOMPARE(microseconds(told<std::chrono::milliseconds>(value)), most);
            QCOMPARE(told<microseconds>(value), most);
        }
    }

    void timeOfARow()
    {
        QCOMPARE(rowOfTime(0).time(0, 0), ServerTime(std::chrono::sys_days(std::chrono::year{2000} / 1 / 1)));
        for (const std::int64_t value : {Limits::max(), Limits::max() - 1, Limits::min(), Limits::min() + 1})
            QCOMPARE(rowOfTime(value).time(0, 0), std::nullopt);
    }

    void ages()
    {
        QCOMPARE(ageAt(kLast, kFirst), microseconds::max());
        QCOMPARE(ageAt(kFirst, kLast), 0us);
    }

    void replicationIsNeverBehindByLessThanNothing()
    {
        Replication here;
        here.here = kEnd;
        WalSender sender;
        sender.replayed = 0;
        sender.replySeen = kLast;
        sender.unreplayedSince = kFirst;
        const Lag lag = senderLag(here, sender, LagStage::Replayed, kLast);
        QCOMPARE(lag.bytes, Limits::max());
        QCOMPARE(lag.time, microseconds::max());
        ReplicationSlot slot;
        slot.restart = 0;
        QCOMPARE(behindBytes(here, slot), Limits::max());
    }

    void redisOffsets()
    {
        RedisReplication replication;
        replication.offset = Limits::min();
        RedisReplica replica;
        replica.offset = Limits::max();
        QCOMPARE(replicaLag(replication, replica), 0);
    }
};

LOCKMASTER_TEST(TestTold)
#include "tst_told.moc"
