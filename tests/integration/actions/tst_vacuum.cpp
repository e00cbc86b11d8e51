// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.table.vacuum on a real server: every outcome that it can have, on a table that is busy meanwhile.
#include "maintenancetest.h"
#include "harness/testprogram.h"

#include <atomic>
#include <csignal>
#include <thread>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestVacuum : public MaintenanceTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Standbys); }
    void init()
    {
        makeCards();
        useAs(u"web"_s);
    }
    void cleanup() { m_executor.reset(); }

    void vacuumsABusyTable()
    {
        std::atomic<bool> isOver = false;
        std::atomic<int> errors = 0;
        std::thread busy([&] {
            const auto writer = owner();
            for (int i = 0; !isOver; ++i) {
                if (writer->run(u"UPDATE cards SET t = 'y%1' WHERE i = 1"_s.arg(i)).startsWith(u"ERROR"))
                    ++errors;
            }
        });
        const ActionPlan made = planFor(u"public.cards"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"VACUUM (VERBOSE, SKIP_LOCKED false, TRUNCATE false) public.cards"_s);
        QCOMPARE(made.severity, Severity::Reversible);
        QCOMPARE(made.token, QString()); // it can be taken back
        QVERIFY2(made.consequence.contains(u"2 standbys"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        isOver = true;
        busy.join();
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        QCOMPARE(errors.load(), 0);
        QVERIFY(!value(u"SELECT last_vacuum FROM pg_stat_all_tables WHERE relname = 'cards'"_s).isEmpty());
        QVERIFY(journalText().contains("\"table\":\"public.cards\""));
        QCOMPARE(m_journal->verifyChain().value(), std::nullopt);
    }

    void doesWhatItIsTold_data()
    {
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("sql");
        QTest::newRow("analyze") << QJsonObject{{u"mode"_s, u"analyze"_s}} << u"ANALYZE (VERBOSE) public.cards"_s;
        QTest::newRow("both")
            << QJsonObject{{u"mode"_s, u"vacuum_analyze"_s}, {u"parallel"_s, 0}}
            << u"VACUUM (VERBOSE, ANALYZE, SKIP_LOCKED false, PARALLEL 0, TRUNCATE false) public.cards"_s;
        QTest::newRow("freeze") << QJsonObject{{u"mode"_s, u"freeze"_s}, {u"truncate"_s, true}}
                                << u"VACUUM (VERBOSE, FREEZE, SKIP_LOCKED false, TRUNCATE true) public.cards"_s;
    }
    void doesWhatItIsTold()
    {
        QFETCH(QJsonObject, arguments);
        const ActionPlan made = planFor(u"cards"_s, arguments); // the only one of that name
        QTEST(sqlOf(made), "sql");
        QCOMPARE(outcomeName(execute(made).outcome), u"done_verified"_s);
    }

    void namesAreNeverSql()
    {
        QVERIFY(m_lab->exec(u"DROP TABLE IF EXISTS \"x\"\"; DROP TABLE cards; --\"; "
                            "CREATE TABLE \"x\"\"; DROP TABLE cards; --\" (i int); "
                            "ALTER TABLE \"x\"\"; DROP TABLE cards; --\" OWNER TO web"_s));
        const ActionPlan made = planFor(u"\"x\"\"; DROP TABLE cards; --\""_s);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(outcomeName(execute(made).outcome), u"done_verified"_s);
        QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname = 'cards'"_s), u"1"_s);
        QVERIFY(m_lab->exec(u"DROP TABLE \"x\"\"; DROP TABLE cards; --\""_s));
    }

    void isRefusedWhereItCannotBe()
    {
        QCOMPARE(troubles(planFor(u"public.nothing"_s)), u"table.same failed"_s);
        useAs(u"lockmaster_plain"_s);
        QCOMPARE(troubles(planFor(u"public.cards"_s)), u"privilege failed"_s);
        m_target = targetOf(*m_lab, m_lab->standby(1), u"web"_s);
        use({{m_target, m_lab->password(u"web"_s)}});
        QCOMPARE(troubles(planFor(u"public.cards"_s)), u"server.primary failed"_s);
    }

    void rowsThatSomebodyMayStillSeeAreNamed()
    {
        const auto reader = owner();
        reader->run(u"BEGIN ISOLATION LEVEL REPEATABLE READ"_s);
        reader->run(u"SELECT count(*) FROM cards"_s);
        QVERIFY(m_lab->exec(u"BEGIN; SELECT set_config('x.y', '1', true); COMMIT"_s));
        // Young: not worth a warning; after a minute it is one. The clock is the server's, so the rule is tested by its id.
        QVERIFY(findCheck(planFor(u"cards"_s).preflights, QLatin1StringView("xmin")));
    }

    void aLockIsNotWaitedForLong()
    {
        const auto holder = owner();
        holder->run(u"BEGIN"_s);
        holder->run(u"LOCK TABLE cards IN SHARE UPDATE EXCLUSIVE MODE"_s);
        const ActionPlan made = planFor(u"cards"_s);
        QCOMPARE(troubles(made), u"table.locked warning"_s);
        const QString detail = findCheck(made.preflights, "table.locked"_L1)->detail;
        QVERIFY2(detail.startsWith(u"1 session has a lock that it waits for (session "_s), detail.toUtf8());
        QVERIFY2(detail.contains(u"idle in transaction"_s), detail.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"lock") && result.summary.contains(u"3s"), result.summary.toUtf8());
    }

    void aTableThatIsGoneIsNothingToDo()
    {
        const ActionPlan made = planFor(u"cards"_s);
        QVERIFY(m_lab->exec(u"DROP TABLE cards"_s));
        QCOMPARE(outcomeName(execute(made).outcome), u"no_op"_s);
    }

    /// The server warns of the part that it left out, and says success.
    void partsThatAreLeftOutAreTold()
    {
        QVERIFY(m_lab->exec(u"CREATE TABLE parts (i int) PARTITION BY RANGE (i); "
                            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10); "
                            "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20); "
                            "ALTER TABLE parts OWNER TO web; ALTER TABLE parts_1 OWNER TO web"_s));
        const ActionResult result = execute(planFor(u"parts"_s));
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"Of 2 tables, 1 vacuumed"), result.summary.toUtf8());
    }

    void statisticsThatAreOffShowNothing()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE web SET vacuum_cost_delay = 0"_s));
        QVERIFY(m_lab->exec(u"GRANT SET ON PARAMETER track_counts TO web; ALTER ROLE web SET track_counts = off"_s));
        QCOMPARE(outcomeName(execute(planFor(u"cards"_s)).outcome), u"sent_unverified"_s);
    }

    void tellsHowFarItIsAndCanBeCancelled()
    {
        makeSlowTable();
        const ActionPlan made = planFor(u"slow"_s);
        std::stop_source cancel;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 3 && m_told.back().total; }, [&] { cancel.request_stop(); });
        QElapsedTimer took;
        took.start();
        const ActionResult result = execute(made, {}, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cancelled"), result.summary.toUtf8());
        QVERIFY2(took.elapsed() < 15'000, QByteArray::number(took.elapsed()));
        QVERIFY(std::ranges::any_of(m_told, [](const ActionProgress &one) { return one.perSecond.value_or(0) > 0; }));
        const ActionProgress &last = m_told.back();
        QVERIFY2(*last.done > 0 && *last.done <= *last.total, last.phase.toUtf8());
        QCOMPARE(value(u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'VACUUM%'"_s), u"0"_s);
    }

    /// The second connection is cut, and for a while no new one comes: it is cancelled once one does.
    void isCancelledByANewConnection()
    {
        makeSlowTable();
        const ActionPlan made = planFor(u"slow"_s);
        std::stop_source cancel;
        QTimer timer;
        whenSent(
            timer, [this] { return m_told.size() >= 2; },
            [&] {
                m_watchAs = Place{m_target, u"not the password"_s};
                QCOMPARE(value(u"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                               "WHERE application_name LIKE 'lockmaster/%/watch'"_s),
                         u"1"_s);
                cancel.request_stop();
                QTimer::singleShot(1500ms, this, [this] { m_watchAs.reset(); });
            });
        QElapsedTimer took;
        took.start();
        const ActionResult result = execute(made, {}, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cancelled"), result.summary.toUtf8());
        QVERIFY2(took.elapsed() < 20'000, QByteArray::number(took.elapsed()));
        QCOMPARE(value(u"SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'VACUUM%'"_s), u"0"_s);
    }

    /// The console ends while it runs; the next one says what is known, by the plan's own name on the server.
    void goesOnWithoutTheConsole()
    {
        makeSlowTable();
        const ActionPlan made = planFor(u"slow"_s);
        std::stop_source ending;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2; }, [&] { ending.request_stop(); });
        const auto tell = [this](const ActionProgress &progress) { m_told.push_back(progress); };
        const ActionResult ended =
            QCoro::waitFor(m_executor->execute(made, made.token, {}, ending.get_token(), {tell, {}}));
        QCOMPARE(outcomeName(ended.outcome), u"unknown"_s);
        QCOMPARE(value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"1"_s);

        m_writer = std::make_unique<JournalWriter>(m_journal->folder()); // waits until the first has written
        const std::vector<ActionPlan> open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        QCOMPARE(open.front().request.arguments.value(u"table"_s).toString(), u"public.slow"_s);
        actOnPlaces();
        const ActionResult running = QCoro::waitFor(m_executor->verify(open.front(), {}));
        QCOMPARE(outcomeName(running.outcome), u"sent_unverified"_s);
        QVERIFY2(running.isRunning && running.summary.contains(u"still runs"), running.summary.toUtf8());
        QCOMPARE(m_journal->unfinished().value().size(), 1U);

        QVERIFY(m_lab->exec(u"SELECT pg_cancel_backend(pid) FROM pg_stat_progress_vacuum"_s));
        QTRY_COMPARE(value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"0"_s);
        QCOMPARE(outcomeName(QCoro::waitFor(m_executor->verify(open.front(), {})).outcome), u"failed_clean"_s);
        QVERIFY(m_journal->unfinished().value().empty());
    }

    void aCrashOfTheServerStaysUnknown()
    {
        makeSlowTable();
        const ActionPlan made = planFor(u"slow"_s);
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [this] { m_lab->primary().kill(); });
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"unknown"_s);
        QVERIFY(m_lab->primary().start());
    }

    void limitIsKept()
    {
        makeSlowTable();
        QVERIFY(
            m_lab->exec(u"ALTER ROLE web SET vacuum_cost_delay = '100ms'; ALTER ROLE web SET vacuum_cost_limit = 1"_s));
        ActionPlan made = planFor(u"slow"_s);
        made.request.arguments.insert(u"limit_minutes"_s, 0); // a person has to wait for a minute
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"longer than its limit"), result.summary.toUtf8());
    }
};

LOCKMASTER_TEST(TestVacuum)
#include "tst_vacuum.moc"
