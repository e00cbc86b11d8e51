// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.index.create, .rebuild and .drop_invalid on a real server: what is built, what is left of builds that fail, and
// how that is cleaned up.
#include "harness/testprogram.h"
#include "maintenancetest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestIndexes : public MaintenanceTest
{
    Q_OBJECT

private:
    ActionPlan planCreate(const QString &columns, QJsonObject arguments = {})
    {
        arguments.insert(u"columns"_s, columns);
        if (!arguments.contains("table"_L1))
            arguments.insert(u"table"_s, u"cards"_s);
        return planOf(u"postgres.index.create"_s, arguments);
    }
    ActionPlan planRebuild(const QString &index) { return planOf(u"postgres.index.rebuild"_s, {{u"index"_s, index}}); }
    ActionPlan planDrop(const QString &index, int seconds = 5)
    {
        return planOf(u"postgres.index.drop_invalid"_s, {{u"index"_s, index}, {u"lock_wait_seconds"_s, seconds}});
    }
    /// "cards_pkey cards_t_idx(invalid)"
    QString indexes()
    {
        return value(u"SELECT string_agg(c.relname || CASE WHEN i.indisvalid THEN '' ELSE '(invalid)' END, ' ' "
                     "ORDER BY c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                     "WHERE i.indrelid = 'cards'::regclass"_s);
    }
    void makeInvalid(const QString &index)
    {
        QVERIFY(m_lab->exec(u"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '%1'::regclass"_s.arg(index)));
    }
    /// Stops the action once it waits for somebody.
    ActionResult executeUntilItWaits(const ActionPlan &made, const std::function<void(std::stop_source &)> &then)
    {
        std::stop_source cancel;
        QTimer timer;
        const auto isWaiting = [this] { return !m_told.empty() && m_told.back().phase.startsWith(u"waiting"_s); };
        whenSent(timer, isWaiting, [&] { then(cancel); });
        return execute(made, {}, cancel.get_token());
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabParts()); }
    void init()
    {
        makeCards();
        QVERIFY(m_lab->exec(u"GRANT CREATE ON SCHEMA public TO web"_s)); // not everybody's from 15 on
        useAs(u"web"_s);
    }
    void cleanup() { m_executor.reset(); }

    void buildsWhatIsAskedFor_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("sql");
        const auto row = [](const char *name, const QString &columns, const QJsonObject &arguments,
                            const QString &sql) { QTest::newRow(name) << columns << arguments << sql; };
        row("column", u"t"_s, {}, u"CREATE INDEX CONCURRENTLY cards_t_idx ON public.cards USING btree (t)"_s);
        row("two", u"t DESC NULLS LAST, i"_s, {{u"unique"_s, true}},
            u"CREATE UNIQUE INDEX CONCURRENTLY cards_t_i_idx ON public.cards USING btree (t DESC NULLS LAST, i)"_s);
        row("expression", u"lower(t), (i + 1)"_s, {{u"where"_s, u"t <> '%2 (x'"_s}},
            u"CREATE INDEX CONCURRENTLY cards_lower_t_i_1_idx ON public.cards USING btree (lower(t), (i + 1)) "
            "WHERE (t <> '%2 (x')"_s);
        row("brin", u"i"_s, {{u"method"_s, u"brin"_s}, {u"name"_s, u"By i; \"quoted\""_s}},
            u"CREATE INDEX CONCURRENTLY \"By i; \"\"quoted\"\"\" ON public.cards USING brin (i)"_s);
        row("include", u"i"_s, {{u"include"_s, u"t"_s}, {u"work_memory"_s, u"8MB"_s}},
            u"CREATE INDEX CONCURRENTLY cards_i_idx ON public.cards USING btree (i) INCLUDE (t)"_s);
    }
    void buildsWhatIsAskedFor()
    {
        QFETCH(QString, columns);
        QFETCH(QJsonObject, arguments);
        const ActionPlan made = planCreate(columns, arguments);
        QCOMPARE(troubles(made), QString());
        QTEST(sqlOf(made), "sql");
        QVERIFY2(made.consequence.contains(u"SHARE UPDATE EXCLUSIVE"_s), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
        QCOMPARE(value(u"SELECT count(*) FROM pg_index WHERE indrelid = 'cards'::regclass AND indisvalid"_s), u"2"_s);
    }

    void sizeIsEstimated()
    {
        QVERIFY(m_lab->exec(u"ANALYZE cards"_s));
        const ActionPlan made = planCreate(u"i"_s);
        QVERIFY2(made.consequence.contains(u"estimated"_s), made.consequence.toUtf8());
        const ActionPlan other = planCreate(u"t"_s, {{u"method"_s, u"hash"_s}});
        QVERIFY2(other.consequence.contains(u"cannot be estimated (–)"_s), other.consequence.toUtf8());
    }

    void whatTheServerCannotReadIsRefused_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::newRow("no column") << u"nothing"_s;
        QTest::newRow("open bracket") << u"lower(t"_s;
        QTest::newRow("another statement") << u"i); DROP TABLE cards; --"_s;
        QTest::newRow("comment") << u"i /* */"_s;
        QTest::newRow("closed too early") << u"i) WHERE (true"_s;
        QTest::newRow("function") << u"no_such_function(t)"_s;
    }
    void whatTheServerCannotReadIsRefused()
    {
        QFETCH(QString, columns);
        QCOMPARE(troubles(planCreate(columns)), u"index.columns failed"_s);
    }

    void isRefusedWhereItCannotBe()
    {
        QVERIFY(m_lab->exec(u"CREATE TABLE parts (i int) PARTITION BY RANGE (i); ALTER TABLE parts OWNER TO web"_s));
        QCOMPARE(troubles(planCreate(u"i"_s, {{u"table"_s, u"parts"_s}})), u"index.table failed"_s);
        QCOMPARE(troubles(planCreate(u"i"_s, {{u"name"_s, u"cards_pkey"_s}})), u"index.name failed"_s);
        QVERIFY(m_lab->exec(u"INSERT INTO cards VALUES (2, 'y'), (4, 'y')"_s));
        QCOMPARE(troubles(planCreate(u"t"_s, {{u"unique"_s, true}})), u"index.duplicates failed"_s);
        useAs(u"lockmaster_plain"_s);
        const ActionPlan made = planCreate(u"t"_s);
        QCOMPARE(troubles(made), u"privilege failed"_s);
        QVERIFY(findCheck(made.preflights, preflight::kPrivilege)->detail.endsWith(u"GRANT web TO lockmaster_plain"_s));
        QVERIFY(m_lab->exec(u"REVOKE CREATE ON SCHEMA public FROM web, PUBLIC"_s));
        useAs(u"web"_s);
        const QString detail = findCheck(planCreate(u"i"_s).preflights, preflight::kPrivilege)->detail;
        QVERIFY2(detail.endsWith(u"GRANT CREATE ON SCHEMA public TO web"_s), detail.toUtf8());
    }

    /// From the failure to the index: what is left is named, stands in the way, is dropped, and then it is built.
    void aCancelledBuildIsCleanedUp()
    {
        const auto writer = owner();
        writer->run(u"BEGIN"_s);
        writer->run(u"UPDATE cards SET t = 'y' WHERE i = 1"_s);
        const ActionPlan made = planCreate(u"t"_s);
        const Preflight *waits = findCheck(made.preflights, "transactions.open"_L1);
        QVERIFY2(waits->detail.startsWith(u"It waits for 1 transaction that is open now"_s), waits->detail.toUtf8());
        QString whileBuilt;
        const ActionResult result = executeUntilItWaits(made, [&](std::stop_source &cancel) {
            whileBuilt = indexes();
            cancel.request_stop();
        });
        QVERIFY2(m_told.back().phase.contains(u": session %1"_s.arg(writer->pid())), m_told.back().phase.toUtf8());
        QCOMPARE(whileBuilt, u"cards_pkey cards_t_idx(invalid)"_s);
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"public.cards_t_idx"_s), result.summary.toUtf8());
        QVERIFY2(result.next.startsWith(u"postgres.index.drop_invalid drops it: index=public.cards_t_idx"_s),
                 result.next.toUtf8());
        writer->run(u"COMMIT"_s);

        QCOMPARE(troubles(planCreate(u"t"_s, {{u"name"_s, u"cards_t_idx"_s}})), u"index.leftovers failed"_s);
        const ActionPlan drop = planDrop(u"public.cards_t_idx"_s);
        QCOMPARE(troubles(drop), QString());
        QCOMPARE(drop.token, u"public.cards_t_idx"_s);
        QCOMPARE(outcomeName(execute(drop).outcome), u"done_verified"_s);
        QCOMPARE(indexes(), u"cards_pkey"_s);
        QCOMPARE(outcomeName(execute(planCreate(u"t"_s)).outcome), u"done_verified"_s);
        QCOMPARE(indexes(), u"cards_pkey cards_t_idx"_s);
    }

    void whatIsBeingBuiltIsNotDropped()
    {
        const auto writer = owner();
        writer->run(u"BEGIN"_s);
        writer->run(u"UPDATE cards SET t = 'y' WHERE i = 1"_s);
        const auto builder = owner();
        builder->send(u"CREATE INDEX CONCURRENTLY theirs ON cards (t)"_s);
        QTRY_COMPARE(indexes(), u"cards_pkey theirs(invalid)"_s);
        QTRY_VERIFY(troubles(planDrop(u"theirs"_s)).contains(u"index.builder failed"_s));
        QVERIFY(troubles(planCreate(u"i"_s)).contains(u"table.vacuumed failed"_s));
        writer->run(u"ROLLBACK"_s);
        builder->answer();
        QCOMPARE(indexes(), u"cards_pkey theirs"_s);
        QCOMPARE(troubles(planDrop(u"theirs"_s)), u"index.invalid failed"_s); // valid now
    }

    /// Cut between send and reply: it is not sent again, and what is left of it is found.
    void aLostAnswerIsLookedFor()
    {
        const auto writer = owner();
        writer->run(u"BEGIN"_s);
        writer->run(u"UPDATE cards SET t = 'y' WHERE i = 1"_s);
        const ActionResult result =
            executeUntilItWaits(planCreate(u"t"_s), [this](std::stop_source &) { cutActingSession(); });
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"connection was lost"_s), result.summary.toUtf8());
        QCOMPARE(indexes(), u"cards_pkey cards_t_idx(invalid)"_s);
    }

    void anotherTableOfThatNameGetsNoIndex()
    {
        const ActionPlan made = planCreate(u"t"_s);
        makeCards();
        QCOMPARE(outcomeName(execute(made).outcome), u"refused"_s);
        const ActionPlan taken = planCreate(u"t"_s);
        QVERIFY(m_lab->exec(u"CREATE INDEX cards_t_idx ON cards (t)"_s));
        QCOMPARE(outcomeName(execute(taken).outcome), u"refused"_s);
        QCOMPARE(indexes(), u"cards_pkey cards_t_idx"_s);
    }

    void rebuildsAnIndexInUse()
    {
        const ActionPlan made = planRebuild(u"cards_pkey"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"REINDEX (VERBOSE) INDEX CONCURRENTLY public.cards_pkey"_s);
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
        QCOMPARE(indexes(), u"cards_pkey"_s);
        const ActionPlan old = planRebuild(u"cards_pkey"_s);
        QVERIFY(m_lab->exec(u"REINDEX INDEX CONCURRENTLY cards_pkey"_s));
        QCOMPARE(outcomeName(execute(old).outcome), u"refused"_s); // done by somebody else meanwhile
    }

    /// Early the new one is left and the old one is in use; late it is the other way round.
    void aCancelledRebuildSaysWhichIsLeft_data()
    {
        QTest::addColumn<QString>("holding");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("then");
        QTest::newRow("early") << u"UPDATE cards SET t = 'y' WHERE i = 1"_s << u"cards_pkey_ccnew"_s
                               << u"Then make the plan again."_s;
        QTest::newRow("late") << u"SELECT count(*) FROM cards"_s << u"cards_pkey_ccold"_s
                              << u"Do not rebuild it again."_s;
    }
    void aCancelledRebuildSaysWhichIsLeft()
    {
        QFETCH(QString, holding);
        QFETCH(QString, left);
        QFETCH(QString, then);
        const auto holder = owner();
        holder->run(u"BEGIN"_s);
        holder->run(holding);
        const ActionResult result =
            executeUntilItWaits(planRebuild(u"cards_pkey"_s), [](std::stop_source &cancel) { cancel.request_stop(); });
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QCOMPARE(indexes(), u"cards_pkey %1(invalid)"_s.arg(left));
        QVERIFY2(result.next.contains(left) && result.next.endsWith(then), result.next.toUtf8());
        holder->run(u"COMMIT"_s);
        QCOMPARE(troubles(planRebuild(u"cards_pkey"_s)), u"index.leftovers failed"_s);
        QVERIFY(troubles(planRebuild(left)).contains(u"rebuild.kind failed"_s));
        QCOMPARE(outcomeName(execute(planDrop(left)).outcome), u"done_verified"_s);
        QCOMPARE(indexes(), u"cards_pkey"_s);
    }

    void rebuildsNeedARight()
    {
        useAs(u"lockmaster_plain"_s);
        const ActionPlan made = planRebuild(u"cards_pkey"_s);
        QCOMPARE(troubles(made), u"privilege failed"_s);
        if (version() < 17)
            QSKIP("MAINTAIN came with PostgreSQL 17");
        QVERIFY(m_lab->exec(u"GRANT MAINTAIN ON cards TO lockmaster_plain"_s));
        QCOMPARE(outcomeName(execute(planRebuild(u"cards_pkey"_s)).outcome), u"done_verified"_s);
    }

    void dropsNothingThatIsNeeded()
    {
        QVERIFY(
            m_lab->exec(u"CREATE UNIQUE INDEX identity ON cards (t, i); ALTER TABLE cards ALTER t SET NOT NULL; "
                        "ALTER TABLE cards REPLICA IDENTITY USING INDEX identity; CREATE INDEX plain ON cards (t)"_s));
        QCOMPARE(troubles(planDrop(u"plain"_s)), u"index.invalid failed"_s);
        for (const QString &name : {u"cards_pkey"_s, u"identity"_s}) {
            makeInvalid(name);
            QCOMPARE(troubles(planDrop(name)), u"index.invalid failed"_s);
        }
        QCOMPARE(troubles(planDrop(u"nothing"_s)), u"index.same failed"_s);
        makeInvalid(u"plain"_s);
        const ActionPlan made = planDrop(u"plain"_s);
        QCOMPARE(troubles(made), QString());
        QVERIFY(m_lab->exec(u"REINDEX INDEX plain"_s)); // mended meanwhile
        QCOMPARE(outcomeName(execute(made).outcome), u"refused"_s);
    }

    void aDropGivesWayToOldTransactions()
    {
        QVERIFY(m_lab->exec(u"CREATE INDEX \"Left Over\" ON cards (t)"_s));
        makeInvalid(u"\"Left Over\""_s);
        const auto reader = owner();
        reader->run(u"BEGIN"_s);
        reader->run(u"SELECT count(*) FROM cards"_s);
        const ActionResult result = execute(planDrop(u"\"Left Over\""_s, 1));
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"still there"_s), result.summary.toUtf8());
        reader->run(u"COMMIT"_s);
        QCOMPARE(outcomeName(execute(planDrop(u"\"Left Over\""_s, 1)).outcome), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestIndexes)
#include "tst_indexes.moc"
