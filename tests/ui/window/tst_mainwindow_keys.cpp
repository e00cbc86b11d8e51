// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keys are in the window, where they go, and what Enter does.
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "ui/actions/passingnote.h"
#include "ui/common/table/tableview.h"
#include "ui/fleet/fleetpage.h"
#include "ui/shell/emptyfleet.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/palette/commandpalette.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"
#include "ui/shell/timebar/timetrack.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QToolButton>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

QPushButton *buttonIn(const QWidget &part, const QString &text)
{
    const auto buttons = part.findChildren<QPushButton *>();
    const auto found = std::ranges::find(buttons, text, &QPushButton::text);
    return found == buttons.end() ? nullptr : *found;
}

/// Whether the keys are on it, or on something in it.
bool hasKeys(const ShownWindow &shown, const QWidget &part)
{
    const QWidget *focused = shown.window.focusWidget();
    return focused && (focused == &part || part.isAncestorOf(focused));
}

QString nameOfFocused(const ShownWindow &shown)
{
    return shown.window.focusWidget() ? shown.window.focusWidget()->accessibleName() : QString();
}

void typeInPalette(ShownWindow &shown, const QString &text)
{
    QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(shown.part<CommandPalette>().findChild<QLineEdit *>(), text);
}

} // namespace

class TestMainWindowKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_keys")); }
    void init() { QSettings().clear(); }

    void enterPressesAButton()
    {
        ShownWindow shown;
        shown.take(now(blockedState(42)));
        QPushButton *proof = buttonIn(shown.part<FindingBar>(), QStringLiteral("Show proof"));
        QVERIFY(proof);
        proof->setFocus();
        QTest::keyClick(proof, Qt::Key_Return);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
        shown.window.showPage(QStringLiteral("overview"));
        proof->setFocus();
        QTest::keyClick(proof, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
    }

    void aPageBringsTheKeysToItsTable()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        QTest::keyClick(&shown.window, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
        QTest::keyClick(&shown.window, Qt::Key_Down, Qt::ControlModifier); // another target
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
        const auto *table = qobject_cast<TableView *>(shown.window.focusWidget());
        QVERIFY(table && !table->currentIndex().isValid()); // nobody has chosen a session
    }

    void thePaletteLeavesTheKeysWhereTheCommandPutsThem()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        typeInPalette(shown, QStringLiteral("gosess"));
        QTest::keyClick(shown.part<CommandPalette>().findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("sessions"));
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
    }

    void aTableTakesTheKeysWhenItComes()
    {
        ShownWindow shown;
        shown.take(now(state(20)));
        shown.window.showPage(QStringLiteral("locks"));
        QVERIFY(nameOfFocused(shown) != QStringLiteral("Who blocks whom")); // there is none to see
        shown.take(now(blockedState(3)));
        const auto comes = [&] {
            shown.take(now(blockedState(3)));
            return nameOfFocused(shown) == QStringLiteral("Who blocks whom");
        };
        QVERIFY(QTest::qWaitFor(comes));
    }

    void slashAndCtrlFGoToTheFilterFromAnywhere()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        shown.window.showPage(QStringLiteral("sessions"));
        auto &track = shown.part<TimeTrack>();
        track.setFocus();
        QTest::keyClick(&track, Qt::Key_Slash);
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Filter sessions"));
        track.setFocus();
        QTest::keyClick(&track, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Filter sessions"));
        QTest::keyClick(shown.window.focusWidget(), Qt::Key_Escape);
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
        shown.window.showFleet();
        QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(hasKeys(shown, shown.part<FleetPage>()) && qobject_cast<QLineEdit *>(shown.window.focusWidget()));
    }

    void aPageWithoutAFilterSaysSo()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        shown.window.showPage(QStringLiteral("overview"));
        QTest::keyClick(&shown.window, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!hasKeys(shown, shown.part<FleetSidebar>()));
        QVERIFY(shown.part<PassingNote>().isVisible());
        QCOMPARE(shown.part<PassingNote>().text(), QStringLiteral("This page has no filter."));
    }

    void onlyStepsGoOnWhileAKeyIsHeldDown()
    {
        const ShownWindow shown;
        QStringList repeated;
        const auto actions = shown.window.actions();
        for (const QAction *action : actions) {
            if (action->autoRepeat())
                repeated << action->shortcut().toString(QKeySequence::PortableText);
        }
        repeated.sort();
        QCOMPARE(repeated, QStringList({QStringLiteral("Alt+Left"), QStringLiteral("Alt+Right"),
                                        QStringLiteral("Ctrl+Down"), QStringLiteral("Ctrl+Up")}));
    }

    void escapeLeavesTheSelection()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        shown.window.showPage(QStringLiteral("sessions"));
        shown.window.selectSession(rootBlocker().key);
        auto *table = qobject_cast<TableView *>(shown.window.targetView().currentPage().mainWidget());
        QVERIFY(table && table->currentIndex().isValid());
        QTest::keyClick(table, Qt::Key_Escape);
        QVERIFY(!table->currentIndex().isValid());
        shown.take(now(state(30)));
        QTest::qWait(60); // a page draws once a frame
        QVERIFY(!table->currentIndex().isValid());
    }

    void f6GoesRoundTheParts()
    {
        ShownWindow shown;
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("sessions")); // without an inspector: nothing is selected
        QTest::keyClick(&shown.window, Qt::Key_F6);
        QVERIFY(hasKeys(shown, shown.part<TimeBar>()));
        QTest::keyClick(&shown.window, Qt::Key_F6);
        QVERIFY(hasKeys(shown, shown.part<FleetSidebar>()));
        QTest::keyClick(&shown.window, Qt::Key_F6);
        QVERIFY(hasKeys(shown, shown.part<FindingBar>()));
        QTest::keyClick(&shown.window, Qt::Key_F6);
        QCOMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
        QTest::keyClick(&shown.window, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(hasKeys(shown, shown.part<FindingBar>()));
    }

    void tabGoesFromTheHeadlineToThePageToTheTimeBarToTheFleet()
    {
        ShownWindow shown;
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("sessions"));
        const std::vector<const QWidget *> parts{&shown.part<FindingBar>(), &shown.window.targetView().currentPage(),
                                                 &shown.part<TimeBar>(), &shown.part<FleetSidebar>()};
        shown.window.targetView().focusHeadline();
        std::size_t part = 0;
        for (int tabs = 0; tabs < 60 && part + 1 < parts.size(); ++tabs) {
            QTest::keyClick(shown.window.focusWidget(), Qt::Key_Tab);
            if (hasKeys(shown, *parts[part]))
                continue;
            ++part;
            QVERIFY2(hasKeys(shown, *parts[part]), qPrintable(nameOfFocused(shown)));
        }
        QCOMPARE(part + 1, parts.size());
    }

    void aClosedDialogGivesTheKeysToThePage()
    {
        ShownWindow shown;
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("sessions"));
        shown.window.targetView().focusHeadline();
        QTest::keyClick(&shown.window, Qt::Key_F1);
        QTest::keyClick(shown.window.findChild<HelpSheet *>(), Qt::Key_Escape);
        QTRY_COMPARE(nameOfFocused(shown), QStringLiteral("Sessions"));
    }

    void f5AsksForASample()
    {
        ShownWindow shown;
        QSignalSpy asked(&shown.window, &MainWindow::refreshRequested);
        QTest::keyClick(&shown.window, Qt::Key_F5);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), kTarget);
        shown.window.showFleet();
        QTest::keyClick(&shown.window, Qt::Key_F5);
        QCOMPARE(asked.size(), 4); // all three
    }

    void thePastIsNotReadAgain()
    {
        ShownWindow shown;
        feed(shown.bus, 5, 0, 0);
        shown.bus.freeze();
        QSignalSpy asked(&shown.window, &MainWindow::refreshRequested);
        QTest::keyClick(&shown.window, Qt::Key_F5);
        QCOMPARE(asked.size(), 0);
        QCOMPARE(shown.part<PassingNote>().text(), QStringLiteral("This is the past. Go live to refresh."));
    }

    void thePaletteFindsAPid()
    {
        ShownWindow shown;
        shown.take(now(state(30)));
        typeInPalette(shown, QStringLiteral("8123"));
        auto &palette = shown.part<CommandPalette>();
        QCOMPARE(palette.shownTexts().value(0), QStringLiteral("Show session 8123 on orders-primary · billing"));
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("sessions"));
    }

    void thePaletteSaysWhyNothingHappens()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        auto &palette = shown.part<CommandPalette>();
        typeInPalette(shown, QStringLiteral("qqzzqq"));
        QVERIFY2(palette.note().startsWith(QStringLiteral("Nothing matches")), qPrintable(palette.note()));
        palette.findChild<QLineEdit *>()->clear();
        QVERIFY(palette.note().isEmpty());
        QTest::keyClicks(palette.findChild<QLineEdit *>(), QStringLiteral("what the headline offers"));
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return);
        QVERIFY(palette.isVisible());
        QVERIFY2(palette.note().contains(QStringLiteral("offers no action")), qPrintable(palette.note()));
    }

    void deadSessionsAreNotOffered()
    {
        ShownWindow shown;
        const auto offers = [&](const QString &pid) {
            return std::ranges::any_of(shown.window.commands(), [&](const Command &command) {
                return command.hasObject && command.text.contains(pid);
            });
        };
        shown.window.showPage(QStringLiteral("locks"));
        shown.take(now(blockedState(3)));
        QTRY_VERIFY(offers(QStringLiteral("Cancel query of 8123")) && offers(QStringLiteral("End session 8123")));
        shown.take(now(state(20)));
        QTRY_VERIFY(!offers(QStringLiteral("8123")));
    }

    void allKeysFitASmallScreen()
    {
        ShownWindow shown;
        QTest::keyClick(&shown.window, Qt::Key_F1);
        const auto *sheet = shown.window.findChild<HelpSheet *>();
        QVERIFY2(sheet->height() <= 768, qPrintable(QString::number(sheet->height())));
        const QStringList lines = sheet->lines();
        for (const char *keys : {"/, Ctrl+F  ", "F6  ", "Ctrl+J  ", "F9, Ctrl+Space  "}) {
            const auto isIt = [&](const QString &line) { return line.startsWith(QLatin1StringView(keys)); };
            QVERIFY2(std::ranges::any_of(lines, isIt), keys);
        }
    }

    void theFleetUnfoldsToTheWidthItHad()
    {
        ShownWindow shown;
        shown.window.resize(1600, 900);
        auto &fleet = shown.part<FleetSidebar>();
        auto *splitter = qobject_cast<QSplitter *>(fleet.parentWidget());
        QVERIFY(splitter);
        splitter->setSizes({333, 1000});
        const int before = fleet.width();
        QVERIFY(before > 300);
        QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY(fleet.width() < before / 2);
        QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(fleet.width(), before);
    }

    void theFleetFoldsToDots()
    {
        {
            ShownWindow shown;
            shown.window.resize(1600, 900);
            const int before = shown.part<FleetSidebar>().width();
            QTest::keyClick(&shown.window, Qt::Key_B, Qt::ControlModifier);
            QTRY_VERIFY(shown.part<FleetSidebar>().width() < before / 2);
            shown.window.close();
        }
        ShownWindow again;
        again.window.resize(1600, 900);
        QVERIFY(again.part<FleetSidebar>().isFolded());
        QTest::keyClick(&again.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!again.part<FleetSidebar>().isFolded());
        QCOMPARE(nameOfFocused(again), QStringLiteral("Filter targets"));
    }

    void aFleetFileThatIsOfNoUseIsTold()
    {
        ShownWindow shown{Fleet()};
        shown.window.showFleetError({ErrorKind::Config,
                                     QStringLiteral("One mistake in the fleet file x.yaml"),
                                     QStringLiteral("x.yaml:7:5: There is no key nam"),
                                     {},
                                     {}});
        const QString told = shown.part<EmptyFleet>().text();
        QVERIFY2(told.contains(QStringLiteral("x.yaml:7:5: There is no key nam")), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("One mistake in the fleet file x.yaml")), qPrintable(told));
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowKeys)
#include "tst_mainwindow_keys.moc"
