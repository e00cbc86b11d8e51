// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Actions that end several sessions, or free several: by filter, and by their root blocker.
#include "actions/plan/preflights.h"
#include "harness/testprogram.h"
#include "sessiontest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestActionsMany : public SessionTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Postgres); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void filterSparesWhoChanged()
    {
        const auto first = client(u"leaky"_s);
        const auto second = client(u"leaky"_s);
        const auto third = client(u"leaky"_s);
        const auto other = client(u"shop"_s);
        for (const auto *one : {first.get(), second.get(), third.get(), other.get()})
            QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
        const SessionKey spared = keyOf(*second);
        const ActionPlan made = plan(aboutIdle(u"leaky"_s));
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.subjects.size(), 3U);
        QCOMPARE(made.token, u"3"_s);
        second->run(u"SELECT 1"_s); // works again, idle again: not the session that was chosen any more

        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(std::ranges::count(result.subjects, Outcome::DoneVerified, &SubjectOutcome::outcome), 2);
        QVERIFY2(result.summary.contains(u"2 gone, 1 spared, gone or changed"), result.summary.toUtf8());
        QVERIFY(isThere(spared));
        QVERIFY(isThere(keyOf(*other)));
    }

    void aPatternTakesWorkersThatCountThemselves()
    {
        const auto first = client(u"invoice_run-1"_s);
        const auto second = client(u"invoice_run-2"_s);
        const auto other = client(u"invoiceXrun-3"_s); // _ means itself
        for (const auto *one : {first.get(), second.get(), other.get()})
            QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
        QCOMPARE(plan(aboutIdle(u"invoice*run-#"_s)).subjects.size(), 3U);
        QCOMPARE(troubles(plan(aboutIdle(u"*"_s))), u"filter.narrow failed"_s);
        QCOMPARE(troubles(plan(aboutIdle(u"invoice_run-\\#"_s))), u"filter.matches failed"_s);
        const ActionPlan made = plan(aboutIdle(u"invoice_run-#"_s));
        QCOMPARE(made.subjects.size(), 2U);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(isThere(keyOf(*other)));
    }

    /// Signals that went out before the server refused the rest of a list are not undone by that.
    void refusedInTheMiddleIsLookedAt()
    {
        const auto first = client(u"leaky"_s);
        const auto second = client(u"leaky"_s, u"lockmaster_plain"_s);
        const auto third = client(u"leaky"_s);
        for (const auto *one : {first.get(), second.get(), third.get()})
            QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
        const ActionPlan made = plan(aboutIdle(u"leaky"_s));
        QCOMPARE(made.subjects.size(), 3U);
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster_plain SUPERUSER"_s));
        const ActionResult result = execute(made);
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster_plain NOSUPERUSER"_s));
        QVERIFY(isThere(keyOf(*second)));
        for (const SubjectOutcome &one : result.subjects)
            QCOMPARE(one.outcome, isThere(one.subject.session->key) ? Outcome::SentUnverified : Outcome::DoneVerified);
        // Which of them the server came to before it stopped is its own choice; each has to be told as it is.
        QCOMPARE(result.subjects.size(), 3U);
        QVERIFY(result.outcome != Outcome::DoneVerified);
    }

    void filterLeavesManagersOut()
    {
        const auto patroni = client(u"Patroni heartbeat"_s);
        const auto sibling = client(u"lockmaster"_s);
        const auto plain = client(u"shop"_s);
        const auto super = client(u"psql"_s, u"lab_admin"_s);
        for (const auto *one : {patroni.get(), sibling.get(), plain.get(), super.get()})
            QVERIFY(canSee(one->pid(), u"state"_s, u"idle"_s));
        ActionRequest request = aboutIdle({});
        request.arguments.insert(u"database"_s, u"orders"_s);
        const ActionPlan made = plan(request);
        QVERIFY(made.isAllowed());
        QCOMPARE(made.subjects.size(), 1U);
        QCOMPARE(made.subjects.front().session->key, keyOf(*plain));
        const QString words = findCheck(made.preflights, preflight::kFilterExcluded)->detail;
        QVERIFY2(words.contains(u"1 of cluster managers") && words.contains(u"1 of superusers"), words.toUtf8());
    }

    void filterMustNameSomebody()
    {
        QCOMPARE(troubles(plan(aboutIdle({}))), u"filter.narrow failed"_s);
        QCOMPARE(troubles(plan(aboutIdle(u"nobody"_s))), u"filter.matches failed"_s);
    }

    void manySessionsNeedNameAndTicks()
    {
        std::vector<std::unique_ptr<Client>> pool;
        for (int i = 0; i < 25; ++i)
            pool.push_back(client(u"leaky"_s));
        QVERIFY(canSee(pool.back()->pid(), u"state"_s, u"idle"_s));
        const ActionPlan made = plan(aboutIdle(u"leaky"_s));
        QCOMPARE(made.subjects.size(), 25U);
        QCOMPARE(made.statements.size(), 2U);
        QCOMPARE(made.severity, Severity::Destructive);
        QCOMPARE(made.token, u"orders-primary"_s);
        QCOMPARE(warnings(made), QStringList{u"filter.share"_s});
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s); // not ticked
        QVERIFY(isThere(keyOf(*pool.front())));
        QCOMPARE(outcomeOf(execute(made, warnings(made))), u"done_verified"_s);
        QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leaky'"_s), u"0"_s);
    }

    void rootBlockerFreesVictims()
    {
        m_lab->exec(u"CREATE TABLE IF NOT EXISTS held (i int); GRANT ALL ON held TO web"_s);
        const auto root = client(u"billing"_s);
        root->run(u"BEGIN"_s);
        root->run(u"LOCK TABLE held IN ACCESS EXCLUSIVE MODE"_s);
        const auto first = client();
        const auto second = client();
        for (const auto *one : {first.get(), second.get()}) {
            QVERIFY(const_cast<Client *>(one)->send(u"SELECT count(*) FROM held"_s));
            QVERIFY(canSee(one->pid(), u"wait_event_type"_s, u"Lock"_s));
        }
        QCOMPARE(troubles(plan(about(kTerminateRootBlocker, keyOf(*first)))), u"root.still failed"_s);
        const ActionPlan made = plan(about(kTerminateRootBlocker, keyOf(*root)));
        QCOMPARE(troubles(made), u"session.written warning"_s); // such a lock takes a transaction id
        QCOMPARE(made.freed, 2);
        QCOMPARE(made.freedAtOnce, 2); // both only read
        QVERIFY2(made.consequence.contains(u"2 waiting sessions go on at once."), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.endsWith(u"The 2 that waited behind it no longer wait."), result.summary.toUtf8());
        QCOMPARE(first->answer(), u"0"_s);
        QCOMPARE(second->answer(), u"0"_s);
    }

    /// 1 holds a row that 2 wants; 2 holds one that 3 wants: with the first only the second goes on.
    void whoWaitsInTurnIsTold()
    {
        m_lab->exec(u"CREATE TABLE IF NOT EXISTS rows_held (i int PRIMARY KEY, n int); GRANT ALL ON rows_held TO web; "
                    "INSERT INTO rows_held VALUES (1, 0), (2, 0) ON CONFLICT DO NOTHING"_s);
        const auto root = client(u"billing"_s);
        root->run(u"BEGIN"_s);
        root->run(u"UPDATE rows_held SET n = n + 1 WHERE i = 1"_s);
        const auto second = client(u"invoice"_s);
        second->run(u"BEGIN"_s);
        second->run(u"UPDATE rows_held SET n = n + 1 WHERE i = 2"_s);
        QVERIFY(second->send(u"UPDATE rows_held SET n = n + 1 WHERE i = 1"_s));
        QVERIFY(canSee(second->pid(), u"wait_event_type"_s, u"Lock"_s));
        const auto third = client(u"shop"_s);
        QVERIFY(third->send(u"UPDATE rows_held SET n = n + 1 WHERE i = 2"_s));
        QVERIFY(canSee(third->pid(), u"wait_event_type"_s, u"Lock"_s));

        const ActionPlan made = plan(about(kTerminateRootBlocker, keyOf(*root)));
        QCOMPARE(made.freed, 2);
        QCOMPARE(made.freedAtOnce, 1);
        QVERIFY2(made.consequence.contains(
                     u"Session %1, which waits, goes on at once. 1 more goes on in turn"_s.arg(second->pid())),
                 made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(
            result.summary.endsWith(u"1 of the 2 that waited behind it still waits, now behind session %1 (invoice, "
                                    "idle in transaction)."_s.arg(second->pid())),
            result.summary.toUtf8());
        QVERIFY(isThere(keyOf(*third)));
    }

    /// What was chosen one by one is ended together; who has ended its transaction meanwhile is spared.
    void theChosenEndTogether()
    {
        std::vector<std::unique_ptr<Client>> all;
        for (int i = 0; i < 4; ++i) {
            all.push_back(client(u"invoice-run-%1"_s.arg(i)));
            all.back()->run(u"BEGIN"_s);
            all.back()->run(u"SELECT 1"_s);
            QVERIFY(canSee(all.back()->pid(), u"state"_s, u"idle in transaction"_s));
        }
        ActionRequest request;
        request.action = kTerminateChosen;
        request.target = u"orders-primary"_s;
        request.arguments = sessionListArguments({keyOf(*all[0]), keyOf(*all[1]), keyOf(*all[2])});
        const ActionPlan made = plan(request);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.subjects.size(), 3U);
        QCOMPARE(made.statements.size(), 1U);
        all[1]->run(u"COMMIT"_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"2 gone, 1 spared, gone or changed"), result.summary.toUtf8());
        QVERIFY(isThere(keyOf(*all[1])) && isThere(keyOf(*all[3])));

        request.arguments = {{u"sessions"_s, u"8123;8140"_s}};
        QVERIFY(sessionKeysIn(request.arguments).empty());
    }

    void formerRootIsSpared()
    {
        m_lab->exec(u"CREATE TABLE IF NOT EXISTS held (i int); GRANT ALL ON held TO web"_s);
        const auto root = client(u"billing"_s);
        root->run(u"BEGIN"_s);
        root->run(u"LOCK TABLE held IN ACCESS EXCLUSIVE MODE"_s);
        const auto victim = client();
        QVERIFY(victim->send(u"SELECT count(*) FROM held"_s));
        QVERIFY(canSee(victim->pid(), u"wait_event_type"_s, u"Lock"_s));
        const ActionPlan made = plan(about(kTerminateRootBlocker, keyOf(*root)));
        root->run(u"COMMIT"_s);
        QCOMPARE(victim->answer(), u"0"_s);
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(isThere(keyOf(*root)));
    }
};

LOCKMASTER_TEST(TestActionsMany)
#include "tst_actions_many.moc"
