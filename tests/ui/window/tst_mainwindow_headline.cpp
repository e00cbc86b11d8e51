// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The headline under a person's hands: its keys, the other findings, and that nothing moves under the hand.
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "model/postgres/sessionarguments.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/findings/findingtour.h"
#include "ui/shell/targetview.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// Two things are wrong at once.
PostgresState blockedAndFull()
{
    PostgresState made = blockedState(3);
    made.headroom = {.maximum = 100,
                     .reserved = 3,
                     .usable = 97,
                     .used = 90,
                     .holders = {{QStringLiteral("web"), QStringLiteral("shop"), {}, 60, 55}}};
    return made;
}

/// The same queue behind another session.
PostgresState blockedBy(int pid, int victims)
{
    PostgresState made = blockedState(victims);
    for (LockWait &wait : made.lockWaits)
        wait.blockers = {pid};
    for (HeldLock &held : made.heldLocks)
        held.pid = pid;
    made.forest = lockForest(made.lockWaits, kNow);
    return made;
}

int topOfPage(const ShownWindow &shown)
{
    return shown.window.targetView().currentPage().mapTo(&shown.window, QPoint()).y();
}

const QString kElsewhere = QStringLiteral("billing");

} // namespace

class TestMainWindowHeadline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_headline")); }
    void init() { QSettings().clear(); }

    void itsKeysOpenActionAndProof()
    {
        ShownWindow shown;
        shown.take(now(blockedState(42)));
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        QTest::keyClick(&shown.window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().value<ActionRequest>().action, QString(kTerminateRootBlocker));
        QTest::keyClick(&shown.window, Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
        shown.take(now(state(3)));
        QTest::keyClick(&shown.window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.count(), 1); // nothing is wrong
    }

    void ctrlJGoesToTheWorstOfAllTargets()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        shown.take(now(blockedState(7), kElsewhere));
        QCOMPARE(shown.window.target(), kTarget);
        QTest::keyClick(&shown.window, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(shown.window.target(), kElsewhere);
        QVERIFY(shown.window.targetView().findingText().startsWith(QStringLiteral("One session blocks 7 others")));
    }

    void findingsStandInOneRowWorstFirst()
    {
        const std::vector<FindingPlace> places{{kElsewhere, QStringLiteral("a"), HealthState::Critical},
                                               {kElsewhere, QStringLiteral("b"), HealthState::Warning},
                                               {kTarget, QStringLiteral("c"), HealthState::Warning}};
        QVERIFY(findingPlaceFrom(places, kTarget, {}, 1) == places[0]); // nothing shown: from the worst on
        QVERIFY(findingPlaceFrom(places, kElsewhere, QStringLiteral("a"), 1) == places[1]);
        QVERIFY(findingPlaceFrom(places, kTarget, QStringLiteral("c"), 1) == places[0]);
        QVERIFY(findingPlaceFrom(places, kElsewhere, QStringLiteral("a"), -1) == places[2]);
        QVERIFY(!findingPlaceFrom({}, kTarget, {}, 1));
    }

    void theWorstStandsFirstWhereverItIs()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        shown.take(now(blockedState(7), kElsewhere));
        shown.take(blind(now(state(3), kReadOnlyTarget), 0s));
        const std::vector<FindingPlace> places = findingPlaces(shown.bus);
        QVERIFY(places.size() >= 2);
        QCOMPARE(places.front().target, kElsewhere);
        QCOMPARE(places.front().state, HealthState::Critical);
        QVERIFY(std::ranges::contains(places, FindingPlace{kReadOnlyTarget, {}, HealthState::Blind}));
    }

    void theOtherFindingsAreAMenu()
    {
        ShownWindow shown;
        shown.take(now(blockedAndFull()));
        auto &bar = shown.part<FindingBar>();
        const QString first = bar.text();
        auto *more = bar.findChild<QToolButton *>();
        QVERIFY(more->isVisible() && more->text().startsWith(u'+'));
        more->setFocus();
        QTest::keyClick(more, Qt::Key_Return);
        auto *menu = bar.findChild<QMenu *>();
        QVERIFY(menu && !menu->actions().isEmpty());
        menu->actions().constLast()->trigger();
        menu->close();
        QVERIFY(bar.text() != first);
        const QString chosen = bar.key();
        shown.take(now(blockedAndFull()));
        QCOMPARE(bar.key(), chosen); // as long as it lasts
        shown.take(now(state(3)));
        QVERIFY(bar.text().isEmpty());
        shown.take(now(blockedAndFull()));
        QCOMPARE(bar.text().section(u'\n', 0, 0), first.section(u'\n', 0, 0));
    }

    void theButtonIsLockedWhenItsObjectChanges()
    {
        ShownWindow shown;
        shown.take(now(blockedBy(8123, 3)));
        auto &bar = shown.part<FindingBar>();
        QVERIFY(bar.action().isOffered());
        shown.take(now(blockedBy(8123, 7)));
        QVERIFY(bar.action().isOffered()); // mere numbers
        shown.take(now(blockedBy(8124, 7)));
        QVERIFY2(bar.action().text.contains(QStringLiteral("8124")), qPrintable(bar.action().text));
        QVERIFY(!bar.action().isOffered());
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        QTest::keyClick(&shown.window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.count(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(bar.action().isOffered(), 5000);
        QTest::keyClick(&shown.window, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.count(), 1);
    }

    void theButtonIsLockedWhenAnotherLineTakesTheFront()
    {
        ShownWindow shown;
        const auto filling = [](PostgresState made) { // a warning, and nobody's
            made.headroom = {.maximum = 100, .reserved = 3, .usable = 97, .used = 80, .holders = {}};
            return made;
        };
        shown.take(now(filling(state(3))));
        auto &bar = shown.part<FindingBar>();
        QVERIFY(!bar.key().isEmpty() && bar.action().text.isEmpty());
        shown.take(now(filling(blockedState(3))));
        QVERIFY2(bar.action().text.contains(QStringLiteral("8123")), qPrintable(bar.action().text));
        QVERIFY(!bar.action().isOffered());
        QTRY_VERIFY_WITH_TIMEOUT(bar.action().isOffered(), 5000);
    }

    void whatIsCoveredDoesNothing()
    {
        ShownWindow shown;
        shown.take(now(blockedState(42)));
        auto &bar = shown.part<FindingBar>();
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        bar.setCovered(true, false);
        QCOMPARE(bar.action().reason, QStringLiteral("What is over is shown. Dismiss it first."));
        const QString page = shown.window.targetView().currentPage().id();
        bar.act();
        bar.prove();
        QCOMPARE(asked.count(), 0);
        QCOMPARE(shown.window.targetView().currentPage().id(), page);
        bar.setCovered(false, true); // the reader went to it
        QVERIFY(bar.action().isOffered());
        bar.setCovered(true, false);
        bar.setCovered(false, false);
        QVERIFY(!bar.action().isOffered());
    }

    void thePaletteActsOnWhatItShowed()
    {
        ShownWindow shown;
        shown.take(now(blockedBy(8123, 3)));
        const auto commands = shown.window.commands();
        const auto command = std::ranges::find(commands, QStringLiteral("End session 8123…"), &Command::text);
        QVERIFY(command != commands.end());
        shown.take(now(blockedBy(8124, 7)));
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        command->run();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(sessionKeyIn(asked.front().front().value<ActionRequest>().arguments), rootBlocker().key);
    }

    void aTabInTroubleHasTheColourOfIt()
    {
        ShownWindow shown;
        const auto *tabs = shown.window.targetView().findChild<QTabBar *>();
        shown.take(now(state(3)));
        QVERIFY(tabs->tabIcon(2).isNull());
        shown.take(now(blockedState(7)));
        const QImage mark = tabs->tabIcon(2).pixmap(16, 16).toImage();
        QCOMPARE(mark.pixelColor(mark.width() / 2, mark.height() / 2).name(),
                 Theme::instance().color(HealthState::Critical).name());
    }

    void thePageStaysWhereItIs()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        QTest::qWait(20);
        const int before = topOfPage(shown);
        shown.take(now(blockedState(7)));
        QTest::qWait(20);
        QCOMPARE(topOfPage(shown), before);
        shown.take(now(state(3)));
        QTest::qWait(20);
        QCOMPARE(topOfPage(shown), before);
    }

    void itOpensOnTheWorstTarget()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        shown.take(now(blockedState(7), kElsewhere));
        QCOMPARE(shown.window.target(), kTarget); // one has not been seen yet
        shown.take(now(state(3), kReadOnlyTarget));
        QCOMPARE(shown.window.target(), kElsewhere);
    }

    void itStaysWhereSomebodyIs()
    {
        ShownWindow shown;
        QTest::keyClick(&shown.window, Qt::Key_2, Qt::ControlModifier);
        shown.take(now(state(3)));
        shown.take(now(blockedState(7), kElsewhere));
        shown.take(now(state(3), kReadOnlyTarget));
        QCOMPARE(shown.window.target(), kTarget);
    }

    void itStaysWhereTheCommandLineSays()
    {
        ShownWindow shown;
        shown.window.showTarget(kTarget);
        shown.take(now(state(3)));
        shown.take(now(blockedState(7), kElsewhere));
        shown.take(now(state(3), kReadOnlyTarget));
        QCOMPARE(shown.window.target(), kTarget);
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowHeadline)
#include "tst_mainwindow_headline.moc"
