// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ending a session and cancelling a query on a real server: what they end, what they refuse, and what they say when
// nobody knows.
#include <csignal>

#include "actions/plan/preflights.h"
#include "harness/testprogram.h"
#include "sessiontest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestActions : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres | LabPart::PgBouncer); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void endsExactlyThatSession()
    {
        const auto victim = client();
        const auto bystander = client();
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.title, u"End session %1 on orders-primary"_s.arg(key.pid));
        QCOMPARE(made.token, QString::number(key.pid));
        QCOMPARE(made.severity, Severity::Disruptive);
        QVERIFY(isThere(key));

        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(!isThere(key));
        QVERIFY(isThere(keyOf(*bystander)));
        const QByteArray journal = journalText();
        QVERIFY(journal.indexOf("\"event\":\"planned\"") < journal.indexOf("\"event\":\"sent\""));
        QVERIFY(journal.indexOf("\"event\":\"sent\"") < journal.indexOf("\"event\":\"result\""));
        QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    }

    void wrongStartIsRefused()
    {
        const auto victim = client();
        SessionKey key = keyOf(*victim);
        key.backendStart -= 1us;
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(troubles(made), u"session.same failed"_s);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QVERIFY(isThere(keyOf(*victim)));
    }

    /// The guard that counts is in the statement: it holds even when every earlier check was fooled.
    void statementSparesAnotherSession()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        ActionPlan made = plan(about(kTerminateSession, key));
        made.statements.front().parameters[1] = timeParameter(key.backendStart + 1us);
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(isThere(key));
    }

    void goneMeanwhileIsNoOp()
    {
        auto victim = client();
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(troubles(made), QString());
        QVERIFY(m_lab->endSessions({victim->pid()}));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"no_op"_s);
        QVERIFY2(result.summary.contains(u"is gone"), result.summary.toUtf8());
    }

    void ownConnectionIsRefused()
    {
        const auto link = makeLink(*m_lab, u"lockmaster"_s, u"console"_s);
        QVERIFY(QCoro::waitFor(link->open(QDeadlineTimer(5000), {})));
        use([link](QString, QString, std::stop_token) { return lendShared(link); });
        const QString micros = activity(link->backendPid(), u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
        const SessionKey own{link->backendPid(), ServerTime(std::chrono::microseconds(micros.toLongLong()))};
        QCOMPARE(troubles(plan(about(kTerminateSession, own))), u"session.own failed"_s);

        const auto sibling = client(u"lockmaster/anna/1234"_s, u"lockmaster"_s);
        QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*sibling)))), u"session.own failed"_s);
    }

    void walsenderIsRefused()
    {
        Client sender(m_lab->conninfo(u"replicator"_s, u"standby_1"_s) + u" replication=true"_s);
        QVERIFY(!sender.run(u"IDENTIFY_SYSTEM"_s).startsWith(u"ERROR"));
        const SessionKey key = keyOf(sender);
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(troubles(made), u"backend.type failed"_s);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QVERIFY(isThere(key));
    }

    void otherBackendsAreRefused()
    {
        use(freshLinks(*m_lab, u"lab_admin"_s));
        const int pid = m_lab->value(u"SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"_s).toInt();
        const QString micros = activity(pid, u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
        const SessionKey key{pid, ServerTime(std::chrono::microseconds(micros.toLongLong()))};
        QCOMPARE(troubles(plan(about(kTerminateSession, key))), u"backend.type failed"_s);
    }

    void poolerIsRefused()
    {
        const auto victim = client();
        Client pooled(m_lab->applicationConninfo(u"lockmaster"_s, u"shop"_s));
        const QString settings = u"SELECT current_setting('search_path') || current_setting('statement_timeout')"_s;
        const QString before = pooled.run(settings);
        use([this](QString, QString application, std::stop_token stop) {
            return lendPort(m_lab.get(), std::move(application), m_lab->pgbouncer().port(), std::move(stop));
        });
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(troubles(made), u"server.direct failed"_s);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QVERIFY(isThere(keyOf(*victim)));
        QCOMPARE(pooled.run(settings), before); // nothing was left on a connection that others use
    }

    void readOnlyTargetIsNotEvenAsked()
    {
        use([](QString, QString, std::stop_token) { return lendNothing(); }, Environment::Production, true);
        const ActionPlan made = plan(about(kTerminateSession, {8123, {}}));
        QCOMPARE(troubles(made), u"target.writable failed"_s);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
    }

    void privilegeIsNamed()
    {
        const auto victim = client();
        use(freshLinks(*m_lab, u"lockmaster_plain"_s));
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QVERIFY2(!made.isAllowed(), troubles(made).toUtf8());
        const Preflight *check = findCheck(made.preflights, preflight::kPrivilege);
        QVERIFY(check);
        QVERIFY2(check->detail.contains(u"GRANT pg_monitor TO lockmaster_plain"), check->detail.toUtf8());
    }

    void superuserNeedsSuperuser()
    {
        const auto victim = client(u"psql"_s, u"lab_admin"_s);
        QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), u"privilege failed"_s);
        use(freshLinks(*m_lab, u"lab_admin"_s));
        QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), QString());
    }

    void frozenBackendIsNotClaimed()
    {
        const auto victim = client();
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        QCOMPARE(::kill(key.pid, SIGSTOP), 0);
        const ActionResult result = execute(made);
        QVERIFY(isThere(key));
        QCOMPARE(::kill(key.pid, SIGCONT), 0);
        QCOMPARE(outcomeOf(result), u"sent_unverified"_s);
        QVERIFY2(result.summary.contains(u"still there after 5 s"), result.summary.toUtf8());
        QVERIFY(!result.next.isEmpty());
        QVERIFY2(result.serverMessages.join(u' ').contains(u"did not terminate"),
                 result.serverMessages.join(u' ').toUtf8());
        QVERIFY(QTest::qWaitFor([&] { return !isThere(key); }));
    }

    void writtenWorkIsWarnedOf()
    {
        const auto victim = client();
        victim->run(u"BEGIN"_s);
        QCOMPARE(troubles(plan(about(kTerminateSession, keyOf(*victim)))), QString());
        victim->run(u"CREATE TEMP TABLE t(i int)"_s);
        const ActionPlan made = plan(about(kTerminateSession, keyOf(*victim)));
        QCOMPARE(troubles(made), u"session.written warning"_s);
        QVERIFY(made.isAllowed());
    }

    void cancelsTheQueryOnScreen()
    {
        const auto victim = client();
        QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
        QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kCancelQuery, key));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(victim->answer(), u"ERROR 57014"_s);
        QVERIFY(isThere(key));
    }

    void cancelOfIdleTransactionIsRefused()
    {
        const auto victim = client();
        victim->run(u"BEGIN"_s);
        const ActionPlan made = plan(about(kCancelQuery, keyOf(*victim)));
        QCOMPARE(troubles(made), u"session.state failed"_s);
        QVERIFY(findCheck(made.preflights, preflight::kSessionState)->detail.contains(u"End the session"));
    }

    void cancelSparesTheNextQuery()
    {
        const auto victim = client();
        victim->run(u"SELECT 1"_s);
        const QString micros = activity(victim->pid(), u"(extract(epoch FROM query_start) * 1000000)::int8"_s);
        ActionRequest request = about(kCancelQuery, keyOf(*victim));
        request.arguments =
            sessionArguments(keyOf(*victim), ServerTime(std::chrono::microseconds(micros.toLongLong())));
        QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
        QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
        QCOMPARE(troubles(plan(request)), u"query.same failed"_s);
    }

    void cancelOfEndedQueryIsNoOp()
    {
        const auto victim = client();
        QVERIFY(victim->send(u"SELECT pg_sleep(60)"_s));
        QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
        const ActionPlan made = plan(about(kCancelQuery, keyOf(*victim)));
        m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(victim->pid()));
        QCOMPARE(victim->answer(), u"ERROR 57014"_s);
        QVERIFY(victim->send(u"SELECT pg_sleep(30)"_s)); // the next one must not be hit
        QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(!victim->hasAnswer());
    }

    void synchronousCommitIsWarnedOf()
    {
        const auto victim = client();
        m_lab->exec(u"CREATE TABLE IF NOT EXISTS synced (i int); GRANT ALL ON synced TO web; TRUNCATE synced"_s);
        QVERIFY(m_lab->primary().set({{u"synchronous_standby_names"_s, u"ghost"_s}}));
        QVERIFY(victim->send(u"INSERT INTO synced VALUES (1)"_s));
        const bool waits = canSee(victim->pid(), u"wait_event"_s, u"SyncRep"_s);
        const SessionKey key = keyOf(*victim);
        const ActionPlan made = plan(about(kTerminateSession, key));
        const ActionResult result = execute(made);
        QVERIFY(m_lab->primary().set({{u"synchronous_standby_names"_s, u""_s}}));
        QVERIFY(waits);
        QVERIFY2(warnings(made).contains(u"sync_wait"), troubles(made).toUtf8());
        QVERIFY(findCheck(made.preflights, preflight::kSyncWait)->detail.contains(u"might not have been replicated"));
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(result.next.contains(u"committed"));
        QCOMPARE(m_lab->value(u"SELECT count(*) FROM synced"_s), u"1"_s);
    }
};

LOCKMASTER_TEST(TestActions)
#include "tst_actions.moc"
