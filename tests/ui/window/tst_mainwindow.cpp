// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window under a person's hands: its pages, keys, palette and settings.
#include "harness/windowtest.h"
#include "mainwindowfixtures.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/emptyfleet.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/palette/commandpalette.h"
#include "ui/shell/palette/fuzzymatch.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"
#include "ui/shell/timebar/timetrack.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTimer>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

QString pathOf(const QWidget *widget)
{
    const QString name = QString::fromLatin1(widget->metaObject()->className());
    return widget->parentWidget() ? pathOf(widget->parentWidget()) + QStringLiteral(" / ") + name : name;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow")); }
    void init() { QSettings().clear(); }

    void hasItsPagesInOrder()
    {
        ShownWindow shown;
        QCOMPARE(shown.window.pageIds(),
                 (QStringList{QStringLiteral("overview"), QStringLiteral("sessions"), QStringLiteral("locks"),
                              QStringLiteral("pools"), QStringLiteral("replication"), QStringLiteral("tables"),
                              QStringLiteral("progress"), QStringLiteral("settings"), QStringLiteral("fleet")}));
        QVERIFY(shown.window.page(QStringLiteral("locks")));
        QVERIFY(!shown.window.page(QStringLiteral("nonsense")));
        QCOMPARE(shown.window.target(), kTarget);
    }

    void theInspectorAsksForNothingThatIsNotThere()
    {
        ShownWindow shown;
        const auto says = [&](const QString &text) {
            return std::ranges::contains(shown.part<Inspector>().findChildren<QLabel *>(), text, &QLabel::text);
        };
        QTest::keyClick(&shown.window, Qt::Key_3, Qt::ControlModifier);
        shown.take(now(state(20)));
        QTRY_VERIFY(says(QStringLiteral("Nobody waits for a lock.")));
        QTest::keyClick(&shown.window, Qt::Key_2, Qt::ControlModifier);
        QVERIFY(says(QStringLiteral("Select a session to see all of it here.")));
        QTest::keyClick(&shown.window, Qt::Key_3, Qt::ControlModifier);
        QVERIFY(says(QStringLiteral("Nobody waits for a lock.")));
    }

    void keysChangePageAndTarget()
    {
        ShownWindow shown;
        QTest::keyClick(&shown.window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
        QTest::keyClick(&shown.window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("overview"));
        QTest::keyClick(&shown.window, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(shown.window.target(), kReadOnlyTarget);
        QTest::keyClick(&shown.window, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(shown.window.target(), QStringLiteral("billing"));
    }

    void f9FreezesAndArrowsStep()
    {
        ShownWindow shown;
        feed(shown.bus, 30, 0, 0);
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("LIVE")));
        QTest::keyClick(&shown.window, Qt::Key_F9);
        QVERIFY(!shown.bus.isLive());
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("FROZEN")));
        const auto frozen = *shown.bus.frozenAt();
        QTRY_VERIFY(shown.part<TimeTrack>().hasFocus());
        QTest::keyClick(&shown.part<TimeTrack>(), Qt::Key_Left);
        QCOMPARE(frozen - *shown.bus.frozenAt(), 1s);
        QTest::keyClick(&shown.part<TimeTrack>(), Qt::Key_Space);
        QVERIFY(!shown.bus.isLive()); // it presses buttons, and nothing else
        QTest::keyClick(&shown.window, Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(shown.bus.isLive());
    }

    void paletteRunsWhatWasTyped()
    {
        ShownWindow shown;
        QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
        auto &palette = shown.part<CommandPalette>();
        QVERIFY(palette.isVisible());
        auto *input = palette.findChild<QLineEdit *>();
        QTest::keyClicks(input, QStringLiteral("golo"));
        QCOMPARE(palette.shownTexts().value(0), QStringLiteral("Go to Locks"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
        shown.window.openPalette();
        QTest::keyClicks(input, QStringLiteral("billing"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(shown.window.target(), QStringLiteral("billing"));
    }

    void matchesLettersInOrder()
    {
        QVERIFY(fuzzyScore(u"", u"Go to Locks"));
        QVERIFY(fuzzyScore(u"gtl", u"Go to Locks") > fuzzyScore(u"gtl", u"Forgotten laws"));
        QVERIFY(!fuzzyScore(u"lg", u"Go to Locks x"));
        QVERIFY(fuzzyScore(u"an", u"ban a"));
    }

    void helpSheetListsEveryKey()
    {
        ShownWindow shown;
        QTest::keyClick(&shown.window, Qt::Key_F1);
        auto *sheet = shown.window.findChild<HelpSheet *>();
        QVERIFY(sheet);
        QVERIFY(sheet->lines().contains(QStringLiteral("Ctrl+K  Everything by name")));
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!shown.window.findChild<HelpSheet *>());
    }

    void remembersHowItWasLeft()
    {
        {
            ShownWindow shown;
            shown.window.showTarget(QStringLiteral("billing"));
            shown.window.showPage(QStringLiteral("locks"));
            shown.part<FleetSidebar>().setWorstFirst(true);
            shown.part<TimeBar>().setReach(300s);
            shown.window.nextTheme();
            shown.window.close();
        }
        const bool wasDark = Theme::instance().isDark();
        Theme::instance().setMode(wasDark ? ThemeMode::Light : ThemeMode::Dark);
        ShownWindow again;
        QCOMPARE(again.window.target(), QStringLiteral("billing"));
        QCOMPARE(again.window.targetView().currentPage().id(), QStringLiteral("locks"));
        QVERIFY(again.part<FleetSidebar>().model().isWorstFirst());
        QCOMPARE(again.part<TimeBar>().reach(), 300s);
        QCOMPARE(Theme::instance().isDark(), wasDark);
    }

    void nonsenseInTheSettingsIsIgnored()
    {
        QSettings().setValue(QStringLiteral("window/target"), QStringLiteral("gone"));
        QSettings().setValue(QStringLiteral("window/page"), QStringLiteral("gone"));
        QSettings().setValue(QStringLiteral("window/geometry"), QByteArray("rubbish"));
        ShownWindow shown;
        QCOMPARE(shown.window.target(), kTarget);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("overview"));
    }

    void withoutAFleetItSaysHowToGetOne()
    {
        ShownWindow shown{Fleet()};
        QVERIFY(shown.part<EmptyFleet>().isVisible());
        QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(shown.part<CommandPalette>().isVisible());
    }

    void choosingAnIntervalAsksTheEngine()
    {
        ShownWindow shown;
        QSignalSpy asked(&shown.window, &MainWindow::intervalRequested);
        for (auto *box : shown.window.findChildren<QComboBox *>())
            if (box->accessibleName().startsWith(QStringLiteral("How often"))) {
                box->setFocus();
                QTest::keyClick(box, Qt::Key_Down);
            }
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(1).value<std::chrono::milliseconds>(), 2s);
    }

    void anEmptyInspectorLeavesItsRoomInANarrowWindow()
    {
        ShownWindow shown;
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("sessions"));
        QTRY_VERIFY(shown.window.targetView().currentPage().isVisible());
        QVERIFY(!shown.part<Inspector>().isVisible());
        shown.window.targetView().selectSession(rootBlocker().key);
        QTRY_VERIFY(shown.part<Inspector>().isVisible());
        shown.window.targetView().selectSession({});
        QTRY_VERIFY(!shown.part<Inspector>().isVisible());
        shown.window.resize(1920, 1080);
        QTRY_VERIFY(shown.part<Inspector>().isVisible());
    }

    void everyControlHasAName()
    {
        ShownWindow shown;
        shown.take(now(blockedState(3)));
        for (const QString &id : shown.window.pageIds()) {
            shown.window.showPage(id);
            for (const auto *widget : shown.window.findChildren<QWidget *>()) {
                const bool isControl = widget->focusPolicy() & Qt::TabFocus;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const bool isOurs = widget->isVisible()
                                    && !QString::fromLatin1(widget->metaObject()->className()).startsWith(u"QScroll");
                if (isControl && isOurs && !(button && !button->text().isEmpty()))
                    QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(pathOf(widget)));
            }
        }
    }

    void staysAwakeWhileSnapshotsComeIn()
    {
        ShownWindow shown;
        shown.window.showPage(QStringLiteral("locks"));
        QTimer tick;
        QElapsedTimer since;
        qint64 longest = 0;
        since.start();
        connect(&tick, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
        tick.start(10);
        for (int i = 0; i < 10; ++i) {
            shown.take(now(blockedState(300)));
            const auto until = since.elapsed();
            QTRY_VERIFY(since.elapsed() <= until || longest > 0);
        }
        QVERIFY2(longest < 500, qPrintable(QString::number(longest)));
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
