// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.statistics.reset on a real server: what is lost is kept first, or nothing is lost.
#include "harness/testprogram.h"
#include "servertest.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

const QString kResetCounters = u"postgres.statistics.reset"_s;

} // namespace

class TestStatisticsAction : public ServerTest
{
    Q_OBJECT

private:
    ActionPlan planReset(const QString &what) { return planFor(kResetCounters, {{u"what"_s, what}}); }
    /// The rows of the one file that was kept.
    QJsonArray kept(QString *path = nullptr)
    {
        const QDir folder(m_journal->folder());
        const QStringList files = folder.entryList({u"kept-*.json"_s});
        if (files.size() != 1)
            return {};
        QFile file(folder.filePath(files.front()));
        if (path)
            *path = file.fileName();
        if (!file.open(QIODevice::ReadOnly) || file.permissions().testAnyFlags(QFile::ReadGroup | QFile::ReadOther))
            return {};
        return QJsonDocument::fromJson(file.readAll()).object().value("rows"_L1).toArray();
    }
    qint64 calls()
    {
        return value(u"SELECT sum(calls) FROM pg_stat_statements s JOIN pg_database d ON d.oid = dbid "
                     "WHERE datname = 'orders'"_s)
            .toLongLong();
    }
    void runStatements()
    {
        for (int i = 0; i < 200; ++i)
            QVERIFY(m_lab->exec(u"SELECT count(*) FROM cards WHERE i = %1"_s.arg(i)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        ActionTest::startLab({LabPart::Postgres, {{u"shared_preload_libraries"_s, u"pg_stat_statements"_s}}});
        QVERIFY(m_lab->exec(u"DROP EXTENSION IF EXISTS pg_stat_statements"_s)); // where the lab has put it
        QVERIFY(m_lab->exec(u"CREATE TABLE cards (i int PRIMARY KEY) WITH (autovacuum_enabled = off); "
                            "INSERT INTO cards SELECT generate_series(1, 1000)"_s));
    }
    void init()
    {
        QVERIFY(m_lab->exec(u"CREATE SCHEMA IF NOT EXISTS \"odd %1 name\"; CREATE EXTENSION IF NOT EXISTS "
                            "pg_stat_statements SCHEMA \"odd %1 name\"; ALTER DATABASE orders SET search_path = "
                            "public, \"odd %1 name\"; GRANT USAGE ON SCHEMA \"odd %1 name\" TO lockmaster"_s));
        usePrimaryAs(u"lab_admin"_s);
    }
    void cleanup() { m_executor.reset(); }

    void countersOfTheDatabase()
    {
        QVERIFY(m_lab->exec(u"DELETE FROM cards WHERE i > 900; SELECT pg_stat_force_next_flush()"_s));
        QTRY_VERIFY(value(u"SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'cards'"_s).toInt() >= 100);
        const ActionPlan made = planReset(u"database"_s);
        QCOMPARE(troubles(made), u"statistics.autovacuum warning"_s);
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, (outcomeOf(result) + result.summary).toUtf8());
        QCOMPARE(value(u"SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'cards'"_s), u"0"_s);
        QString path;
        const QJsonArray rows = kept(&path);
        QVERIFY2(result.summary.contains(path), result.summary.toUtf8());
        const bool hasCards = std::ranges::any_of(rows, [](const QJsonValue &row) {
            return row["relname"_L1] == u"cards"_s && row["n_dead_tup"_L1].toInt() >= 100;
        });
        QVERIFY(hasCards);
        QVERIFY(std::ranges::any_of(rows, [](const QJsonValue &row) { return row["of"_L1] == u"database"_s; }));
    }

    void statementsOfTheDatabase()
    {
        runStatements();
        const qint64 before = calls();
        QVERIFY(before >= 200);
        QVERIFY(m_lab->exec(u"ALTER ROLE report PASSWORD 'tiger17secret'"_s)); // is not normalised
        const ActionPlan made = planReset(u"statements"_s);
        QCOMPARE(troubles(made), QString());
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, (outcomeOf(result) + result.summary).toUtf8());
        QVERIFY(calls() < 100);
        QString path;
        const QJsonArray rows = kept(&path);
        qint64 keptCalls = 0;
        for (const QJsonValue &row : rows)
            keptCalls += row["calls"_L1].toInteger();
        QVERIFY2(keptCalls >= before, QByteArray::number(keptCalls));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().contains("tiger17secret"));
    }

    void whatCannotBeKeptIsNotReset()
    {
        const qint64 before = calls();
        const ActionPlan made = planReset(u"statements"_s);
        QVERIFY(QDir(m_journal->folder()).mkdir(u"kept-%1.json"_s.arg(made.id))); // in the way
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cannot be kept"), result.summary.toUtf8());
        QVERIFY(calls() >= before);
    }

    void rightsAreNamed()
    {
        usePrimaryAs(u"lockmaster"_s);
        const ActionPlan refused = planReset(u"database"_s);
        QVERIFY(detailOf(refused, preflight::kPrivilege)
                    .contains(u"GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_reset() TO lockmaster"));
        QVERIFY(detailOf(planReset(u"statements"_s), preflight::kPrivilege)
                    .contains(u"pg_stat_statements_reset TO lockmaster"));
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_stat_reset() TO lockmaster"_s));
        QCOMPARE(outcomeOf(execute(planReset(u"database"_s))), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"REVOKE EXECUTE ON FUNCTION pg_stat_reset() FROM lockmaster"_s));
    }

    /// It would be called instead, with the rights of who resets.
    void functionPutBesideItIsNotCalled()
    {
        QVERIFY(m_lab->exec(u"CREATE FUNCTION \"odd %1 name\".pg_stat_statements_reset(oid, oid, int8) RETURNS int "
                            "LANGUAGE sql AS 'SELECT 1'"_s));
        QCOMPARE(troubles(planReset(u"statements"_s)), u"statistics.there failed"_s);
        QVERIFY(m_lab->exec(u"DROP FUNCTION \"odd %1 name\".pg_stat_statements_reset(oid, oid, int8)"_s));
    }

    void databaseWithoutTheExtension()
    {
        const ActionPlan made = planReset(u"statements"_s);
        QVERIFY(m_lab->exec(u"DROP EXTENSION pg_stat_statements"_s));
        const ActionPlan refused = planReset(u"statements"_s);
        QCOMPARE(troubles(refused), u"statistics.there failed"_s);
        QVERIFY(detailOf(refused, "statistics.there"_L1).contains(u"CREATE EXTENSION"));
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s); // what was to be done is gone
    }

    void lostAnswer()
    {
        runStatements();
        const auto proxy = useProxy(m_lab->primary());
        const ActionPlan made = planReset(u"statements"_s);
        proxy->cutAt("pg_stat_statements_reset(0");
        const ActionResult result = execute(made);
        QVERIFY(proxy->hasCut());
        QVERIFY2(result.outcome == Outcome::DoneVerified, (outcomeOf(result) + result.summary).toUtf8());
        QCOMPARE(timesSent(), 1);
    }
};

LOCKMASTER_TEST(TestStatisticsAction)
#include "tst_statistics_action.moc"
