// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixtures.h"
#include "diagnosis/diagnosis.h"
#include "ui/common/notices/banner.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/palette/commandpalette.h"
#include "ui/shell/emptyfleet.h"
#include "ui/shell/findings/findingline.h"
#include "ui/fleet/fleetsidebar.h"
#include "ui/shell/palette/fuzzymatch.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/helpsheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/staleveil.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timebar.h"
#include "ui/shell/timebar/timemarks.h"
#include "ui/shell/timebar/timetrack.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <QTimer>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

Fleet threeTargets()
{
    Fleet made = fleet();
    Target other = made.targets.front();
    other.name = QStringLiteral("billing");
    other.group = QStringLiteral("back office");
    other.environment = Environment::Staging;
    made.targets.push_back(other);
    return made;
}

Snapshot now(PostgresState state, const QString &target = kTarget)
{
    Snapshot snapshot = fresh(live(std::move(state)));
    snapshot.target = target;
    return snapshot;
}

std::vector<FindingLine> linesOf(const Snapshot &snapshot)
{
    return findingLines(snapshot, findings(snapshot));
}

QString pathOf(const QWidget *widget)
{
    const QString name = QString::fromLatin1(widget->metaObject()->className());
    return widget->parentWidget() ? pathOf(widget->parentWidget()) + QStringLiteral(" / ") + name : name;
}

struct Shown {
    explicit Shown(Fleet fleet = threeTargets()) : bus(std::move(fleet)), window(bus)
    {
        window.resize(1366, 768);
        window.show();
        window.activateWindow();
        isActive = QTest::qWaitForWindowActive(&window);
    }
    void take(Snapshot snapshot) { bus.take(share(std::move(snapshot))); }
    template <class T>
    T &part()
    {
        return *window.findChild<T *>();
    }
    QStringList fleetNames()
    {
        QStringList names;
        const FleetModel &model = part<FleetSidebar>().model();
        for (int row = 0; row < model.rowCount(); ++row)
            names << model.index(row).data().toString();
        return names;
    }
    MomentBus bus;
    MainWindow window;
    bool isActive = false; ///< keys reach it
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("lockmaster-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_mainwindow"));
    }
    void init() { QSettings().clear(); }

    void aGroupThatIsNamedAgainStaysTogether()
    {
        Fleet made = threeTargets();
        Target late = made.targets.front();
        late.name = QStringLiteral("late");
        made.targets.push_back(late); // after one of another group
        Shown shown(made);
        const QStringList names = shown.fleetNames();
        QVERIFY2(names.indexOf(QStringLiteral("late")) < names.indexOf(QStringLiteral("billing")), qPrintable(names.join(u' ')));
    }

    void tellsWhatHappenedToTheServer()
    {
        Shown shown;
        Snapshot promoted = now(state(3));
        promoted.events = {{EventKind::RoleChanged, promoted.taken.wall, QStringLiteral("standby"), QStringLiteral("primary")}};
        shown.take(promoted);
        shown.take(now(state(3)));
        const auto *header = shown.window.findChild<HeaderStrip *>();
        QTRY_VERIFY(std::ranges::any_of(header->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text().contains(QStringLiteral("standby became primary at "));
        }));
        const auto marks = timeMarks(shown.bus.kept(kTarget));
        QVERIFY(std::ranges::any_of(marks, [](const TimeMark &mark) { return mark.text.contains(QStringLiteral("became primary")); }));
    }

    void hasItsPagesInOrder()
    {
        Shown shown;
        QCOMPARE(shown.window.pageIds(),
                 (QStringList{QStringLiteral("overview"), QStringLiteral("sessions"), QStringLiteral("locks"),
                              QStringLiteral("pools"), QStringLiteral("replication"), QStringLiteral("fleet")}));
        QVERIFY(shown.window.page(QStringLiteral("locks")));
        QVERIFY(!shown.window.page(QStringLiteral("nonsense")));
        QCOMPARE(shown.window.target(), kTarget);
    }

    void keysChangePageAndTarget()
    {
        Shown shown;
        QTest::keyClick(&shown.window, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
        QTest::keyClick(&shown.window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("overview"));
        QTest::keyClick(&shown.window, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(shown.window.target(), kReadOnlyTarget);
        QTest::keyClick(&shown.window, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(shown.window.target(), QStringLiteral("billing"));
    }

    void spaceFreezesAndArrowsStep()
    {
        Shown shown;
        feed(shown.bus, 30, 0, 0);
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("LIVE")));
        QTest::keyClick(&shown.window, Qt::Key_Space);
        QVERIFY(!shown.bus.isLive());
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("FROZEN")));
        const auto frozen = *shown.bus.frozenAt();
        QTRY_VERIFY(shown.part<TimeTrack>().hasFocus());
        QTest::keyClick(&shown.part<TimeTrack>(), Qt::Key_Left);
        QCOMPARE(frozen - *shown.bus.frozenAt(), 1s);
        QTest::keyClick(&shown.window, Qt::Key_Space);
        QVERIFY(shown.bus.isLive());
    }

    void spaceStillPressesAButton()
    {
        Shown shown;
        shown.take(now(blockedState(42)));
        QPushButton *proof = nullptr;
        for (auto *button : shown.window.findChildren<QPushButton *>())
            if (button->text() == u"Show proof")
                proof = button;
        QVERIFY(proof);
        proof->setFocus();
        QTest::keyClick(proof, Qt::Key_Space);
        QVERIFY(shown.bus.isLive());
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("locks"));
    }

    void tellsWhoBlocksWhom()
    {
        Shown shown;
        shown.take(now(blockedState(42)));
        QVERIFY(
            shown.window.targetView().findingText().startsWith(QStringLiteral("One session blocks 42 others since ")));
        QVERIFY(shown.window.targetView().findingText().contains(
            QStringLiteral("pid 8123 · billing · idle in transaction 4 m 16 s · orders · RowExclusive")));
        QCOMPARE(shown.window.targetView().tabText(QStringLiteral("locks")), QStringLiteral("Locks  ■ 42"));
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        for (auto *button : shown.window.findChildren<QPushButton *>())
            if (button->text() == u"End session 8123…" && button->isVisible())
                button->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().value<ActionRequest>().action, QString(kTerminateRootBlocker));
        shown.take(now(state(20)));
        QVERIFY(!shown.window.targetView().findingText().contains(QStringLiteral("blocks")));
        QCOMPARE(shown.window.targetView().tabText(QStringLiteral("locks")), QStringLiteral("Locks"));
    }

    void anActionKnowsOfAnotherPrimary()
    {
        Fleet fleet = threeTargets();
        fleet.targets[1].readOnly = false;
        Shown shown(fleet);
        QSignalSpy asked(&shown.window, &MainWindow::actionRequested);
        const auto endRoot = [&] {
            for (auto *button : shown.window.findChildren<QPushButton *>())
                if (button->text() == u"End session 8123…" && button->isVisible())
                    button->click();
            return asked.isEmpty() ? QStringList(QStringLiteral("not asked"))
                                   : asked.takeFirst().front().value<ActionRequest>().otherPrimaries;
        };
        PostgresState one = blockedState(3);
        one.identity.systemIdentifier = 7001;
        PostgresState other = state(20);
        other.identity.systemIdentifier = 7002;
        other.identity.started = kNow - 1h;
        shown.take(now(other, kReadOnlyTarget));
        shown.take(now(one));
        QCOMPARE(endRoot(), QStringList());
        other.identity.systemIdentifier = 7001;
        shown.take(now(other, kReadOnlyTarget));
        shown.take(now(one));
        QCOMPARE(endRoot(), QStringList{kReadOnlyTarget});
    }

    void findsFullServers()
    {
        PostgresState full = state(20);
        full.sessions.clear(); // some of them run long queries
        full.headroom = {.maximum = 100,
                         .reserved = 3,
                         .usable = 97,
                         .used = 90,
                         .holders = {{QStringLiteral("web"), QStringLiteral("shop"), {}, 60, 55}}};
        const auto lines = linesOf(live(full));
        QCOMPARE(lines.size(), 1u);
        QCOMPARE(lines.front().state, StateRole::Critical);
        QCOMPARE(lines.front().id, QStringLiteral("pg.connections.exhausted"));
        QVERIFY2(lines.front().text.contains(QStringLiteral("90 of 97")), qPrintable(lines.front().text));
        QVERIFY2(lines.front().text.contains(QStringLiteral("web")), qPrintable(lines.front().text));
        full.headroom.used = 70;
        QVERIFY(linesOf(live(full)).empty());
    }

    void blindIsAStateOfItsOwn()
    {
        Shown shown;
        const Snapshot before = now(state(30));
        shown.take(before);
        Snapshot after = blind(before, 0s);
        after.taken = systemClock().now();
        shown.take(after);
        QVERIFY(shown.part<Banner>().isVisible());
        QVERIFY(shown.part<TimeBar>().modeText().endsWith(QStringLiteral("BLIND")));
        QTRY_VERIFY(shown.part<StaleVeil>().isVisible());
        const FleetModel &model = shown.part<FleetSidebar>().model();
        QCOMPARE(model.index(model.rowOf(kTarget)).data(FleetModel::StateRoleRole).toInt(), int(StateRole::Blind));
        QSignalSpy retried(&shown.window, &MainWindow::retryRequested);
        QTest::keyClick(&shown.window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(retried.front().front().toString(), kTarget);
        shown.take(now(state(30)));
        QTRY_VERIFY(!shown.part<StaleVeil>().isVisible());
    }

    void oldDataIsGreyEvenWhenTheLinkSeemsFine()
    {
        Shown shown;
        Snapshot old = now(state(30));
        old.dataTaken.steady -= 30s;
        shown.take(old);
        QTRY_VERIFY(shown.part<StaleVeil>().isVisible());
    }

    void everyOldTargetIsGrey()
    {
        Shown shown;
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

    void paletteRunsWhatWasTyped()
    {
        Shown shown;
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
        Shown shown;
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
            Shown shown;
            shown.window.showTarget(QStringLiteral("billing"));
            shown.window.showPage(QStringLiteral("locks"));
            shown.part<FleetSidebar>().setWorstFirst(true);
            shown.part<TimeBar>().setReach(300s);
            shown.window.nextTheme();
            shown.window.close();
        }
        const bool wasDark = Theme::instance().isDark();
        Theme::instance().setMode(wasDark ? ThemeMode::Light : ThemeMode::Dark);
        Shown again;
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
        Shown shown;
        QCOMPARE(shown.window.target(), kTarget);
        QCOMPARE(shown.window.targetView().currentPage().id(), QStringLiteral("overview"));
    }

    void withoutAFleetItSaysHowToGetOne()
    {
        Shown shown{Fleet()};
        QVERIFY(shown.part<EmptyFleet>().isVisible());
        QTest::keyClick(&shown.window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(shown.part<CommandPalette>().isVisible());
    }

    void fleetIsGroupedOrWorstFirst()
    {
        Shown shown;
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
        bus.take(share(now(blockedState(7), kReadOnlyTarget)));
        QCOMPARE(model.targetAt(0), kReadOnlyTarget);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 3);
    }

    void timeBarMarksIncidents()
    {
        Shown shown;
        feed(shown.bus, 60, 5, 20);
        const auto &marks = shown.part<TimeTrack>().marks();
        QCOMPARE(marks.size(), 1u);
        QCOMPARE(marks.front().state, StateRole::Critical);
        QCOMPARE(marks.front().to - marks.front().from, 19s);
    }

    void choosingAnIntervalAsksTheEngine()
    {
        Shown shown;
        QSignalSpy asked(&shown.window, &MainWindow::intervalRequested);
        for (auto *box : shown.window.findChildren<QComboBox *>())
            if (box->accessibleName().startsWith(QStringLiteral("How often"))) {
                box->setFocus();
                QTest::keyClick(box, Qt::Key_Down);
            }
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().at(1).value<std::chrono::milliseconds>(), 2s);
    }

    void proofSelectsTheCulpritInTheInspector()
    {
        Shown shown;
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("locks"));
        QTRY_COMPARE(shown.part<Inspector>().session().pid, 8123);
        QVERIFY(shown.part<Inspector>().isVisible());
        QTest::keyClick(&shown.window, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!shown.part<Inspector>().isVisible());
    }

    void anEmptyInspectorLeavesItsRoomInANarrowWindow()
    {
        Shown shown;
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
        Shown shown;
        shown.take(now(blockedState(3)));
        for (const QString &id : shown.window.pageIds()) {
            shown.window.showPage(id);
            for (const auto *widget : shown.window.findChildren<QWidget *>()) {
                const bool isControl = widget->focusPolicy() & Qt::TabFocus;
                const auto *button = qobject_cast<const QAbstractButton *>(widget);
                const bool isOurs = widget->isVisible() &&
                                    !QString::fromLatin1(widget->metaObject()->className()).startsWith(u"QScroll");
                if (isControl && isOurs && !(button && !button->text().isEmpty()))
                    QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(pathOf(widget)));
            }
        }
    }

    void staysAwakeWhileSnapshotsComeIn()
    {
        Shown shown;
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

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
