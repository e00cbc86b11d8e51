// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Sessions page counts, and what it does not show to a login without pg_monitor.
#include "sessionsfixtures.h"

#include "ownsettings.h"

#include "base/format.h"
#include "harness/windowtest.h"

#include <QLocale>
#include <QScopeGuard>
#include <QSettings>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestSessionsCounted : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useOwnSettings(QStringLiteral("tst_sessionscounted")); }
    void init() { QSettings().clear(); } // columns chosen before would be remembered

    void whatIsHiddenIsNotCounted()
    {
        PostgresState plain;
        plain.serverNow = kNow;
        for (const int pid : {31, 32}) {
            Session hidden;
            hidden.key.pid = pid;
            hidden.application = QStringLiteral("checkout");
            hidden.state = SessionState::Hidden;
            plain.sessions.push_back(std::make_shared<const Session>(hidden));
        }
        plain.lockWaits = {LockWait{.pid = 32, .blockers = {31}}};
        ShownSessions shown(plain);
        QTRY_COMPARE(shown.pids().size(), 2);
        const TableModel &model = shown.table->table();
        QCOMPARE(model.cell(0, model.columnOf(u"application")).text, QStringLiteral("checkout"));
        for (const char *id : {"wait", "query", "client", "query_age", "transaction_age", "state_age", "backend_age"}) {
            const int column = model.columnOf(QString::fromLatin1(id));
            QCOMPARE(model.cell(0, column).text, unknownValue()); // its start is hidden too
            QVERIFY(std::holds_alternative<std::monostate>(model.value(0, column)));
            QCOMPARE(model.hint(0, column), QStringLiteral("hidden from this login"));
        }
        QVERIFY2(shown.words().contains(u"1 waiting for a lock  ·  who is active or idle is hidden"),
                 qPrintable(shown.words()));
    }

    void hiddenProcessesOfTheServerAreBackground_data()
    {
        QTest::addColumn<QString>("application");
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("leftOut");
        QTest::newRow("checkpointer") << "" << "" << "" << true;
        QTest::newRow("logical replication launcher") << "" << "" << "postgres" << true;
        QTest::newRow("autovacuum worker") << "" << "orders" << "" << true;
        QTest::newRow("walsender") << "orders_standby" << "" << "replicator" << false;
        QTest::newRow("client") << "checkout" << "orders" << "shop" << false;
        QTest::newRow("client without a name") << "" << "orders" << "shop" << false;
    }
    void hiddenProcessesOfTheServerAreBackground()
    {
        QFETCH(QString, application);
        QFETCH(QString, database);
        QFETCH(QString, user);
        QFETCH(bool, leftOut);
        Session hidden;
        hidden.key.pid = 31;
        hidden.state = SessionState::Hidden;
        hidden.application = application;
        hidden.database = database;
        hidden.user = user;
        PostgresState plain;
        plain.serverNow = kNow;
        plain.sessions = {std::make_shared<const Session>(hidden)};
        ShownSessions shown(plain);
        QTRY_VERIFY(shown.words().contains(leftOut ? u"0 of 1 session" : u"1 of 1 session"));
        QCOMPARE(shown.pids().isEmpty(), leftOut);
    }

    void whoWaitsForNothingStaysBlank()
    {
        ShownSessions shown(
            changed(fixtures::state(10), 8105, [](Session &s) { s.waitEventType = s.waitEvent = QString(); }));
        const TableModel &model = shown.table->table();
        const int row = static_cast<int>(shown.pids().indexOf(QStringLiteral("8105")));
        QCOMPARE(model.cell(row, model.columnOf(u"wait")).text, QString());
        QCOMPARE(model.hint(row, model.columnOf(u"wait")), QString());
    }

    void countsClientsAsOverviewDoesAndReplicationApart()
    {
        const auto sends = [](Session &s) { s.backendType = QStringLiteral("walsender"); };
        ShownSessions shown(changed(fixtures::state(10), 8105, sends));
        const QString status = shown.words();
        QVERIFY2(status.contains(u"1 active  ·  0 idle in transaction  ·  1 replication"), qPrintable(status));
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_state")));
        QVERIFY(shown.pids().contains(QStringLiteral("active  –  2 sessions, 1 active, 1 replication")));
    }

    void countsHaveSeparators()
    {
        const QLocale before;
        const auto restore = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        ShownSessions shown(fixtures::state(1510));
        QVERIFY2(shown.words().contains(u"1,508 of 1,510 sessions"), qPrintable(shown.words()));
        QVERIFY(shown.page.choosePreset(QStringLiteral("by_database")));
        QVERIFY(shown.pids().join(u'\n').contains(u"orders  –  1,506 sessions"));
    }
};

LOCKMASTER_WINDOW_TEST(TestSessionsCounted)
#include "tst_sessionscounted.moc"
