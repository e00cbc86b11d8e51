// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/lockrelease.h"

#include "findings/foresttext.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;

using Pids = std::vector<int>;

class TestLockRelease final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inAChainOneGoesOnAtOnce();
    void aQueueOnOneRowGoesOneByOne();
    void whoStandsBehindOthersTooWaitsOn();
    void severalEndTogether();
    void aDeadlockBehindItIsNotFreed();
    void threeRootsInAChainFreeAll();
    void endingThemAllOneByOneIsNoPlan();
    void aCancelGivesBackWhatTheTransactionHas();
    void aCancelMayNotGiveBackAnAdvisoryLock();
    void aCancelledWaiterLeavesTheQueueOfAnAdvisoryLock();
};

void TestLockRelease::inAChainOneGoesOnAtOnce()
{
    QString text = u"157 transactionid:7 60 < 155\n159 transactionid:8 50 < 157\n"_s;
    for (int pid = 200; pid < 239; ++pid)
        text += u"%1 transactionid:9 40 < 159\n"_s.arg(pid);
    const LockRelease release = releaseBy(waitsFrom(text), {155});
    QCOMPARE(release.atOnce, Pids{157});
    QCOMPARE(release.inTurn.size(), 40U);
    QCOMPARE(release.inTurn.front(), 159);
    QVERIFY(release.held.empty());
    const LockForest forest = lockForest(waitsFrom(text), kForestNow);
    QCOMPARE(forest.nodes.front().freed, 41);
    QCOMPARE(forest.nodes.front().freedAtOnce, 1);
}

void TestLockRelease::aQueueOnOneRowGoesOneByOne()
{
    const auto waits = waitsFrom(u"200 transactionid:7 30 < 100\n"
                                 "300 tuple:1 20 < 200\n"
                                 "400 tuple:1 10 < 200 300"_s);
    const LockRelease release = releaseBy(waits, {100});
    QCOMPARE(release.atOnce, Pids{200});
    QCOMPARE(release.inTurn, (Pids{300, 400}));
    // Without the one in front the next has its place in the queue, not the row.
    const LockRelease middle = releaseBy(waits, {200});
    QVERIFY(middle.atOnce.empty());
    QCOMPARE(middle.held, (Pids{300, 400}));
}

void TestLockRelease::whoStandsBehindOthersTooWaitsOn()
{
    const auto waits = waitsFrom(u"200 relation:1 30 < 100\n"
                                 "300 relation:2 20 < 100 101\n"
                                 "400 transactionid:5 10 < 300"_s);
    const LockRelease release = releaseBy(waits, {100});
    QCOMPARE(release.atOnce, Pids{200});
    QVERIFY(release.inTurn.empty());
    QCOMPARE(release.held, (Pids{300, 400}));
}

void TestLockRelease::severalEndTogether()
{
    const auto waits = waitsFrom(u"300 relation:2 20 < 100 101\n"
                                 "400 transactionid:5 10 < 300"_s);
    QCOMPARE(releaseBy(waits, {100, 101}).atOnce, Pids{300});
    QCOMPARE(releaseBy(waits, {100, 101, 300}).atOnce, Pids{400});
    QCOMPARE(releaseBy(waits, {7}).freed(), 0U);
}

void TestLockRelease::aDeadlockBehindItIsNotFreed()
{
    const auto waits = waitsFrom(u"200 transactionid:1 20 < 300 100\n"
                                 "300 transactionid:2 10 < 200"_s);
    const LockRelease release = releaseBy(waits, {100});
    QCOMPARE(release.freed(), 0U);
    QCOMPARE(release.held, (Pids{200, 300}));
    QCOMPARE(releaseBy(waits, {200}).atOnce, Pids{300});
}

void TestLockRelease::threeRootsInAChainFreeAll()
{
    QString text = u"157 transactionid:7 60 < 155\n159 transactionid:8 50 < 157\n"_s;
    for (int pid = 200; pid < 239; ++pid)
        text += u"%1 transactionid:9 40 < 159\n"_s.arg(pid);
    const auto waits = waitsFrom(text);
    QCOMPARE(endingThatFreesAll(waits, 155), (Pids{155, 157, 159}));
    QCOMPARE(releaseBy(waits, {155, 157, 159}).atOnce.size(), 39U);
    // One is enough where all wait for it alone.
    QVERIFY(endingThatFreesAll(waitsFrom(u"200 relation:1 30 < 100\n300 relation:1 30 < 100"_s), 100).empty());
}

void TestLockRelease::endingThemAllOneByOneIsNoPlan()
{
    const auto waits = waitsFrom(u"200 transactionid:7 30 < 100\n"
                                 "300 tuple:1 20 < 200\n"
                                 "400 tuple:1 10 < 200 300\n"
                                 "500 tuple:1 5 < 200 300 400"_s);
    QVERIFY(endingThatFreesAll(waits, 100).empty());
}

void TestLockRelease::aCancelGivesBackWhatTheTransactionHas()
{
    const auto waits = waitsFrom(u"200 transactionid:7 30 < 100\n"
                                 "300 tuple:1 20 < 200\n"
                                 "400 relation:1 10 < 100"_s);
    QCOMPARE(releaseByCancelling(waits, 100).atOnce, releaseBy(waits, {100}).atOnce);
    QCOMPARE(releaseByCancelling(waits, 100).inTurn, Pids{300});
    QVERIFY(releaseByCancelling(waits, 100).unsure.empty());
}

void TestLockRelease::aCancelMayNotGiveBackAnAdvisoryLock()
{
    const auto waits = waitsFrom(u"200 advisory:7 30 < 100\n"
                                 "300 advisory:7 20 < 100 200\n"
                                 "400 relation:1 10 < 100\n"
                                 "500 transactionid:8 5 < 200"_s);
    const LockRelease cancelled = releaseByCancelling(waits, 100);
    QCOMPARE(cancelled.atOnce, Pids{400});
    QCOMPARE(cancelled.unsure, (Pids{200, 300}));
    QCOMPARE(cancelled.held, Pids{500});
    QCOMPARE(cancelled.freed(), 1U);
    const LockRelease ended = releaseBy(waits, {100});
    QCOMPARE(ended.atOnce, (Pids{200, 400}));
    QVERIFY(ended.unsure.empty());
}

void TestLockRelease::aCancelledWaiterLeavesTheQueueOfAnAdvisoryLock()
{
    const auto waits = waitsFrom(u"200 advisory:7 30 < 100\n"
                                 "300 advisory:7 20 < 200"_s); // a share lock behind an exclusive one
    const LockRelease cancelled = releaseByCancelling(waits, 200);
    QCOMPARE(cancelled.atOnce, Pids{300});
    QVERIFY(cancelled.unsure.empty());
}

LOCKMASTER_TEST(TestLockRelease)

#include "tst_lockrelease.moc"
