// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.table.rewrite on a real server: what the table's users notice of it, and that it gives way to them.
#include "harness/testprogram.h"
#include "maintenancetest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

const QString kRewrite = u"postgres.table.rewrite"_s;

} // namespace

class TestRewrite : public MaintenanceTest
{
    Q_OBJECT

private:
    ActionPlan planRewrite(QJsonObject arguments = {})
    {
        if (!arguments.contains("table"_L1))
            arguments.insert(u"table"_s, u"cards"_s);
        return planOf(kRewrite, arguments);
    }
    ActionResult rewrite(const ActionPlan &made, std::stop_token cancel = {})
    {
        return execute(made, warnings(made), std::move(cancel));
    }
    QString file() { return value(u"SELECT pg_relation_filenode('cards')"_s); }
    /// The rewrite has the lock, and takes its time over the rows.
    void makeLargeTable()
    {
        QVERIFY(m_lab->exec(u"TRUNCATE cards; INSERT INTO cards SELECT i, repeat(md5(i::text), 8) "
                            "FROM generate_series(1, 2000000) i"_s));
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabParts()); }
    void init()
    {
        makeCards();
        useAs(u"web"_s);
    }
    void cleanup() { m_executor.reset(); }

    void writesTheTableAnew_data()
    {
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("token");
        QTest::newRow("full") << QJsonObject() << u"VACUUM (FULL, ANALYZE, VERBOSE) public.cards"_s
                              << u"FULL public.cards"_s;
        QTest::newRow("alone") << QJsonObject{{u"analyze"_s, false}} << u"VACUUM (FULL, VERBOSE) public.cards"_s
                               << u"FULL public.cards"_s;
        QTest::newRow("cluster") << QJsonObject{{u"mode"_s, u"cluster"_s}, {u"index"_s, u"cards_pkey"_s}}
                                 << u"CLUSTER VERBOSE public.cards USING cards_pkey"_s << u"CLUSTER public.cards"_s;
    }
    void writesTheTableAnew()
    {
        QFETCH(QJsonObject, arguments);
        const QString before = file();
        const ActionPlan made = planRewrite(arguments);
        QTEST(sqlOf(made), "sql");
        QTEST(made.token, "token");
        QCOMPARE(troubles(made), u"space warning"_s); // only a person knows how much room there is
        QCOMPARE(made.severity, Severity::Disruptive);
        QVERIFY2(made.consequence.contains(u"ACCESS EXCLUSIVE"_s), made.consequence.toUtf8());
        QCOMPARE(outcomeName(execute(made).outcome), u"refused"_s); // the warning was not ticked
        const ActionPlan again = planRewrite(arguments);
        const ActionResult result = rewrite(again);
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
        QVERIFY(file() != before);
    }

    void anIndexIsNamedOrKnown()
    {
        QCOMPARE(troubles(planRewrite({{u"mode"_s, u"cluster"_s}})), u"space warning, rewrite.index failed"_s);
        QVERIFY(
            m_lab->exec(u"CREATE INDEX \"By T\" ON cards (t); CREATE INDEX partial_one ON cards (t) WHERE i > 3"_s));
        const QJsonObject partial{{u"mode"_s, u"cluster"_s}, {u"index"_s, u"partial_one"_s}};
        QCOMPARE(troubles(planRewrite(partial)), u"space warning, rewrite.index failed"_s);
        const QJsonObject named{{u"mode"_s, u"cluster"_s}, {u"index"_s, u"\"By T\""_s}};
        QCOMPARE(outcomeName(rewrite(planRewrite(named)).outcome), u"done_verified"_s);
        const ActionPlan known = planRewrite({{u"mode"_s, u"cluster"_s}});
        QCOMPARE(sqlOf(known), u"CLUSTER VERBOSE public.cards USING \"By T\""_s);
    }

    void isRefusedWhereItCannotBe()
    {
        QVERIFY(m_lab->exec(u"CREATE TABLE parts (i int) PARTITION BY RANGE (i); ALTER TABLE parts OWNER TO web"_s));
        QVERIFY(troubles(planRewrite({{u"table"_s, u"parts"_s}})).contains(u"rewrite.kind failed"_s));
        useAs(u"lockmaster"_s);
        QVERIFY(troubles(planRewrite({{u"table"_s, u"pg_catalog.pg_class"_s}})).contains(u"rewrite.kind failed"_s));
        QVERIFY(troubles(planRewrite()).contains(u"privilege failed"_s));
    }

    /// Whoever reads is told of, and the rewrite gives up: nobody queues behind it for longer than that.
    void aReaderIsWaitedForTwoSeconds()
    {
        const auto reader = owner();
        reader->run(u"BEGIN"_s);
        reader->run(u"SELECT count(*) FROM cards"_s);
        QTest::qWait(1100); // what lasts a second is worth a warning
        const ActionPlan made = planRewrite();
        QCOMPARE(troubles(made), u"table.locked warning, space warning"_s);
        const QString detail = findCheck(made.preflights, "table.locked"_L1)->detail;
        QVERIFY2(detail.contains(QString::number(reader->pid())) && detail.contains(u"queues behind"_s),
                 detail.toUtf8());
        const QString before = file();
        QElapsedTimer took;
        took.start();
        const ActionResult result = rewrite(made);
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"2s"_s), result.summary.toUtf8());
        QVERIFY2(took.elapsed() < 6000, QByteArray::number(took.elapsed()));
        QCOMPARE(file(), before);
    }

    void cancelledItLeavesTheTableAsItWas()
    {
        makeLargeTable();
        const QString before = file();
        const ActionPlan made = planRewrite();
        std::stop_source cancel;
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [&] { cancel.request_stop(); });
        const ActionResult result = rewrite(made, cancel.get_token());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cancelled"_s), result.summary.toUtf8());
        QCOMPARE(file(), before);
    }

    void aLostAnswerIsLookedFor()
    {
        makeLargeTable();
        const QString before = file();
        QTimer timer;
        whenSent(timer, [this] { return !m_told.empty(); }, [this] { cutActingSession(); });
        const ActionResult result = rewrite(planRewrite());
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"connection was lost"_s), result.summary.toUtf8());
        QCOMPARE(file(), before);
    }

    void whatSomebodyRewroteMeanwhileIsNotRewrittenAgain()
    {
        const ActionPlan made = planRewrite();
        QVERIFY(m_lab->exec(u"VACUUM FULL cards"_s));
        QCOMPARE(outcomeName(rewrite(made).outcome), u"refused"_s);
        const ActionPlan other = planRewrite();
        makeCards();
        QCOMPARE(outcomeName(rewrite(other).outcome), u"refused"_s);
    }
};

LOCKMASTER_TEST(TestRewrite)
#include "tst_rewrite.moc"
