// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is told when a trouble is over: once, after all of it, with what was done.
#include "harness/testprogram.h"
#include "incidents/aftermath.h"
#include "notefixtures.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

const QString kWatched = u"orders-primary"_s;

Finding rootedIn(int pid, std::chrono::seconds since, int victims)
{
    Finding finding = blockade(FindingSeverity::Critical, victims);
    finding.key += QString::number(pid);
    finding.since = kMidnight + 3h + since;
    return finding;
}

void seeAll(Aftermath &aftermath, const std::vector<SeenMoment> &moments)
{
    for (const SeenMoment &moment : moments)
        aftermath.see(kWatched, moment);
}

} // namespace

class TestAftermath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatIsOverUntilDismissed()
    {
        Aftermath aftermath;
        seeAll(aftermath, {seenAt(8min, {rootedIn(1, 7min, 41)})});
        QVERIFY(!aftermath.over(kWatched));
        seeAll(aftermath, {seenAt(9min)});
        const auto over = aftermath.over(kWatched);
        QVERIFY(over);
        QCOMPARE(over->from, kMidnight + 3h + 7min);
        QCOMPARE(over->over, kMidnight + 3h + 9min);
        QVERIFY(!aftermath.over(u"billing"_s));
        seeAll(aftermath, {seenAt(100min)});
        QVERIFY(aftermath.over(kWatched) == over);
        aftermath.dismiss(kWatched);
        QVERIFY(!aftermath.over(kWatched));
        seeAll(aftermath, {seenAt(101min, {rootedIn(2, 100min, 3)}), seenAt(102min)});
        QVERIFY(aftermath.over(kWatched));
    }

    void ofManyTheOldestOfWhatIsOverAreForgotten()
    {
        TimelineJoiner joiner(kWatched);
        joiner.see(seenAt(0s, {rootedIn(1, 0s, 3)})); // and goes on
        for (int second = 1; second <= 20; ++second)
            joiner.see(seenAt(std::chrono::seconds(second),
                              {rootedIn(1, 0s, 3), rootedIn(100 + second, std::chrono::seconds(second), 3)}));
        QCOMPARE(joiner.entries().size(), 21u);
        joiner.forgetBeyond(5);
        QCOMPARE(joiner.entries().size(), 5u);
        QVERIFY(!joiner.entries().front().over);
        QVERIFY(joiner.entries().back().finding()->key.endsWith(u"120"));
    }

    void rootsThatFollowEachOtherAreOne()
    {
        Aftermath aftermath;
        seeAll(aftermath, {seenAt(8min, {rootedIn(155, 7min, 41)}), seenAt(9min, {rootedIn(157, 9min, 40)})});
        QVERIFY(!aftermath.over(kWatched)); // 155 is gone, and they still wait
        seeAll(aftermath, {seenAt(10min)});
        const auto over = aftermath.over(kWatched);
        QVERIFY(over);
        QCOMPARE(over->from, kMidnight + 3h + 7min);
        QCOMPARE(over->over, kMidnight + 3h + 10min);
        QCOMPARE(over->worst.evidence["victims"_L1].toInt(), 41);
    }

    void shortOnesAreNotTold()
    {
        Aftermath aftermath;
        seeAll(aftermath, {seenAt(8min, {rootedIn(1, 8min, 41)}), seenAt(8min + 9s)});
        QVERIFY(!aftermath.over(kWatched));
    }

    void whatIsNotSeenIsNotOver()
    {
        Aftermath aftermath;
        seeAll(aftermath, {seenAt(8min, {rootedIn(1, 7min, 41)}), notSeenAt(9min), notSeenAt(30min)});
        QVERIFY(!aftermath.over(kWatched));
        const auto last = aftermath.lastKnown(kWatched);
        QVERIFY(last);
        QVERIFY2(lastKnownWords(*last).contains(u"41 sessions wait behind session 155"_s),
                 qPrintable(lastKnownWords(*last)));
    }

    void saysWhatWasDone()
    {
        const Episode episode{kWatched, kStart, kActed + 1s, blockade(FindingSeverity::Critical, 41)};
        const QString words = overWords(episode, {endOfRoot()});
        QVERIFY2(words.contains(u", lasted 5 m 02 s; you ended 155. At its worst: 41 sessions wait"_s),
                 qPrintable(words));
        Deed before = endOfRoot();
        before.at.wall = kStart - 1s;
        QVERIFY(overWords(episode, {before}).contains(u", lasted 5 m 02 s. At its worst"_s));
    }
};

LOCKMASTER_TEST(TestAftermath)
#include "tst_aftermath.moc"
