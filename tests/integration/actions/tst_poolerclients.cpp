// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// pgbouncer.client.kill and pgbouncer.setting.set on a real PgBouncer: exactly the client that was seen, and a value that
// can be taken back.
#include "harness/testprogram.h"
#include "poolertest.h"

#include <QRegularExpression>

using namespace lockmaster;
using namespace lockmaster::test;

namespace {

const QString kKillClient = u"pgbouncer.client.kill"_s;
const QString kSet = u"pgbouncer.setting.set"_s;

QJsonObject toSet(const QString &setting, const QString &value)
{
    return {{u"setting"_s, setting}, {u"value"_s, value}};
}

QString detailOf(const ActionPlan &plan, QLatin1StringView check)
{
    const Preflight *found = findCheck(plan.preflights, check);
    return found ? found->detail : QString();
}

} // namespace

class TestPoolerClients : public PoolerTest
{
    Q_OBJECT

    std::unique_ptr<Client> called(const QString &application)
    {
        return std::make_unique<Client>(m_lab->applicationConninfo(u"web"_s, application));
    }
    QJsonObject ofClient(const QString &application) { return {{u"client"_s, clientCalled(application)[u"id"_s]}}; }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer); }
    void init() { useAs(u"pgbouncer_admin"_s); }
    void cleanup() { setRight(); }

    void oneClientIsDisconnectedAndNoOther()
    {
        const auto victim = called(u"victim"_s);
        const auto other = called(u"other"_s);
        QCOMPARE(other->run(u"SELECT 1"_s), u"1"_s);
        QCOMPARE(victim->run(u"BEGIN"_s), QString());
        QCOMPARE(victim->run(u"SELECT 1"_s), u"1"_s);
        const ActionPlan made = plan(kKillClient, kTarget, ofClient(u"victim"_s));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"KILL_CLIENT "_s + clientCalled(u"victim"_s)[u"id"_s]);
        QVERIFY2(made.consequence.contains(u"victim from 127.0.0.1:"), made.consequence.toUtf8());
        QVERIFY2(made.consequence.contains(u"rolled back"), made.consequence.toUtf8());
        // Who it is stands in the plan, for the check before it is sent and for who looks what became of it.
        QVERIFY(made.request.arguments[u"address"_s].toString().startsWith(u"127.0.0.1:"));
        QVERIFY(made.request.arguments.contains(u"connected"_s));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(clientCalled(u"victim"_s).isEmpty());
        QVERIFY(victim->run(u"SELECT 1"_s).startsWith(u"ERROR") || !victim->isOpen());
        QCOMPARE(other->run(u"SELECT 1"_s), u"1"_s);
    }

    /// PgBouncer was restarted since the plan, and counts anew: the id is somebody else's now.
    void anIdThatIsGivenAgainIsNotTaken()
    {
        auto victim = called(u"victim"_s);
        const ActionPlan made = plan(kKillClient, kTarget, ofClient(u"victim"_s));
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        const QString id = made.request.arguments[u"client"_s].toString();
        QVERIFY(m_lab->pgbouncer().stop());
        QVERIFY(m_lab->pgbouncer().start());
        std::vector<std::unique_ptr<Client>> others;
        for (int i = 0; i < id.toInt() + 3; ++i) // without a look in between, which would take an id itself
            others.push_back(called(u"innocent"_s));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"no_op"_s);
        QVERIFY2(result.summary.contains(u"its id now belongs to another one: innocent"), result.summary.toUtf8());
        for (const auto &one : others)
            QCOMPARE(one->run(u"SELECT 1"_s), u"1"_s);
    }

    void whoHasGoneIsNotDisconnected()
    {
        auto victim = called(u"victim"_s);
        const ActionPlan made = plan(kKillClient, kTarget, ofClient(u"victim"_s));
        victim.reset();
        QTRY_VERIFY(clientCalled(u"victim"_s).isEmpty());
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(!journalText().contains("\"event\":\"sent\""));
    }

    void isRefusedWhereItWouldHarm()
    {
        const auto victim = called(u"victim"_s);
        QJsonObject elsewhere = ofClient(u"victim"_s);
        elsewhere.insert(u"address"_s, u"10.0.0.7:4711"_s);
        QCOMPARE(troubles(plan(kKillClient, kTarget, elsewhere)), u"client.same failed"_s);
        QCOMPARE(troubles(plan(kKillClient, kTarget, {{u"client"_s, u"99999999"_s}})), u"client.same failed"_s);
        QCOMPARE(troubles(plan(kKillClient, kTarget, {{u"client"_s, u"1 SHUTDOWN"_s}})), u"client.same failed"_s);
        const auto console = called(u"lockmaster/somebody"_s);
        QCOMPARE(troubles(plan(kKillClient, kTarget, ofClient(u"lockmaster/somebody"_s))), u"client.own failed"_s);
        const QJsonObject arguments = ofClient(u"victim"_s);
        useAs(u"lockmaster"_s);
        QCOMPARE(troubles(plan(kKillClient, kTarget, arguments)), u"privilege failed"_s);
        const SecondPgBouncer second(*m_lab, "so_reuseport = 1");
        QVERIFY(second.isUp());
        use({consoleAt(second.port())});
        QVERIFY(troubles(plan(kKillClient, kTarget, arguments)).contains(u"pooler.alone failed"));
    }

    void aSettingIsChangedAndTakenBack()
    {
        const QString before = setting(u"default_pool_size"_s);
        const ActionPlan made = plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"12"_s));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"SET default_pool_size = '12'"_s);
        QVERIFY2(made.undo == u"SET default_pool_size = '10'", made.undo.toUtf8());
        QVERIFY2(made.consequence.contains(u"lost at the next RELOAD"), made.consequence.toUtf8());
        QCOMPARE(severityName(made.severity), u"reversible"_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(setting(u"default_pool_size"_s), u"12"_s);
        QVERIFY(journalText().contains("SET default_pool_size = '10'")); // the value from before, on disk
        QVERIFY(result.offer);
        QCOMPARE(outcomeOf(execute(plan(result.offer->action, kTarget, result.offer->arguments))), u"done_verified"_s);
        QCOMPARE(setting(u"default_pool_size"_s), before);
    }

    /// Four clients at once and two connections: two wait, until there are more.
    void aLargerPoolServesWhoWaits()
    {
        QVERIFY(m_lab->pgbouncer().console(u"SET default_pool_size = 2"_s));
        std::vector<std::unique_ptr<Client>> busy;
        for (int i = 0; i < 4; ++i) {
            busy.push_back(client());
            QVERIFY(busy.back()->send(u"SELECT pg_sleep(3)"_s));
        }
        QTRY_COMPARE(m_lab->pgbouncer().waitingClients(), 2);
        QCOMPARE(outcomeOf(execute(plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"4"_s)))), u"done_verified"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->pgbouncer().waitingClients(), 0, 2000);
        for (const auto &one : busy)
            QCOMPARE(one->answer(), QString());
    }

    void theServerBehindHasToHaveRoom()
    {
        const auto shop = client();
        QCOMPARE(shop->run(u"SELECT 1"_s), u"1"_s);
        const ActionPlan made = plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"5000"_s));
        QCOMPARE(troubles(made), u"server.room failed"_s);
        QVERIFY2(detailOf(made, "server.room"_L1).contains(u"5000 connections"),
                 detailOf(made, "server.room"_L1).toUtf8());
        use({consoleAt(m_lab->pgbouncer().port())}); // nobody knows the server behind
        QCOMPARE(troubles(plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"5000"_s))), u"server.room warning"_s);
    }

    void aTighterLimitIsDisruptive()
    {
        const ActionPlan tighter = plan(kSet, kTarget, toSet(u"query_wait_timeout"_s, u"5"_s));
        QCOMPARE(troubles(tighter), u"setting.clients warning"_s);
        QCOMPARE(severityName(tighter.severity), u"disruptive"_s);
        QCOMPARE(severityName(plan(kSet, kTarget, toSet(u"query_wait_timeout"_s, u"500"_s)).severity), u"reversible"_s);
    }

    void whatLocksPeopleOutIsNotSet_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("trouble");
        const QString isNotAllowed = u"setting.allowed failed"_s;
        for (const QString &name : {u"admin_users"_s, u"auth_type"_s, u"auth_file"_s, u"client_tls_sslmode"_s,
                                    u"listen_port"_s, u"logfile"_s, u"pool_size"_s, u"no_such"_s})
            QTest::addRow("%s", qPrintable(name)) << name << u"1"_s << isNotAllowed;
        QTest::newRow("no number") << u"default_pool_size"_s << u"many"_s << u"setting.value failed"_s;
        QTest::newRow("below 0") << u"query_timeout"_s << u"-1"_s << u"setting.value failed"_s;
        QTest::newRow("no mode") << u"pool_mode"_s << u"x'; SHUTDOWN"_s
                                 << u"setting.value failed, setting.clients warning"_s;
        QTest::newRow("as it is") << u"default_pool_size"_s << u"10"_s << u"setting.differs failed"_s;
    }
    void whatLocksPeopleOutIsNotSet()
    {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        const ActionPlan made = plan(kSet, kTarget, toSet(setting, value));
        QTEST(troubles(made), "trouble");
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    }

    void aStatsUserMayNotSet()
    {
        useAs(u"lockmaster"_s);
        QCOMPARE(troubles(plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"12"_s))), u"privilege failed"_s);
    }

    /// What takes it back was confirmed with it.
    void somebodyElsesValueIsNotOverwritten()
    {
        const ActionPlan made = plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"12"_s));
        QVERIFY(m_lab->pgbouncer().console(u"SET default_pool_size = 15"_s));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QVERIFY2(result.summary.contains(u"another value since the plan"), result.summary.toUtf8());
        QCOMPARE(setting(u"default_pool_size"_s), u"15"_s);
    }

    void whatIsSetAlreadyIsNothing()
    {
        const ActionPlan made = plan(kSet, kTarget, toSet(u"default_pool_size"_s, u"12"_s));
        QVERIFY(m_lab->pgbouncer().console(u"SET default_pool_size = 12"_s));
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
    }
};

LOCKMASTER_TEST(TestPoolerClients)
#include "tst_poolerclients.moc"
