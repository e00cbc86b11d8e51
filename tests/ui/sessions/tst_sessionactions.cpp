// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to sessions from their page, by mouse and by keys.
#include "harness/windowtest.h"
#include "sessionsfixtures.h"

#include "ownsettings.h"

#include "model/postgres/sessionarguments.h"
#include "ui/sessions/sessionactions.h"

#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestSessionActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_sessionactions")); }
    void init() { QSettings().clear(); } // columns chosen before would be remembered

    void keysAskForActionsWithIdentity()
    {
        ShownSessions shown;
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(QStringLiteral("8110"));
        QTest::keyClick(shown.table, Qt::Key_Delete);
        QCOMPARE(asked.size(), 1);
        const auto cancel = asked.last().first().value<ActionRequest>();
        QCOMPARE(cancel.action, kCancelQuery);
        QCOMPARE(cancel.target, kTarget);
        QCOMPARE(sessionKeyIn(cancel.arguments), longQuery().key);
        QCOMPARE(momentIn(cancel.arguments, QLatin1StringView("query_start")), longQuery().queryStart);
        QCOMPARE(cancel.seenAt->wall, kNow);
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::ShiftModifier);
        const auto end = asked.last().first().value<ActionRequest>();
        QCOMPARE(end.action, kTerminateSession);
        QCOMPARE(sessionKeyIn(end.arguments), longQuery().key);
        QVERIFY(!end.arguments.contains(QLatin1StringView("query_start")));
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::AltModifier);
        const auto ladder = asked.last().first().value<ActionRequest>();
        QCOMPARE(ladder.action, kEndSession);
        QCOMPARE(momentIn(ladder.arguments, QLatin1StringView("query_start")), longQuery().queryStart);
        QVERIFY(ladder.arguments.value(QLatin1StringView("terminate")).toBool()); // the dialog asks
    }

    void autovacuumIsCancelledAsWhatItIs()
    {
        Session worker = longQuery();
        worker.backendType = QStringLiteral("autovacuum worker");
        worker.query = QStringLiteral("autovacuum: VACUUM public.orders");
        SessionContext context{.target = kTarget, .row = {}};
        context.row.session = std::make_shared<const Session>(worker);
        QCOMPARE(cancelRequest(context).action, kCancelAutovacuum);
        QCOMPARE(sessionKeyIn(cancelRequest(context).arguments), worker.key);
        QWidget page;
        SessionActions actions(&page);
        actions.setContext(context);
        QVERIFY(actions.cancelAction()->isEnabled());
        QVERIFY(!actions.endAction()->isEnabled()); // it is the server's own
        worker.query += QStringLiteral(" (to prevent wraparound)");
        context.row.session = std::make_shared<const Session>(worker);
        actions.setContext(context);
        QVERIFY(!actions.cancelAction()->isEnabled());
        QVERIFY(actions.cancelAction()->toolTip().contains(QStringLiteral("wraparound")));
    }

    void endLikeThisTakesAFilter()
    {
        ShownSessions shown;
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(QStringLiteral("8123"));
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        const auto request = asked.last().first().value<ActionRequest>();
        QCOMPARE(request.action, kTerminateByFilter);
        const SessionFilter expected{QStringLiteral("billing"),       QStringLiteral("shop"),
                                     QStringLiteral("orders"),        {},
                                     SessionState::IdleInTransaction, 256s};
        QCOMPARE(sessionFilterIn(request.arguments), expected);
    }

    void workersThatCountThemselvesAreOneProgram()
    {
        QCOMPARE(sharedName(QStringLiteral("invoice-run-7")), QStringLiteral("invoice-run-#"));
        QCOMPARE(sharedName(QStringLiteral("billing")), QStringLiteral("billing"));
        QCOMPARE(sharedName(QStringLiteral("p1")), QStringLiteral("p1")); // psql is none of its kind
        QCOMPARE(sharedName(QStringLiteral("*")), QStringLiteral("\\*")); // somebody's name, not everybody
        QCOMPARE(sharedName(QStringLiteral("a#\\1")), QStringLiteral("a\\#\\\\#"));
        QCOMPARE(sharedName({}), QString());
    }

    void whatCannotBeDoneSaysWhy_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("pid");
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("reason");
        QTest::newRow("read-only") << kReadOnlyTarget << "8110" << "End session…" << "read-only";
        QTest::newRow("nothing runs") << kTarget << "8123" << "Cancel query…" << "No query is running";
        QTest::newRow("no locks") << kTarget << "8110" << "Show in Locks" << "neither waits";
        QTest::newRow("server process") << kTarget << "8101" << "End session…" << "process of the server";
    }
    void whatCannotBeDoneSaysWhy()
    {
        QFETCH(QString, target);
        QFETCH(QString, pid);
        QFETCH(QString, action);
        QFETCH(QString, reason);
        ShownSessions shown(fixtures::state(), target);
        for (QToolButton *button : shown.page.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("Hide background"))
                button->setChecked(false);
        }
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.click(pid);
        QVERIFY(!shown.action(action)->isEnabled());
        QVERIFY2(shown.action(action)->toolTip().contains(reason), qPrintable(shown.action(action)->toolTip()));
        shown.action(action)->trigger();
        QCOMPARE(asked.size(), 0);
    }

    void thePastIsNotActedOn()
    {
        ShownSessions shown;
        shown.click(QStringLiteral("8123"));
        QVERIFY(shown.action(QStringLiteral("End session…"))->isEnabled());
        shown.bus.freeze();
        QVERIFY(!shown.action(QStringLiteral("End session…"))->isEnabled());
        shown.bus.goLive();
        QVERIFY(shown.action(QStringLiteral("End session…"))->isEnabled());
    }

    void severalSelectedEndTogether()
    {
        ShownSessions shown;
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.table->selectAll();
        const int rows = shown.table->model()->rowCount();
        QVERIFY(rows > 1);
        QVERIFY(!shown.action(QStringLiteral("Cancel query…"))->isEnabled());
        QTest::keyClick(shown.table, Qt::Key_Delete, Qt::ShiftModifier);
        const auto request = asked.last().first().value<ActionRequest>();
        QCOMPARE(request.action, kTerminateChosen);
        const std::vector<SessionKey> keys = sessionKeysIn(request.arguments);
        QVERIFY(keys.size() > 1 && int(keys.size()) <= rows); // without the server's own processes
        QVERIFY(std::ranges::contains(keys, longQuery().key));
        QVERIFY(shown.action(QStringLiteral("End %1 sessions…").arg(keys.size()))->isEnabled());
    }

    void menuOpensOnTheRow()
    {
        ShownSessions shown;
        shown.click(QStringLiteral("8140"));
        Q_EMIT shown.table->customContextMenuRequested(shown.table->visualRect(shown.table->currentIndex()).center());
        auto *menu = shown.page.findChild<QMenu *>();
        QTRY_VERIFY(menu && menu->isVisible());
        QVERIFY(menu->actions().contains(shown.action(QStringLiteral("Show in Locks"))));
        QSignalSpy asked(&shown.page, &Page::pageRequested);
        shown.action(QStringLiteral("Show in Locks"))->trigger();
        QCOMPARE(asked.first().first().toString(), QStringLiteral("locks"));
        QCOMPARE(asked.first()[1].value<SessionKey>().pid, 8140);
        menu->close();
    }
};

LOCKMASTER_WINDOW_TEST(TestSessionActions)
#include "tst_sessionactions.moc"
