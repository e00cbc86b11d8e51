// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every maintenance action on the servers of one Debian suite (see tst_matrix): it does what it says, or is refused because
// of the version.
#include "harness/testprogram.h"
#include "lab/postgres/postgrestools.h"
#include "maintenancetest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestMatrixMaintenance : public MaintenanceTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabParts()); }
    void init()
    {
        makeCards();
        QVERIFY(m_lab->exec(u"CREATE INDEX cards_old ON cards (t); GRANT CREATE ON SCHEMA public TO web"_s));
        useAs(u"web"_s);
    }
    void cleanup() { m_executor.reset(); }

    void serversAreThoseOfTheSuite() { QCOMPARE(version(), postgresVersion(serverRoot())); }

    void everyActionRuns_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<int>("since");
        const auto row = [](const char *name, const QString &action, const QJsonObject &arguments, int since = 13) {
            QTest::newRow(name) << action << arguments << since;
        };
        const QString vacuum = u"postgres.table.vacuum"_s;
        const auto of = [](QJsonObject arguments) {
            arguments.insert(u"table"_s, u"public.cards"_s);
            return arguments;
        };
        for (const QString &mode : {u"vacuum"_s, u"vacuum_analyze"_s, u"analyze"_s, u"freeze"_s})
            row(qPrintable(mode), vacuum, of({{u"mode"_s, mode}}));
        row("truncate", vacuum, of({{u"truncate"_s, true}, {u"parallel"_s, 1}, {u"skip_locked"_s, true}}));
        row("indexes", vacuum, of({{u"index_cleanup"_s, u"off"_s}, {u"disable_page_skipping"_s, true}}));
        row("columns", vacuum, of({{u"mode"_s, u"analyze"_s}, {u"columns"_s, u"t"_s}}));
        row("toast", vacuum, of({{u"skip_toast"_s, true}}), 14);
        row("buffers", vacuum, of({{u"buffer_limit_kb"_s, 256}, {u"skip_database_stats"_s, true}}), 16);
        row("only", vacuum, of({{u"only"_s, true}}), 18);
        row("full", u"postgres.table.rewrite"_s, of({}));
        row("cluster", u"postgres.table.rewrite"_s, of({{u"mode"_s, u"cluster"_s}, {u"index"_s, u"cards_old"_s}}));
        row("queue", u"postgres.tables.vacuum"_s, {{u"most_dead"_s, 3}, {u"mode"_s, u"vacuum_analyze"_s}});
        row("create", u"postgres.index.create"_s, of({{u"columns"_s, u"lower(t), i DESC"_s}, {u"unique"_s, true}}));
        row("rebuild", u"postgres.index.rebuild"_s, {{u"index"_s, u"cards_pkey"_s}});
    }
    void everyActionRuns()
    {
        QFETCH(QString, action);
        QFETCH(QJsonObject, arguments);
        QFETCH(int, since);
        QTRY_VERIFY(value(u"SELECT n_dead_tup FROM pg_stat_all_tables WHERE relname = 'cards'"_s).toInt() > 0);
        const ActionPlan made = planOf(action, arguments);
        if (version() < since) {
            QCOMPARE(troubles(made), u"option.version failed"_s);
            return;
        }
        const ActionResult result = execute(made, warnings(made));
        QVERIFY2(result.outcome == Outcome::DoneVerified,
                 (troubles(made) + u' ' + result.summary + result.serverMessages.join(u' ')).toUtf8());
    }

    void whatABuildLeftIsDropped()
    {
        QVERIFY(m_lab->exec(u"UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'cards_old'::regclass"_s));
        const ActionResult result = execute(planOf(u"postgres.index.drop_invalid"_s, {{u"index"_s, u"cards_old"_s}}));
        QVERIFY2(result.outcome == Outcome::DoneVerified, result.summary.toUtf8());
    }

    void progressIsRead()
    {
        makeSlowTable();
        std::stop_source cancel;
        QTimer timer;
        whenSent(timer, [this] { return m_told.size() >= 2 && m_told.back().total; }, [&] { cancel.request_stop(); });
        QCOMPARE(outcomeName(execute(planFor(u"slow"_s), {}, cancel.get_token()).outcome), u"failed_clean"_s);
        const auto writer = owner();
        writer->run(u"BEGIN"_s);
        writer->run(u"UPDATE cards SET t = 'y' WHERE i = 1"_s);
        useAs(u"web"_s);
        std::stop_source stop;
        QTimer waiting;
        whenSent(
            waiting, [this] { return !m_told.empty() && m_told.back().phase.startsWith(u"waiting"_s); },
            [&] { stop.request_stop(); });
        const QJsonObject arguments{{u"table"_s, u"cards"_s}, {u"columns"_s, u"t"_s}};
        const ActionPlan made = planOf(u"postgres.index.create"_s, arguments);
        QCOMPARE(outcomeName(execute(made, {}, stop.get_token()).outcome), u"failed_partial"_s);
    }
};

LOCKMASTER_TEST(TestMatrixMaintenance)
#include "tst_matrix_maintenance.moc"
