// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.tables.vacuum on a real server: a queue of tables that a person leads, that outlives its connection, and that
// knows of each table whether it is done.
#include "harness/testprogram.h"
#include "maintenancetest.h"

#include "actions/plan/actiontype.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestVacuumTables : public MaintenanceTest
{
    Q_OBJECT

private:
    std::shared_ptr<ActionSteering> m_steering;

    ActionPlan planTables(const QString &tables, QJsonObject arguments = {})
    {
        arguments.insert(u"tables"_s, tables);
        return planOf(u"postgres.tables.vacuum"_s, arguments);
    }
    /// "many.t001" to "many.t<count>", each with dead rows.
    QString makeTables(int count)
    {
        const auto made = m_lab->exec(
            u"DROP SCHEMA IF EXISTS many CASCADE; CREATE SCHEMA many AUTHORIZATION web; "
            "DO $$ BEGIN FOR n IN 1..%1 LOOP "
            "EXECUTE format('CREATE TABLE many.%I (i int) WITH (autovacuum_enabled = off)', 't' || lpad(n::text, 3, "
            "'0')); "
            "EXECUTE format('ALTER TABLE many.%I OWNER TO web', 't' || lpad(n::text, 3, '0')); "
            "EXECUTE format('INSERT INTO many.%I SELECT generate_series(1, 200)', 't' || lpad(n::text, 3, '0')); "
            "EXECUTE format('DELETE FROM many.%I WHERE i <= 100', 't' || lpad(n::text, 3, '0')); "
            "END LOOP; END $$"_s.arg(count));
        if (!made)
            qFatal("%s", qPrintable(made.error().text + made.error().detail));
        QStringList names;
        for (int n = 1; n <= count; ++n)
            names << u"many.t%1"_s.arg(n, 3, 10, QChar(u'0'));
        return names.join(u", ");
    }
    ActionResult executeLed(const ActionPlan &made, std::stop_token cancel = {}, std::stop_token stop = {})
    {
        m_steering = std::make_shared<ActionSteering>();
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        return QCoro::waitFor(
            m_executor->execute(made, made.token, {}, std::move(stop), {tell, std::move(cancel), m_steering}));
    }
    /// What the server has counted: "3 of 5", and whether one was vacuumed more than once.
    QString vacuumed()
    {
        return value(u"SELECT count(*) FILTER (WHERE vacuum_count > 0) || ' of ' || count(*) || "
                     "CASE WHEN max(vacuum_count) > 1 THEN ', twice' ELSE '' END "
                     "FROM pg_stat_all_tables WHERE schemaname = 'many'"_s);
    }
    static QStringList outcomesOf(const ActionResult &result)
    {
        QStringList outcomes;
        for (const SubjectOutcome &one : result.subjects)
            outcomes << outcomeName(one.outcome);
        return outcomes;
    }
    bool isAt(const QString &table) const { return !m_told.empty() && m_told.back().phase.startsWith(table); }
    /// As makeSlowTable(), in the queue's schema.
    void makeSlow(const QString &name)
    {
        makeSlowTable();
        QVERIFY(m_lab->exec(u"ALTER TABLE slow RENAME TO being_moved; ALTER TABLE being_moved SET SCHEMA many; "
                            "ALTER TABLE many.being_moved RENAME TO %1"_s.arg(name)));
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabParts()); }
    void init()
    {
        makeCards();
        useAs(u"web"_s);
    }
    void cleanup()
    {
        m_executor.reset();
        QVERIFY(m_lab->exec(u"DROP SCHEMA IF EXISTS many CASCADE"_s));
    }

    void takesOneAfterTheOther()
    {
        const ActionPlan made = planTables(makeTables(3) + u", public.cards, many.t002"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.subjects.size(), 4U); // each once
        QVERIFY2(sqlOf(made).endsWith(u"VACUUM (VERBOSE, SKIP_LOCKED false, TRUNCATE false) public.cards"_s),
                 sqlOf(made).toUtf8());
        const ActionResult result = executeLed(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
        QCOMPARE(outcomesOf(result).count(u"done_verified"_s), 4);
        QCOMPARE(vacuumed(), u"3 of 3"_s);
        QVERIFY(journalText().contains("\"name\":\"many.t003\",\"outcome\":\"done_verified\""));
    }

    void thoseWithMostDeadRowsAreFrozen()
    {
        makeTables(3);
        QVERIFY(m_lab->exec(u"DELETE FROM many.t002"_s));
        QTRY_COMPARE(value(u"SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 't002'"_s), u"200"_s);
        const ActionPlan made = planOf(u"postgres.tables.vacuum"_s, {{u"most_dead"_s, 2}});
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.subjects[0].name, u"public.cards"_s); // 2,500 dead rows
        QCOMPARE(made.subjects[1].name, u"many.t002"_s);
        QVERIFY(m_lab->exec(u"DELETE FROM many.t003"_s)); // as many by now
        const ActionPlan again = plan(made.request);
        QCOMPARE(again.subjects, made.subjects);
        QCOMPARE(outcomeName(executeLed(again).outcome), u"done_verified"_s);
    }

    void isRefusedWhereItCannotBe()
    {
        makeTables(2);
        QCOMPARE(troubles(planTables(u"many.t001, many.t009"_s)), u"tables.same failed"_s);
        QCOMPARE(troubles(planTables(u"many.t001, \"open"_s)), u"tables.same failed"_s);
        QCOMPARE(troubles(planTables(u"cards_pkey, public.cards_pkey"_s)), u"tables.same failed"_s);
        useAs(u"lockmaster_plain"_s);
        const ActionPlan made = planTables(u"cards"_s);
        QCOMPARE(troubles(made), u"privilege failed"_s);
        if (version() < 17)
            QSKIP("MAINTAIN came with PostgreSQL 17");
        QVERIFY(m_lab->exec(u"GRANT MAINTAIN ON cards TO lockmaster_plain"_s));
        QCOMPARE(outcomeName(executeLed(planTables(u"cards"_s)).outcome), u"done_verified"_s);
    }

    void oneThatIsLockedDoesNotStopTheOthers()
    {
        const QString tables = makeTables(4);
        const ActionPlan made = planTables(tables);
        QVERIFY(m_lab->exec(u"DROP TABLE many.t003; CREATE TABLE many.t003 (i int)"_s)); // another one now
        const auto holder = owner();
        holder->run(u"BEGIN"_s);
        holder->run(u"LOCK TABLE many.t002 IN SHARE UPDATE EXCLUSIVE MODE"_s);
        const ActionResult result = executeLed(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QCOMPARE(outcomesOf(result).join(u' '), u"done_verified failed_clean no_op done_verified"_s);
        QVERIFY2(result.subjects[1].detail.contains(u"lock timeout"_s), result.subjects[1].detail.toUtf8());
        QVERIFY2(result.next.endsWith(u"tables=many.t002"_s), result.next.toUtf8());
    }

    void isPausedSkippedAndCancelled()
    {
        makeTables(3);
        makeSlow(u"slow1"_s);
        makeSlow(u"slow2"_s);
        const ActionPlan made = planTables(u"many.t001, many.slow1, many.t002, many.slow2, many.t003"_s);
        std::stop_source cancel;
        QString whilePaused;
        QTimer first;
        whenSent(
            first, [this] { return isAt(u"many.slow1: scanning"_s); },
            [this] {
                m_steering->isPaused = true;
                ++m_steering->skips;
            });
        QTimer second;
        whenSent(
            second, [this] { return isAt(u"many.t002: paused"_s); },
            [&] {
                whilePaused = vacuumed();
                m_steering->isPaused = false;
            });
        QTimer third;
        whenSent(third, [this] { return isAt(u"many.slow2: scanning"_s); }, [&] { cancel.request_stop(); });
        const ActionResult result = executeLed(made, cancel.get_token());
        QCOMPARE(whilePaused, u"1 of 5"_s);
        QCOMPARE(outcomesOf(result).join(u' '), u"done_verified failed_clean done_verified failed_clean no_op"_s);
        QCOMPARE(result.subjects[1].detail, u"skipped"_s);
        QCOMPARE(result.subjects[3].detail, u"cancelled"_s);
        QCOMPARE(result.subjects[4].detail, u"its turn did not come"_s);
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        const auto known = std::ranges::find(m_told, u"many.slow2"_s,
                                             [](const ActionProgress &one) { return one.phase.section(u':', 0, 0); });
        QVERIFY(known != m_told.end() && *known->done == 3 && *known->total == 5);
    }

    /// 200 tables, and the connection cut twice on the way: each is done once, the one that was being done is known.
    void goesOnOverALostConnection()
    {
        const QString tables = makeTables(199);
        makeSlow(u"slow"_s);
        const ActionPlan made = planTables(u"many.slow, "_s + tables);
        QCOMPARE(made.subjects.size(), 200U);
        QTimer timer;
        whenSent(timer, [this] { return isAt(u"many.slow: scanning"_s); }, [this] { cutActingSession(); });
        const ActionResult result = executeLed(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QCOMPARE(outcomesOf(result).count(u"done_verified"_s), 199);
        QCOMPARE(result.subjects[0].detail, u"the connection was lost before it was done"_s);
        QVERIFY2(result.summary.startsWith(u"199 of 200 tables done"_s), result.summary.toUtf8());
        QVERIFY2(result.next.endsWith(u"tables=many.slow"_s), result.next.toUtf8());
        QCOMPARE(vacuumed(), u"199 of 200"_s);
    }

    /// The console ends amid it; the next one says by the server's statistics which are done, and sends nothing.
    void theNextConsoleKnowsWhichAreDone()
    {
        makeTables(3);
        makeSlow(u"slow"_s);
        const ActionPlan made = planTables(u"many.t001, many.t002, many.slow, many.t003"_s);
        std::stop_source ending;
        QTimer timer;
        whenSent(timer, [this] { return isAt(u"many.slow: scanning"_s); }, [&] { ending.request_stop(); });
        QCOMPARE(outcomeName(executeLed(made, {}, ending.get_token()).outcome), u"unknown"_s);

        m_writer = std::make_unique<JournalWriter>(m_journal->folder()); // waits until the first has written
        const std::vector<ActionPlan> open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        actOnPlaces();
        const ActionResult running = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QVERIFY2(running.isRunning && running.summary.startsWith(u"2 of 4 tables done"_s), running.summary.toUtf8());
        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(pid) FROM pg_stat_progress_vacuum"_s));
        QTRY_COMPARE(value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"0"_s);
        const ActionResult ended = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QCOMPARE(outcomeName(ended.outcome), u"failed_partial"_s);
        QCOMPARE(outcomesOf(ended).join(u' '), u"done_verified done_verified no_op no_op"_s);
        QVERIFY2(ended.next.endsWith(u"tables=many.slow, many.t003"_s), ended.next.toUtf8());
        QCOMPARE(vacuumed(), u"2 of 4"_s);
        QVERIFY(m_journal->unfinished().value().empty());
    }
};

LOCKMASTER_TEST(TestVacuumTables)
#include "tst_vacuum_tables.moc"
