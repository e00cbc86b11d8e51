// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.session.end, the ladder of cancel, wait and end, and postgres.autovacuum.cancel, on real sessions.
#include "harness/testprogram.h"
#include "sessiontest.h"

#include <QTimer>

#include <csignal>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

const QString kSleep = u"SELECT pg_sleep(60)"_s;
/// A query that a cancel does not end: each time it begins anew.
const QString kStubborn = u"DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; "
                          "END; END LOOP; END $$"_s;

} // namespace

class TestEndSession : public SessionTest
{
    Q_OBJECT

private:
    ActionPlan planEnd(const SessionKey &key, bool ends, int seconds = 2)
    {
        ActionRequest request = about(kEndSession, key);
        request.arguments[u"wait_seconds"_s] = seconds;
        request.arguments[u"terminate"_s] = ends;
        return plan(request);
    }
    /// At work, as everybody sees.
    std::unique_ptr<Client> busy(const QString &query)
    {
        auto one = client();
        one->send(query);
        if (!canSee(one->pid(), u"wait_event"_s, u"PgSleep"_s))
            qWarning("it does not sleep");
        return one;
    }
    /// The pid of an autovacuum worker at this table; 0: none.
    int workerAt(const QString &table)
    {
        return m_lab
            ->value(u"SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' "
                    "AND query LIKE 'autovacuum: VACUUM%%.%1%'"_s.arg(table))
            .toInt();
    }
    void makeTableToVacuum(const QString &table)
    {
        QVERIFY(m_lab->exec(u"CREATE TABLE %1 (i int, t text) WITH (autovacuum_enabled = off, "
                            "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1, "
                            "autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)"_s.arg(table)));
        QVERIFY(m_lab->exec(u"INSERT INTO %1 SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i; "
                            "DELETE FROM %1 WHERE i % 2 = 0"_s.arg(table)));
        QVERIFY(m_lab->exec(u"ALTER TABLE %1 SET (autovacuum_enabled = on)"_s.arg(table)));
    }
    SessionKey keyOfPid(int pid)
    {
        const QString micros = activity(pid, u"(extract(epoch FROM backend_start) * 1000000)::int8"_s);
        return {pid, ServerTime(std::chrono::microseconds(micros.toLongLong()))};
    }

private Q_SLOTS:
    void initTestCase()
    {
        ActionTest::startLab({LabPart::Postgres,
                              {{u"max_connections"_s, u"60"_s},
                               {u"autovacuum_naptime"_s, u"1s"_s},
                               {u"synchronous_commit"_s, u"off"_s}}});
    }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void cancelIsEnough()
    {
        const auto victim = busy(kSleep);
        const ActionPlan made = planEnd(keyOf(*victim), true);
        QCOMPARE(made.statements.size(), 2U);
        QCOMPARE(made.token, QString::number(victim->pid()));
        QVERIFY2(made.consequence.contains(u"2 s later, the session is ended"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"the session was not ended"), result.summary.toUtf8());
        QVERIFY(isThere(keyOf(*victim)));
    }

    void whatDoesNotReactIsEndedIfToldTo()
    {
        const auto victim = busy(kStubborn);
        const SessionKey key = keyOf(*victim);
        const ActionResult kept = execute(planEnd(key, false, 1));
        QCOMPARE(outcomeOf(kept), u"sent_unverified"_s);
        QVERIFY2(kept.summary.contains(u"still runs after 1 s"), kept.summary.toUtf8());
        QVERIFY(isThere(key));
        m_told.clear();
        const ActionResult ended = execute(planEnd(key, true, 1));
        QCOMPARE(outcomeOf(ended), u"done_verified"_s);
        QVERIFY2(ended.summary.contains(u"did not react to the cancel"), ended.summary.toUtf8());
        QVERIFY(!isThere(key));
        QVERIFY(!m_told.empty() && m_told.front().total == 1);
    }

    void takenBackItGoesNoFurther()
    {
        const auto victim = busy(kStubborn);
        const ActionPlan made = planEnd(keyOf(*victim), true, 60);
        std::stop_source back;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2; }, [&] { back.request_stop(); });
        const ActionResult result = execute(made, {}, back.get_token());
        QCOMPARE(outcomeOf(result), u"sent_unverified"_s);
        QVERIFY2(result.summary.contains(u"took that back"), result.summary.toUtf8());
        QVERIFY(isThere(keyOf(*victim)));
    }

    void idleInTransactionHasNothingToCancel()
    {
        const auto victim = client();
        victim->run(u"BEGIN"_s);
        victim->run(u"SELECT 1"_s);
        QVERIFY(canSee(victim->pid(), u"state"_s, u"idle in transaction"_s));
        QCOMPARE(troubles(planEnd(keyOf(*victim), false)), u"session.state failed"_s);
        const ActionPlan made = planEnd(keyOf(*victim), true);
        QCOMPARE(troubles(made), u"session.state warning"_s);
        QCOMPARE(made.statements.size(), 1U);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(!isThere(keyOf(*victim)));
    }

    void anotherQueryIsSpared()
    {
        const auto victim = busy(kSleep);
        const ActionPlan made = planEnd(keyOf(*victim), true);
        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(%1)"_s.arg(victim->pid())));
        victim->answer();
        victim->send(u"SELECT pg_sleep(61)"_s);
        QVERIFY(canSee(victim->pid(), u"wait_event"_s, u"PgSleep"_s));
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(isThere(keyOf(*victim)));
        QCOMPARE(activity(victim->pid(), u"state"_s), u"active"_s);
    }

    void sessionThatIsNotOursToEnd()
    {
        const auto victim = busy(kSleep);
        use(freshLinks(*m_lab, u"lockmaster_plain"_s));
        QVERIFY2(!planEnd(keyOf(*victim), true).isAllowed(), "it may not even see it");
        QVERIFY(isThere(keyOf(*victim)));
    }

    /// The console is gone after "sent": the next one says what became of it, and does not go up the ladder.
    void nextConsoleOnlyLooks()
    {
        const auto victim = busy(kStubborn);
        const ActionPlan made = planEnd(keyOf(*victim), true, 60);
        std::stop_source ending;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2; }, [&] { ending.request_stop(); });
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        QCoro::waitFor(m_executor->execute(made, made.token, {}, ending.get_token(), {tell, {}}));
        m_writer = std::make_unique<JournalWriter>(m_journal->folder());
        use(freshLinks(*m_lab, u"lockmaster"_s));
        const std::vector<ActionPlan> open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open.front(), {}))), u"sent_unverified"_s);
        QVERIFY(isThere(keyOf(*victim)));
    }

    void autovacuumIsCancelledAndComesAgain()
    {
        makeTableToVacuum(u"bloated"_s);
        QTRY_VERIFY_WITH_TIMEOUT(workerAt(u"bloated"_s) > 0, 20000);
        const int pid = workerAt(u"bloated"_s);
        const ActionPlan refused = plan(about(kCancelAutovacuum, keyOfPid(pid)));
        QCOMPARE(troubles(refused), u"privilege failed"_s);
        QVERIFY(findCheck(refused.preflights, preflight::kPrivilege)->detail.contains(u"Before PostgreSQL 18"));
        use(freshLinks(*m_lab, u"lab_admin"_s));
        const ActionPlan made = plan(about(kCancelAutovacuum, keyOfPid(pid)));
        QCOMPARE(troubles(made), QString());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"has left that table"), result.summary.toUtf8());
        QCOMPARE(
            outcomeOf(execute(plan(about(kCancelAutovacuum, {pid, made.subjects.front().session->key.backendStart})))),
            u"refused"_s); // that work is over
        QVERIFY(m_lab->exec(u"DROP TABLE bloated"_s));
    }

    void autovacuumThatPreventsWraparoundIsNeverCancelled()
    {
        use(freshLinks(*m_lab, u"lab_admin"_s));
        makeTableToVacuum(u"aged"_s);
        QVERIFY(m_lab->exec(u"ALTER TABLE aged SET (autovacuum_freeze_max_age = 100000)"_s));
        QVERIFY(m_lab->exec(u"CREATE PROCEDURE burn() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..101000 LOOP "
                            "PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"_s));
        QVERIFY(m_lab->exec(u"CALL burn()"_s));
        int pid = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            (pid = m_lab->value(u"SELECT pid FROM pg_stat_activity WHERE query LIKE '%aged (to prevent wraparound)'"_s)
                       .toInt())
                > 0,
            60000);
        const SessionKey key = keyOfPid(pid);
        const ActionPlan refused = plan(about(kCancelAutovacuum, key));
        QCOMPARE(troubles(refused), u"backend.type failed"_s);
        // The statement would spare it, too.
        const QString start = timeParameter(key.backendStart);
        const QString began = m_lab->value(u"SELECT query_start FROM pg_stat_activity WHERE pid = %1"_s.arg(pid));
        QCOMPARE(m_lab->value(QString(actionSql("cancel_autovacuum"_L1))
                                  .replace(u"$1"_s, QString::number(pid))
                                  .replace(u"$2"_s, u'\'' + start + u'\'')
                                  .replace(u"$3"_s, u'\'' + began + u'\'')),
                 QString());
    }

    void clientsAreNoAutovacuum()
    {
        const auto victim = busy(kSleep);
        QVERIFY2(troubles(plan(about(kCancelAutovacuum, keyOf(*victim)))).contains(u"backend.type failed"), "");
    }
};

LOCKMASTER_TEST(TestEndSession)
#include "tst_endsession.moc"
