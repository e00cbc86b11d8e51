// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What may be done to a database of PgBouncer or to all of it, on a real one with clients at work: done and verified,
// refused by each check, and what it says of what has changed meanwhile. Lost answers: tst_poolerlost.
#include "harness/testprogram.h"
#include "poolertest.h"

#include <future>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace std::chrono_literals;

namespace {

const QString kReconnect = u"pgbouncer.reconnect"_s;
const QString kDisable = u"pgbouncer.disable"_s;
const QString kEnable = u"pgbouncer.enable"_s;
const QString kReload = u"pgbouncer.reload"_s;
const QString kKill = u"pgbouncer.kill"_s;
const QJsonObject kNowhere{{u"database"_s, u"nothing"_s}};

} // namespace

class TestPoolerActions : public PoolerTest
{
    Q_OBJECT

    QByteArray m_file; ///< pgbouncer.ini as it was

    [[nodiscard]] QString fileName() const { return m_lab->folder() + u"/pgbouncer/pgbouncer.ini"_s; }
    bool writeFile(const QByteArray &text)
    {
        QFile file(fileName());
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    bool tellsFaults()
    {
        return versionNumberIn(m_lab->pgbouncer().console(u"SHOW VERSION"_s).value().front()[u"version"_s]) >= 12500;
    }
    /// Its database has another name from now on.
    void renameDatabase()
    {
        QByteArray text = m_file;
        QVERIFY(writeFile(text.replace("orders = ", "sales = ")));
        QVERIFY(m_lab->pgbouncer().console(u"RELOAD"_s));
        QTRY_COMPARE(ofOrders(u"name"_s), QString());
    }

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabPart::Postgres | LabPart::PgBouncer);
        QFile file(fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_file = file.readAll();
    }
    void init() { useAs(u"pgbouncer_admin"_s); }
    void cleanup()
    {
        QVERIFY(writeFile(m_file));
        setRight();
    }

    void newServerConnectionsAreMade()
    {
        const auto shop = client();
        const QString before = shop->run(u"SELECT pg_backend_pid()"_s);
        QCOMPARE(shop->run(u"SELECT pg_backend_pid()"_s), before);
        const ActionPlan made = plan(kReconnect, kTarget, kOrders);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"RECONNECT \"orders\""_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"1 server connection of before closed"), result.summary.toUtf8());
        QVERIFY(shop->run(u"SELECT pg_backend_pid()"_s) != before);
    }

    /// Never an error for who is in a transaction: it ends first.
    void aTransactionEndsBeforeItsConnectionGoes()
    {
        const auto shop = client();
        QCOMPARE(shop->run(u"BEGIN"_s), QString());
        const QString before = shop->run(u"SELECT pg_backend_pid()"_s);
        const ActionResult result =
            execute(plan(kReconnect, kTarget, {{u"database"_s, u"orders"_s}, {u"timeout"_s, 1}}));
        QCOMPARE(outcomeOf(result), u"sent_unverified"_s);
        QVERIFY2(result.isRunning && result.summary.contains(u"1 server connection of before"),
                 result.summary.toUtf8());
        QCOMPARE(shop->run(u"SELECT pg_backend_pid()"_s), before);
        QCOMPARE(shop->run(u"COMMIT"_s), QString());
        const auto open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U); // worth another look
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open.front(), {}))), u"done_verified"_s);
        QVERIFY(m_journal->unfinished().value().empty());
    }

    void withoutConnectionsThereIsNothingToRenew()
    {
        QVERIFY(m_lab->pgbouncer().console(u"KILL orders"_s));
        QCOMPARE(outcomeOf(execute(plan(kReconnect, kTarget, kOrders))), u"no_op"_s);
        QCOMPARE(sqlOf(plan(kReconnect, kTarget, {})), u"RECONNECT"_s);
    }

    void aDisabledDatabaseRefusesNewClientsAlone()
    {
        const auto shop = client();
        QCOMPARE(shop->run(u"SELECT 1"_s), u"1"_s);
        const ActionPlan made = plan(kDisable, kTarget, kOrders);
        QCOMPARE(troubles(made), QString());
        QVERIFY2(made.consequence.contains(u"1 that are connected go on"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(ofOrders(u"disabled"_s), u"1"_s);
        QVERIFY(result.offer && result.offer->action == kEnable && result.offer->arguments == kOrders);
        QVERIFY(!client()->isOpen());
        QCOMPARE(shop->run(u"SELECT 2"_s), u"2"_s);
        QCOMPARE(troubles(plan(kDisable, kTarget, kOrders)), u"database.admission failed"_s);
        QCOMPARE(outcomeOf(execute(plan(kEnable, kTarget, kOrders))), u"done_verified"_s);
        QVERIFY(client()->isOpen());
        QCOMPARE(troubles(plan(kEnable, kTarget, kOrders)), u"database.admission failed"_s);
    }

    void clientsAreThrownOutAndTheDatabaseStaysPaused()
    {
        const auto shop = client();
        QCOMPARE(shop->run(u"SELECT 1"_s), u"1"_s);
        const auto busy = client();
        QCOMPARE(busy->run(u"BEGIN"_s), QString());
        QCOMPARE(busy->run(u"UPDATE customers SET name = 'lost' WHERE id = 1"_s), QString());
        const ActionPlan made = plan(kKill, kTarget, kOrders);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"KILL \"orders\""_s);
        QCOMPARE(made.token, u"orders"_s);
        QCOMPARE(severityName(made.severity), u"destructive"_s);
        QVERIFY2(made.consequence.startsWith(u"2 clients connected, 0 of them waiting"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"2 clients. It stays paused"), result.summary.toUtf8());
        QVERIFY2(result.next.contains(u"RESUME \"orders\""), result.next.toUtf8());
        QVERIFY(shop->run(u"SELECT 1"_s).startsWith(u"ERROR") || !shop->isOpen());
        QCOMPARE(m_lab->value(u"SELECT count(*) FROM customers WHERE name = 'lost'"_s), u"0"_s);
        // The trap: RESUME of all says that nothing is paused, and so it stays.
        const auto all = m_lab->pgbouncer().console(u"RESUME"_s);
        QVERIFY(!all && all.error().detail.contains(u"not paused"));
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
        auto waiting = std::async(std::launch::async, [this] { return client()->run(u"SELECT 3"_s); }); // logs in, too
        QCOMPARE(waiting.wait_for(1s), std::future_status::timeout);
        QVERIFY(result.offer);
        QCOMPARE(outcomeOf(execute(plan(result.offer->action, kTarget, result.offer->arguments))), u"done_verified"_s);
        QCOMPARE(waiting.get(), u"3"_s);
    }

    void clientsAreThrownOutAndNewOnesServed()
    {
        const auto shop = client();
        QCOMPARE(shop->run(u"SELECT 1"_s), u"1"_s);
        const ActionPlan made = plan(kKill, kTarget, {{u"database"_s, u"orders"_s}, {u"resume"_s, true}});
        QCOMPARE(sqlOf(made), u"KILL \"orders\"\nRESUME \"orders\""_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"1 client. New clients are served"), result.summary.toUtf8());
        QVERIFY(!result.offer);
        QCOMPARE(ofOrders(u"paused"_s), u"0"_s);
        QCOMPARE(client()->run(u"SELECT 1"_s), u"1"_s);
    }

    /// KILL is done and RESUME never arrives: the pause that is left has its name.
    void aKillThatIsNotResumedLeavesAPause()
    {
        FaultProxy proxy(m_lab->pgbouncer().port());
        useBehind(proxy);
        const auto shop = client();
        QCOMPARE(shop->run(u"SELECT 1"_s), u"1"_s);
        const ActionPlan made = plan(kKill, kTarget, {{u"database"_s, u"orders"_s}, {u"resume"_s, true}});
        proxy.breakAt("RESUME", FaultProxy::Lost::Request);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"1 client. It could not be resumed"), result.summary.toUtf8());
        QVERIFY(result.offer && result.offer->action == u"pgbouncer.resume" && result.offer->arguments == kOrders);
        QCOMPARE(ofOrders(u"paused"_s), u"1"_s);
    }

    void theFileIsReadAgainAndWhatChangedIsNamed()
    {
        QVERIFY(m_lab->pgbouncer().console(u"SET default_pool_size = 17"_s));
        QByteArray text = m_file;
        QVERIFY(writeFile(text.replace("max_client_conn = 2500", "max_client_conn = 2400")));
        const ActionPlan made = plan(kReload, kTarget, {});
        QCOMPARE(troubles(made), tellsFaults() ? QString() : u"reload.errors warning"_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"default_pool_size 17 → 10"),
                 result.summary.toUtf8()); // what was SET is lost
        QVERIFY2(result.summary.contains(u"max_client_conn 2500 → 2400"), result.summary.toUtf8());
        QCOMPARE(setting(u"default_pool_size"_s), u"10"_s);
    }

    /// From 1.25 on PgBouncer says so; before, that nothing has changed is all there is to see.
    void aFileWithFaultsIsNoSuccess()
    {
        QVERIFY(writeFile(m_file + "\nnonsense = 1\n"));
        const ActionResult result = execute(plan(kReload, kTarget, {}));
        QCOMPARE(outcomeOf(result), tellsFaults() ? u"failed_clean"_s : u"sent_unverified"_s);
        QVERIFY2(tellsFaults() || result.next.contains(u"PgBouncer's log"), result.next.toUtf8());
    }

    void aReloadThatIsLostIsSeenByWhatItChanged()
    {
        FaultProxy proxy(m_lab->pgbouncer().port());
        useBehind(proxy);
        QVERIFY(m_lab->pgbouncer().console(u"SET default_pool_size = 17"_s));
        const ActionPlan made = plan(kReload, kTarget, {});
        proxy.breakAt("RELOAD", FaultProxy::Lost::Answer);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(setting(u"default_pool_size"_s), u"10"_s);
    }

    void isRefusedWhereItWouldHarm()
    {
        for (const QString &action : {kReconnect, kDisable, kEnable, kKill})
            QCOMPARE(troubles(plan(action, kTarget, kNowhere)), u"database.same failed"_s);
        QVERIFY(m_lab->pgbouncer().console(u"PAUSE"_s));
        QCOMPARE(troubles(plan(kKill, kTarget, kOrders)), u"pooler.running failed"_s);
        QVERIFY(m_lab->pgbouncer().console(u"RESUME"_s));
        const SecondPgBouncer second(*m_lab, "so_reuseport = 1");
        QVERIFY(second.isUp());
        use({consoleAt(second.port())});
        for (const QString &action : {kReconnect, kDisable, kKill})
            QCOMPARE(troubles(plan(action, kTarget, kOrders)), u"pooler.alone failed"_s);
        QVERIFY(troubles(plan(kReload, kTarget, {})).startsWith(u"pooler.alone failed"));
    }

    void aStatsUserIsToldWhatMendsIt()
    {
        useAs(u"lockmaster"_s);
        for (const QString &action : {kReconnect, kDisable, kKill, kReload}) {
            const ActionPlan made = plan(action, kTarget, action == kReload ? QJsonObject() : kOrders);
            QVERIFY2(troubles(made).startsWith(u"privilege failed"), troubles(made).toUtf8());
            const QString why = findCheck(made.preflights, preflight::kPrivilege)->detail;
            QVERIFY2(why.contains(u"admin_users in pgbouncer.ini and RELOAD"), why.toUtf8());
            QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        }
    }

    /// Between plan and execution the database has gone.
    void whatIsNotThereAnyMoreIsLeftAlone_data()
    {
        QTest::addColumn<QString>("action");
        for (const QString &action : {kReconnect, kDisable, kKill})
            QTest::addRow("%s", qPrintable(action)) << action;
    }
    void whatIsNotThereAnyMoreIsLeftAlone()
    {
        QFETCH(QString, action);
        const ActionPlan made = plan(action, kTarget, kOrders);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        renameDatabase();
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"no_op"_s);
        QVERIFY(!journalText().contains("\"event\":\"sent\""));
    }

    /// Between plan and execution PgBouncer was stopped: nothing was sent.
    void aStoppedPoolerIsToldNothing()
    {
        const ActionPlan made = plan(kKill, kTarget, kOrders);
        QVERIFY(m_lab->pgbouncer().stop());
        QCOMPARE(outcomeOf(execute(made)), u"failed_clean"_s);
        QVERIFY(!journalText().contains("\"event\":\"sent\""));
    }
};

LOCKMASTER_TEST(TestPoolerActions)
#include "tst_pooleractions.moc"
