// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet beside the pages: in which order, and which targets are blind or old.
#include "harness/observed.h"
#include "base/format.h"
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "ui/common/notices/banner.h"
#include "ui/fleet/fleetpage.h"
#include "ui/shell/staleveil.h"
#include "ui/shell/timebar/timebar.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestMainWindowFleet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_fleet")); }
    void init() { QSettings().clear(); }

    void aGroupThatIsNamedAgainStaysTogether()
    {
        Fleet made = threeTargets();
        Target late = made.targets.front();
        late.name = QStringLiteral("late");
        made.targets.push_back(late); // after one of another group
        ShownWindow shown(made);
        const QStringList names = shown.fleetNames();
        QVERIFY2(names.indexOf(QStringLiteral("late")) < names.indexOf(QStringLiteral("billing")),
                 qPrintable(names.join(u' ')));
    }

    void fleetIsGroupedOrWorstFirst()
    {
        ShownWindow shown;
        QCOMPARE(shown.fleetNames(), (QStringList{QStringLiteral("shop"), kTarget, kReadOnlyTarget,
                                                  QStringLiteral("back office"), QStringLiteral("billing")}));
        shown.take(now(state(20)));
        shown.take(now(blockedState(7), QStringLiteral("billing")));
        QTest::keyClick(&shown.window, Qt::Key_W, Qt::AltModifier);
        QCOMPARE(shown.fleetNames().value(0), QStringLiteral("billing"));
        QCOMPARE(shown.window.target(), kTarget);
    }

    void fleetModelStandsTheTester()
    {
        MomentBus bus(threeTargets());
        FleetModel model(bus);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter(QStringLiteral("orders"));
        QCOMPARE(model.rowCount(), 3);
        model.setWorstFirst(true);
        observe(bus, share(now(blockedState(7), kReadOnlyTarget)));
        QCOMPARE(model.targetAt(0), kReadOnlyTarget);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 3);
    }

    void blindIsAStateOfItsOwn()
    {
        ShownWindow shown;
        const Snapshot before = now(state(30));
        shown.take(before);
        Snapshot after = blind(before, 0s);
        after.taken = systemClock().now();
        after.link.since = after.taken.wall - 26s;
        shown.take(after);
        QVERIFY(shown.part<Banner>().isVisible());
        QCOMPARE(shown.part<TimeBar>().modeText(),
                 QStringLiteral("BLIND since %1").arg(formatTimeOfDay(after.link.since))); // not when it was last tried
        QTRY_VERIFY(shown.part<StaleVeil>().isVisible());
        const FleetModel &model = shown.part<FleetSidebar>().model();
        QCOMPARE(model.index(model.rowOf(kTarget)).data(FleetModel::HealthRole).toInt(), int(HealthState::Blind));
        QSignalSpy retried(&shown.window, &MainWindow::retryRequested);
        QTest::keyClick(&shown.window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(retried.front().front().toString(), kTarget);
        shown.take(now(state(30)));
        QTRY_VERIFY(!shown.part<StaleVeil>().isVisible());
    }

    void ofTheWholeFleetTheTimeBarSaysTheWorst()
    {
        ShownWindow shown;
        for (const QString &target : {kTarget, kReadOnlyTarget})
            shown.take(now(state(30), target));
        shown.window.showFleet();
        QCOMPARE(shown.part<TimeBar>().modeText(), QStringLiteral("2 of 3 LIVE")); // one was not asked yet
        const Snapshot other = now(state(30), QStringLiteral("billing"));
        shown.take(other);
        QCOMPARE(shown.part<TimeBar>().modeText(), QStringLiteral("LIVE"));
        Snapshot gone = blind(other, 0s);
        gone.taken = systemClock().now();
        shown.take(gone);
        QCOMPARE(shown.part<TimeBar>().modeText(), QStringLiteral("1 of 3 BLIND"));
        shown.window.showTarget(kTarget);
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("  LIVE")));
    }

    void onlyOneThingLooksSelected()
    {
        ShownWindow shown;
        const auto isRowLit = [&] {
            return shown.part<FleetSidebar>().findChild<QListView *>()->selectionModel()->hasSelection();
        };
        QVERIFY(isRowLit());
        shown.window.showFleet();
        QVERIFY(!isRowLit());
        QVERIFY(!shown.part<FleetPage>().findChild<QListView *>()->selectionModel()->hasSelection());
        shown.window.showTarget(kTarget); // the one that was shown before
        QVERIFY(isRowLit());
    }

    void oldDataIsGreyEvenWhenTheLinkSeemsFine()
    {
        ShownWindow shown;
        Snapshot old = now(state(30));
        old.dataTaken.steady -= 30s;
        shown.take(old);
        QTRY_VERIFY(shown.part<StaleVeil>().isVisible());
    }

    void everyOldTargetIsGrey()
    {
        ShownWindow shown;
        for (const QString &target : {kTarget, kReadOnlyTarget}) {
            Snapshot old = now(state(30), target);
            old.dataTaken.steady -= 30s;
            shown.take(old);
        }
        QTRY_VERIFY(shown.part<StaleVeil>().isVisible());
        shown.window.showTarget(kReadOnlyTarget);
        QVERIFY(shown.part<StaleVeil>().isVisible());
        shown.take(now(state(30), QStringLiteral("billing")));
        shown.window.showTarget(QStringLiteral("billing"));
        QVERIFY(!shown.part<StaleVeil>().isVisible());
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowFleet)
#include "tst_mainwindow_fleet.moc"
