// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What remains of an incident in the window: the note by key, marks of what was done, a line of what is over.
#include "harness/windowtest.h"
#include "incidents/notesource.h"
#include "mainwindowfixtures.h"
#include "ui/shell/findings/findingbar.h"
#include "ui/shell/findings/overline.h"
#include "ui/shell/note/notebar.h"
#include "ui/shell/note/notefile.h"
#include "ui/shell/targetview.h"
#include "ui/shell/timebar/timetrack.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

/// Ended now, on the target shown.
Deed endedSession(const QString &title)
{
    Deed deed;
    deed.at = systemClock().now();
    deed.plan.id = title;
    deed.plan.request.action = kTerminateRootBlocker;
    deed.plan.target.name = kTarget;
    deed.plan.title = title;
    deed.plan.subjects = {subjectOf(rootBlocker())};
    deed.result.outcome = Outcome::DoneVerified;
    return deed;
}

void pressIn(QWidget &part, const QString &text)
{
    for (auto *button : part.findChildren<QPushButton *>())
        if (button->text() == text)
            button->click();
}

/// A blockade of a minute that is over; what ended it was done from here.
struct OverWindow : ShownWindow {
    OverWindow()
    {
        const Stamp end = systemClock().now();
        feed(bus, 60, 5, 60, {end.wall - 2s, end.steady - 2s});
        bus.keepDeed(endedSession(QStringLiteral("End root blocker 8123")));
        take(now(state(60)));
    }
};

} // namespace

class TestMainWindowIncident : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_mainwindow_incident")); }
    void init()
    {
        QSettings().clear();
        QGuiApplication::clipboard()->clear();
    }

    void keyCopiesTheNote()
    {
        OverWindow shown;
        NoteBar &bar = shown.part<NoteBar>();
        QVERIFY(!bar.isVisible());
        QTest::keyClick(&shown.window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY2(text.startsWith(QStringLiteral("# Incident note: orders-primary\n")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("■ critical")) && text.contains(QStringLiteral("End root blocker 8123")),
                 qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("4711"))); // a literal of a query
        QVERIFY(bar.isVisible());
        pressIn(bar, QStringLiteral("Dismiss"));
        QVERIFY(!bar.isVisible());
    }

    void theNoteIsReachedAndLeftByKey()
    {
        OverWindow shown;
        NoteBar &bar = shown.part<NoteBar>();
        bar.copyNote({kTarget});
        shown.window.focusPage();
        QTest::keyClick(&shown.window, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(bar.isAncestorOf(shown.window.focusWidget()));
        QTest::keyClick(shown.window.focusWidget(), Qt::Key_Escape);
        QVERIFY(!bar.isVisible());
        const auto commands = shown.window.commands();
        QVERIFY(std::ranges::contains(commands, QStringLiteral("Save the incident note…"), &Command::text));
    }

    void aFileIsNamedInAllScripts()
    {
        OverWindow shown;
        IncidentNote note = keptNote(shown.bus, {kTarget});
        note.targets.front().name = QStringLiteral("заказы / 1");
        const QString name = noteFileName(note);
        QVERIFY2(name.startsWith(QStringLiteral("заказы-1-incident-")), qPrintable(name));
    }

    void noteIsWrittenAsHtmlAndAsPdf()
    {
        OverWindow shown;
        NoteBar &bar = shown.part<NoteBar>();
        bar.copyNote({kTarget});
        QTemporaryDir folder;
        const auto begins = [&](const QString &name, const QByteArray &with) {
            const QString path = folder.filePath(name);
            bar.writeNote(path);
            QFile file(path);
            return QTest::qWaitFor([&] { return file.exists(); }) && file.open(QIODevice::ReadOnly)
                   && file.readAll().startsWith(with);
        };
        QVERIFY(begins(QStringLiteral("note.html"), "<!DOCTYPE html>"));
        QVERIFY(begins(QStringLiteral("note.pdf"), "%PDF-"));
        const QString name = noteFileName(keptNote(shown.bus, {kTarget}));
        QVERIFY2(name.startsWith(QStringLiteral("orders-primary-incident-")) && name.endsWith(QStringLiteral(".html")),
                 qPrintable(name));
    }

    void whatWasDoneIsOnTheTimeBar()
    {
        ShownWindow shown;
        feed(shown.bus, 60, 5, 20);
        shown.bus.keepDeed(endedSession(kHostile));
        const auto &marks = shown.part<TimeTrack>().marks();
        const auto deed = std::ranges::find(marks, true, &TimeMark::isDeed);
        QVERIFY(deed != marks.end());
        QVERIFY2(deed->text.contains(QStringLiteral("\\u202e")), qPrintable(deed->text));
        QCOMPARE(std::ranges::count(marks, true, &TimeMark::isDeed), 1);
        shown.bus.keepDeed(endedSession(kHostile)); // looked at again
        QCOMPARE(std::ranges::count(shown.part<TimeTrack>().marks(), true, &TimeMark::isDeed), 1);
    }

    void whatIsOverStaysUntilDismissed()
    {
        OverWindow shown;
        OverLine &line = shown.part<OverLine>();
        QVERIFY2(line.isVisible(), qPrintable(line.text() + u'|' + shown.window.targetView().findingText()));
        QVERIFY2(line.text().startsWith(QStringLiteral("Over since ")), qPrintable(line.text()));
        QVERIFY2(line.text().contains(QStringLiteral("; you ended 8123. At its worst: 5 sessions wait behind")),
                 qPrintable(line.text()));
        shown.take(now(state(60)));
        QVERIFY(line.isVisible());
        pressIn(line, QStringLiteral("Copy"));
        QCOMPARE(QGuiApplication::clipboard()->text(), kTarget + QStringLiteral(": ") + line.text());
        shown.window.toggleFrozen(); // it is of now
        QVERIFY(!line.isVisible());
        shown.window.toggleFrozen();
        QVERIFY(line.isVisible());
        shown.window.showTarget(QStringLiteral("billing"));
        QVERIFY(!line.isVisible());
        shown.window.showTarget(kTarget);
        pressIn(line, QStringLiteral("Dismiss"));
        QVERIFY(!line.isVisible());
    }

    void whatComesBackDoesNotComeUnderTheHand()
    {
        OverWindow shown;
        OverLine &line = shown.part<OverLine>();
        FindingBar &bar = shown.part<FindingBar>();
        QVERIFY(line.isVisible() && !bar.whyCovered().isEmpty());
        shown.window.targetView().focusHeadline();
        QVERIFY(line.isAncestorOf(shown.window.focusWidget()));
        shown.take(now(blockedState(7)));
        QVERIFY(bar.isVisible());
        QVERIFY(!bar.isAncestorOf(shown.window.focusWidget()));
        QVERIFY(!bar.action().isOffered()); // for a moment
        QTRY_VERIFY_WITH_TIMEOUT(bar.action().isOffered(), 5000);
    }

    void blindnessLeavesWhatWasSeenLast()
    {
        ShownWindow shown;
        shown.take(now(blockedState(42)));
        OverLine &line = shown.part<OverLine>();
        QVERIFY(!line.isVisible());
        shown.take(fresh(blind(now(blockedState(42)), 1s)));
        QVERIFY(line.isVisible());
        QVERIFY2(line.text().startsWith(QStringLiteral("Last seen at "))
                     && line.text().contains(QStringLiteral("42 sessions wait behind session 8123")),
                 qPrintable(line.text()));
        shown.take(now(state(3)));
        QVERIFY(!line.text().startsWith(QStringLiteral("Last seen at ")));
    }
};

LOCKMASTER_WINDOW_TEST(TestMainWindowIncident)
#include "tst_mainwindow_incident.moc"
