// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a command goes on and when it is done, from one reading to the next; checkpoints of the last half hour.
#include <QTest>

#include "harness/testprogram.h"
#include "probes/postgres/draft/checkpointhistory.h"
#include "probes/postgres/draft/progresshistory.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr ServerTime kFirstLook{1'795'000'000s};

CommandProgress vacuumAt(std::int64_t done, const QString &phase = u"scanning heap"_s)
{
    CommandProgress one;
    one.pid = 7;
    one.command = u"VACUUM"_s;
    one.relation = u"orders"_s;
    one.phase = phase;
    one.unit = WorkUnit::Blocks;
    one.done = done;
    one.total = 1000;
    return one;
}

CommandProgress followed(ProgressHistory &history, std::chrono::milliseconds at, const CommandProgress &command)
{
    std::vector<CommandProgress> all{command};
    history.follow(kFirstLook + at, all);
    return all.front();
}

Checkpoints counted(std::int64_t timed, std::int64_t requested)
{
    Checkpoints all;
    all.timed = timed;
    all.requested = requested;
    return all;
}

} // namespace

class TestProgress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRateNeedsTwoReadings()
    {
        ProgressHistory history;
        QVERIFY(!followed(history, 0s, vacuumAt(100)).perSecond);
        const CommandProgress later = followed(history, 2s, vacuumAt(300));
        QCOMPARE(later.perSecond, std::optional(100.0));
        QCOMPARE(later.share(), std::optional(0.3));
        QCOMPARE(later.timeLeft(), std::optional<std::chrono::microseconds>(7s));
    }

    void aPhaseBeginsAnew()
    {
        ProgressHistory history;
        followed(history, 0s, vacuumAt(100));
        QVERIFY(!followed(history, 1s, vacuumAt(200, u"vacuuming heap"_s)).perSecond);
        QVERIFY(!followed(history, 2s, vacuumAt(100)).perSecond); // again, after a pass over the indexes
        QVERIFY(!followed(history, 3s, vacuumAt(50)).perSecond);  // the next table of the same name
        QCOMPARE(followed(history, 4s, vacuumAt(60)).perSecond, std::optional(10.0));
    }

    void onlyTheLastHalfMinuteCounts()
    {
        ProgressHistory history;
        followed(history, 0s, vacuumAt(0));
        followed(history, 10s, vacuumAt(900));
        followed(history, 20s, vacuumAt(910));
        QCOMPARE(followed(history, 40s, vacuumAt(930)).perSecond, std::optional(1.0));
    }

    void whatStandsStillHasNoEnd()
    {
        ProgressHistory history;
        followed(history, 0s, vacuumAt(100));
        const CommandProgress still = followed(history, 5s, vacuumAt(100));
        QCOMPARE(still.perSecond, std::optional(0.0));
        QVERIFY(!still.timeLeft());
        CommandProgress endless = vacuumAt(1); // COPY TO, of which nobody knows how much it will be
        endless.total.reset();
        QVERIFY(!endless.share() && !endless.timeLeft());
        CommandProgress more = vacuumAt(1100); // of a table that grows
        more.perSecond = 10;
        QCOMPARE(more.share(), std::optional(1.0));
        QCOMPARE(more.timeLeft(), std::optional(0us));
    }

    void checkpointsAreCountedFromTheFirstLook()
    {
        CheckpointHistory history;
        Checkpoints now = counted(500, 30);
        history.follow(kFirstLook, Lsn(1000), now);
        QCOMPARE(now.recent.requested, 0);
        now = counted(501, 33);
        history.follow(kFirstLook + 10min, Lsn(91'000), now);
        QCOMPARE(now.recent, (RecentCheckpoints{kFirstLook, 10min, 1, 3, 90'000}));
        now = counted(502, 33);
        history.follow(kFirstLook + 35min, Lsn(91'000), now); // the first look was more than half an hour ago
        QCOMPARE(now.recent, (RecentCheckpoints{kFirstLook + 10min, 25min, 1, 0, 0}));
    }

    void countersThatWerePutBackBeginAnew()
    {
        CheckpointHistory history;
        Checkpoints now = counted(500, 30);
        history.follow(kFirstLook, {}, now);
        now = counted(0, 2);
        history.follow(kFirstLook + 1min, {}, now);
        QCOMPARE(now.recent, (RecentCheckpoints{kFirstLook + 1min, 0min, 0, 0, {}}));
    }
};

LOCKMASTER_TEST(TestProgress)
#include "tst_progress.moc"
