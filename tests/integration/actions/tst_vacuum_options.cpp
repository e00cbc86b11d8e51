// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.table.vacuum: its options by the server's version, who may, and what a server does that looks like success.
#include "harness/testprogram.h"
#include "maintenancetest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestVacuumOptions : public MaintenanceTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabParts()); }
    void init()
    {
        makeCards();
        useAs(u"web"_s);
    }
    void cleanup() { m_executor.reset(); }

    void optionsAreWhatTheServerKnows_data()
    {
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<int>("since");
        QTest::addColumn<QString>("sql");
        const QString vacuum = u"VACUUM (VERBOSE, SKIP_LOCKED false, %1TRUNCATE false) public.cards"_s;
        QTest::newRow("indexes") << QJsonObject{{u"index_cleanup"_s, u"off"_s}} << 12
                                 << vacuum.arg(u"INDEX_CLEANUP OFF, "_s);
        QTest::newRow("auto") << QJsonObject{{u"index_cleanup"_s, u"auto"_s}} << 12 << vacuum.arg(QString());
        QTest::newRow("toast") << QJsonObject{{u"skip_toast"_s, true}} << 14 << vacuum.arg(u"PROCESS_TOAST false, "_s);
        QTest::newRow("database") << QJsonObject{{u"skip_database_stats"_s, true}} << 16
                                  << vacuum.arg(u"SKIP_DATABASE_STATS true, "_s);
        QTest::newRow("pages") << QJsonObject{{u"disable_page_skipping"_s, true}} << 12
                               << vacuum.arg(u"DISABLE_PAGE_SKIPPING true, "_s);
        QTest::newRow("buffers") << QJsonObject{{u"buffer_limit_kb"_s, 512}, {u"parallel"_s, 1}} << 16
                                 << vacuum.arg(u"PARALLEL 1, BUFFER_USAGE_LIMIT 512, "_s);
        QTest::newRow("analyze") << QJsonObject{{u"mode"_s, u"analyze"_s},
                                                {u"buffer_limit_kb"_s, 0},
                                                {u"columns"_s, u"I, \"t\""_s},
                                                {u"skip_locked"_s, true}}
                                 << 16
                                 << u"ANALYZE (VERBOSE, SKIP_LOCKED true, BUFFER_USAGE_LIMIT 0) public.cards (i, t)"_s;
        QTest::newRow("only") << QJsonObject{{u"only"_s, true}} << 18
                              << u"VACUUM (VERBOSE, SKIP_LOCKED false, TRUNCATE false) ONLY public.cards"_s;
    }
    void optionsAreWhatTheServerKnows()
    {
        QFETCH(QJsonObject, arguments);
        QFETCH(int, since);
        const ActionPlan made = planFor(u"cards"_s, arguments);
        QTEST(sqlOf(made), "sql");
        QCOMPARE(troubles(made), version() < since ? u"option.version failed"_s : QString());
        QCOMPARE(outcomeName(execute(made).outcome), version() < since ? u"refused"_s : u"done_verified"_s);
    }

    void columnsAreOfTheTable()
    {
        const QJsonObject arguments{{u"mode"_s, u"analyze"_s}, {u"columns"_s, u"i, nothing"_s}};
        const ActionPlan made = planFor(u"cards"_s, arguments);
        QCOMPARE(troubles(made), u"columns failed"_s);
        QVERIFY(findCheck(made.preflights, "columns"_L1)->detail.contains(u"nothing"));
    }

    void namesArePeoplesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("upper case") << u"\"Order Lines\""_s;
        QTest::newRow("quotes") << u"\"say \"\"hi\"\"\""_s;
        QTest::newRow("unicode") << u"\"überfällig ☃\""_s;
        QTest::newRow("apostrophe") << u"\"o'clock; --\""_s;
    }
    void namesArePeoplesNames()
    {
        QFETCH(QString, name);
        QVERIFY(m_lab->exec(u"CREATE TABLE %1 (\"Über, \"\"das\"\"\" int); ALTER TABLE %1 OWNER TO web"_s.arg(name)));
        const QJsonObject arguments{{u"mode"_s, u"analyze"_s}, {u"columns"_s, u"\"Über, \"\"das\"\"\""_s}};
        const ActionPlan made = planFor(name, arguments);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.subjects.front().name, u"public."_s + name);
        QCOMPARE(outcomeName(execute(made).outcome), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"DROP TABLE "_s + name));
    }

    /// The server warns that it left the table out, and says VACUUM all the same.
    void whatIsLockedIsLeftOut()
    {
        const auto holder = owner();
        holder->run(u"BEGIN"_s);
        holder->run(u"LOCK TABLE cards IN SHARE UPDATE EXCLUSIVE MODE"_s);
        const ActionResult result = execute(planFor(u"cards"_s, {{u"skip_locked"_s, true}}));
        QCOMPARE(outcomeName(result.outcome), u"no_op"_s);
        QVERIFY2(result.serverMessages.join(u' ').contains(u"lock not available"), result.summary.toUtf8());
        QCOMPARE(value(u"SELECT last_vacuum FROM pg_stat_all_tables WHERE relname = 'cards'"_s), QString());
    }

    /// A runbook set it for everybody, so that nothing runs for long.
    void theServersOwnTimeoutDoesNotEndIt()
    {
        makeSlowTable();
        QVERIFY(m_lab->exec(u"ALTER ROLE web SET statement_timeout = '300ms'"_s));
        if (version() >= 17)
            QVERIFY(m_lab->exec(u"ALTER ROLE web SET transaction_timeout = '300ms'"_s));
        const ActionResult result = execute(planFor(u"slow"_s));
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
        QVERIFY(!m_told.empty()); // it took longer than that
    }

    void aRightIsGivenByAGrant()
    {
        useAs(u"lockmaster_plain"_s);
        const ActionPlan refused = planFor(u"cards"_s);
        QCOMPARE(troubles(refused), u"privilege failed"_s);
        if (version() < 17)
            QSKIP("MAINTAIN came with PostgreSQL 17");
        const QString detail = findCheck(refused.preflights, preflight::kPrivilege)->detail;
        const QString grant = detail.mid(detail.indexOf(u"GRANT"));
        QCOMPARE(grant, u"GRANT MAINTAIN ON public.cards TO lockmaster_plain"_s);
        QVERIFY(m_lab->exec(grant));
        QCOMPARE(outcomeName(execute(planFor(u"cards"_s)).outcome), u"done_verified"_s);
    }

    void anotherTableOfThatNameIsNotTouched()
    {
        const ActionPlan made = planFor(u"cards"_s);
        makeCards(); // dropped, and made again
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"refused"_s);
        QVERIFY2(result.summary.contains(u"another table now"), result.summary.toUtf8());
        QCOMPARE(value(u"SELECT last_vacuum FROM pg_stat_all_tables WHERE relname = 'cards'"_s), QString());
    }

    /// Cut between send and reply: it is not sent again, and what became of it is seen at the server.
    void aLostAnswerIsLookedFor()
    {
        makeSlowTable();
        const ActionPlan made = planFor(u"slow"_s);
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2; }, [this] { cutActingSession(); });
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"connection was lost"), result.summary.toUtf8());
        QCOMPARE(value(u"SELECT vacuum_count FROM pg_stat_all_tables WHERE relname = 'slow'"_s), u"0"_s);
    }
};

LOCKMASTER_TEST(TestVacuumOptions)
#include "tst_vacuum_options.moc"
