// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tells of incidents, and how one gets from there to the culprit.
#include "mainwindowfixtures.h"
#include "diagnosis/diagnosis.h"
#include "harness/windowtest.h"
#include "ui/inspector/inspector.h"
#include "ui/shell/findings/findingline.h"
#include "ui/shell/headerstrip.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timemarks.h"
#include "ui/shell/timebar/timetrack.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

std::vector<FindingLine> linesOf(const Snapshot &snapshot)
{
    return findingLines(snapshot, findings(snapshot));
}

} // namespace

class TestMainWindowFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_findings")); }
    void init() { QSettings().clear(); }

    void tellsWhatHappenedToTheServer()
    {
        ShownWindow shown;
        Snapshot promoted = now(state(3));
        promoted.events = {
            {EventKind::RoleChanged, promoted.taken.wall, QStringLiteral("standby"), QStringLiteral("primary")}};
        shown.take(promoted);
        shown.take(now(state(3)));
        const auto *header = shown.window.findChild<HeaderStrip *>();
        QTRY_VERIFY(std::ranges::any_of(header->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text().contains(QStringLiteral("standby became primary at "));
        }));
        const auto marks = timeMarks(shown.bus, kTarget);
        QVERIFY(std::ranges::any_of(
            marks, [](const TimeMark &mark) { return mark.text.contains(QStringLiteral("became primary")); }));
    }

    void theWorstOfTheOthersIsToldInTheHeader()
    {
        ShownWindow shown;
        shown.take(now(state(3)));
        const auto chip = [&] { return shown.window.findChild<HeaderStrip *>()->findChild<QToolButton *>(); };
        const auto said = [&] { return chip()->text(); };
        const auto other = [&](PostgresState made) {
            Snapshot snapshot = now(std::move(made));
            snapshot.target = kReadOnlyTarget;
            return snapshot;
        };
        shown.take(blind(other(state(3)), 1s));
        QTRY_VERIFY2(said().startsWith(kReadOnlyTarget + QStringLiteral(": ")), qPrintable(said()));
        QVERIFY(chip()->styleSheet().contains(Theme::instance().color(HealthState::Blind).name()));
        shown.take(other(blockedState(42)));
        QTRY_COMPARE(said(), kReadOnlyTarget + QStringLiteral(": 42 blocked · Ctrl+J"));
        QVERIFY(chip()->styleSheet().contains(Theme::instance().color(HealthState::Critical).name()));
    }

    void tellsWhoBlocksWhom()
    {
        ShownWindow shown;
        shown.take(now(blockedState(42)));
        QVERIFY(
            shown.window.targetView().findingText().startsWith(QStringLiteral("One session blocks 42 others since ")));
        QVERIFY(shown.window.targetView().findingText().contains(
            QStringLiteral("pid 8123 · billing · idle in transaction 4 m 16 s · orders · RowExclusive")));
        QCOMPARE(shown.window.targetView().tabText(QStringLiteral("locks")), QStringLiteral("Locks  42"));
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
        QCOMPARE(lines.front().state, HealthState::Critical);
        QCOMPARE(lines.front().id, QStringLiteral("pg.connections.exhausted"));
        QVERIFY2(lines.front().text.contains(QStringLiteral("90 of 97")), qPrintable(lines.front().text));
        QVERIFY2(lines.front().text.contains(QStringLiteral("web")), qPrintable(lines.front().text));
        full.headroom.used = 70;
        QVERIFY(linesOf(live(full)).empty());
    }

    void spaceStillPressesAButton()
    {
        ShownWindow shown;
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

    void timeBarMarksIncidents()
    {
        ShownWindow shown;
        feed(shown.bus, 60, 5, 20);
        const auto &marks = shown.part<TimeTrack>().marks();
        QCOMPARE(marks.size(), 1u);
        QCOMPARE(marks.front().state, HealthState::Critical);
        QCOMPARE(marks.front().to - marks.front().from, 19s);
    }

    void proofSelectsTheCulpritInTheInspector()
    {
        ShownWindow shown;
        shown.window.resize(1920, 1080);
        shown.take(now(blockedState(3)));
        shown.window.showPage(QStringLiteral("locks"));
        QTRY_COMPARE(shown.part<Inspector>().session().pid, 8123);
        QVERIFY(shown.part<Inspector>().isVisible());
        QTest::keyClick(&shown.window, Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!shown.part<Inspector>().isVisible());
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowFindings)
#include "tst_mainwindow_findings.moc"
