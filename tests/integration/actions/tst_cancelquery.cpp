// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cancelling a query on a real server: who of those that wait behind its session goes on, and who does not.
#include "actions/plan/preflights.h"
#include "harness/testprogram.h"
#include "sessiontest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestCancelQuery : public SessionTest
{
    Q_OBJECT

    std::unique_ptr<Client> m_victim;
    std::unique_ptr<Client> m_waiter;

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabPart::Postgres);
        QVERIFY(m_lab->exec(u"CREATE TABLE cards (i int); INSERT INTO cards VALUES (1); GRANT ALL ON cards TO web"_s));
    }
    void init() { setUp(); }
    void cleanup()
    {
        m_victim.reset();
        m_waiter.reset();
        tearDown();
    }

    /// An aborted transaction has no locks, also when its block goes on.
    void freesWhoWaitsForTheTransaction()
    {
        const ActionPlan made = cancelBlocker(u"BEGIN; UPDATE cards SET i = 2"_s, kUpdate);
        QCOMPARE(made.freedAtOnce, 1);
        QVERIFY2(made.consequence.contains(u"goes on at once"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(result.stillWaiting, 0U);
        QCOMPARE(m_waiter->answer(), u"3"_s);
        QVERIFY(canSee(m_victim->pid(), u"state"_s, u"idle in transaction (aborted)"_s));
        const ActionPlan again = plan(about(kCancelQuery, keyOf(*m_victim)));
        QVERIFY(findCheck(again.preflights, preflight::kSessionState)->detail.contains(u"has failed already"));
    }

    void aTransactionsAdvisoryLockIsGivenBack()
    {
        const ActionPlan made = cancelBlocker(u"BEGIN; SELECT pg_advisory_xact_lock(7)"_s, kAdvisory);
        QCOMPARE(made.freed, 0); // which of the two it is the server does not tell
        QCOMPARE(execute(made).stillWaiting, 0U);
    }

    void aSessionsAdvisoryLockStays()
    {
        const ActionPlan made = cancelBlocker(u"SELECT pg_advisory_lock(7)"_s, kAdvisory);
        QCOMPARE(made.freed, 0);
        QVERIFY2(made.consequence.contains(u"Session %1 waits for an advisory lock"_s.arg(m_waiter->pid())),
                 made.consequence.toUtf8());
        QCOMPARE(plan(about(kTerminateSession, keyOf(*m_victim))).freedAtOnce, 1);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(result.stillWaiting, 1U);
        QVERIFY2(result.next.contains(u"or for the session, it still has"), result.next.toUtf8());
        QVERIFY(!m_waiter->hasAnswer());
    }

    void whatWasLockedBeforeASavepointStays()
    {
        const ActionPlan made = cancelBlocker(u"BEGIN; UPDATE cards SET i = 2; SAVEPOINT s"_s, kUpdate);
        QVERIFY2(made.consequence.contains(u"before the last one stays locked until the client rolls back"),
                 made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(result.stillWaiting, 1U);
        QVERIFY2(result.next.contains(u"before a savepoint"), result.next.toUtf8());
        QVERIFY(!m_waiter->hasAnswer());
        m_victim->run(u"ROLLBACK"_s);
        QCOMPARE(m_waiter->answer(), u"3"_s);
    }

    /// It has no savepoints, and nothing is said of them.
    void aStatementAloneGivesAllBack()
    {
        const ActionPlan made =
            cancelBlocker({}, u"LOCK TABLE cards"_s, u"UPDATE cards SET i = 2 WHERE pg_sleep(60) IS NULL"_s);
        QVERIFY2(!made.consequence.contains(u"savepoint"), made.consequence.toUtf8());
        QCOMPARE(made.freedAtOnce, 1);
        QCOMPARE(execute(made).stillWaiting, 0U);
    }

private:
    static inline const QString kUpdate = u"UPDATE cards SET i = 3 RETURNING i"_s;
    static inline const QString kAdvisory = u"SELECT pg_advisory_lock(7)"_s;

    /// The plan for a session that has taken its lock and runs a long query, with `waits` behind it.
    ActionPlan cancelBlocker(const QString &takes, const QString &waits, const QString &runs = u"SELECT pg_sleep(60)"_s)
    {
        m_victim = client();
        m_waiter = client();
        for (const QString &statement : takes.split(u';', Qt::SkipEmptyParts))
            m_victim->run(statement);
        m_victim->send(runs);
        if (!canSee(m_victim->pid(), u"wait_event"_s, u"PgSleep"_s))
            return {};
        m_waiter->run(u"BEGIN"_s);
        m_waiter->send(waits);
        if (!canSee(m_waiter->pid(), u"wait_event_type"_s, u"Lock"_s))
            return {};
        return plan(about(kCancelQuery, keyOf(*m_victim)));
    }
};

LOCKMASTER_TEST(TestCancelQuery)
#include "tst_cancelquery.moc"
