// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Actions on servers of one Debian suite (see tst_matrix): what each version can do is done and seen, what it cannot is
// refused with the reason.
#include "harness/testprogram.h"
#include "lab/postgres/postgrestools.h"
#include "servertest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

class TestMatrixActions : public ServerTest
{
    Q_OBJECT

private:
    /// Does it, and says what went wrong.
    QString outcome(const QString &action, const QJsonObject &arguments = {})
    {
        const ActionPlan made = planFor(action, arguments);
        if (!made.isAllowed())
            return troubles(made);
        const ActionResult result = execute(made, warnings(made));
        return result.outcome == Outcome::DoneVerified
                   ? outcomeOf(result)
                   : outcomeOf(result) + u' ' + result.summary + result.serverMessages.join(u' ');
    }
    QString why(const QString &action, const QJsonObject &arguments, QLatin1StringView check)
    {
        return detailOf(planFor(action, arguments), check);
    }
    static QJsonObject settingOf(const QString &name, const QString &value, QJsonObject place = {})
    {
        place[u"setting"_s] = name;
        if (!value.isEmpty())
            place[u"value"_s] = value;
        return place;
    }

    int m_version = 0;

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options{LabPart::Postgres | LabPart::Standbys,
                           {{u"shared_preload_libraries"_s, u"pg_stat_statements"_s}}};
        options.serverRoot = qEnvironmentVariable("LOCKMASTER_SERVER_ROOT");
        ActionTest::startLab(options);
        m_version = postgresVersion(options.serverRoot);
        qInfo("PostgreSQL %d", m_version);
    }
    void init() { usePrimaryAs(u"lab_admin"_s); }
    void cleanup() { m_executor.reset(); }

    void serverAsAWhole()
    {
        QCOMPARE(outcome(u"postgres.checkpoint"_s), u"done_verified"_s);
        QCOMPARE(outcome(u"postgres.reload"_s), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        const QJsonObject gone{{u"slot"_s, u"gone"_s}};
        const bool tellsAge = why(u"postgres.slot.drop"_s, gone, "slot.idle"_L1).contains(u"Last used");
        QCOMPARE(tellsAge, m_version >= 17);
        QCOMPARE(outcome(u"postgres.slot.drop"_s, gone), u"done_verified"_s);
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        QCOMPARE(outcome(u"postgres.replay.pause"_s), u"done_verified"_s);
        QCOMPARE(outcome(u"postgres.replay.resume"_s), u"done_verified"_s);
    }

    void checkpointOfLesserRoles()
    {
        usePrimaryAs(u"lockmaster"_s);
        const QString reason = why(u"postgres.checkpoint"_s, {}, preflight::kPrivilege);
        QVERIFY2(reason.contains(m_version >= 15 ? u"GRANT pg_checkpoint TO lockmaster"
                                                 : u"Before PostgreSQL 15 only a superuser may"),
                 reason.toUtf8());
    }

    void settings()
    {
        const QString set = u"postgres.setting.set"_s;
        const QString reset = u"postgres.setting.reset"_s;
        QCOMPARE(outcome(set, settingOf(u"work_mem"_s, u"8MB"_s)), u"done_verified"_s);
        QCOMPARE(outcome(reset, settingOf(u"work_mem"_s, {})), u"done_verified"_s);
        QCOMPARE(outcome(set, settingOf(u"max_locks_per_transaction"_s, u"96"_s)), u"done_verified"_s);
        QCOMPARE(outcome(reset, settingOf(u"max_locks_per_transaction"_s, {})), u"done_verified"_s);
        for (const QJsonObject &place :
             {QJsonObject{{u"scope"_s, u"role"_s}, {u"role"_s, u"web"_s}},
              QJsonObject{{u"scope"_s, u"database"_s}, {u"database"_s, u"orders"_s}},
              QJsonObject{{u"scope"_s, u"role_in_database"_s}, {u"role"_s, u"web"_s}, {u"database"_s, u"orders"_s}}}) {
            QCOMPARE(outcome(set, settingOf(u"lock_timeout"_s, u"3s"_s, place)), u"done_verified"_s);
            QCOMPARE(outcome(reset, settingOf(u"lock_timeout"_s, {}, place)), u"done_verified"_s);
        }
        usePrimaryAs(u"lockmaster"_s);
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_reload_conf() TO lockmaster"_s));
        const QString reason = why(set, settingOf(u"work_mem"_s, u"8MB"_s), preflight::kPrivilege);
        QVERIFY2(reason.contains(m_version >= 15 ? u"GRANT ALTER SYSTEM ON PARAMETER"
                                                 : u"Before PostgreSQL 15 only a superuser may"),
                 reason.toUtf8());
    }

    void timeouts()
    {
        const QJsonObject web{{u"preset"_s, u"web"_s}, {u"role"_s, u"web"_s}};
        const ActionPlan made = planFor(u"postgres.timeouts.preset"_s, web);
        QCOMPARE(made.statements.size(), m_version >= 17 ? 4U : 3U);
        QCOMPARE(made.consequence.contains(u"transaction_timeout is left out"), m_version < 17);
        QCOMPARE(outcome(u"postgres.timeouts.preset"_s, web), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"ALTER ROLE web RESET ALL"_s));
    }

    void alterSystemThatIsSwitchedOff()
    {
        if (m_version < 17)
            QSKIP("allow_alter_system came with PostgreSQL 17");
        QFile file(m_lab->folder() + u"/orders-primary/data/server.conf"_s);
        QVERIFY(file.open(QIODevice::Append));
        file.write("\nallow_alter_system = off\n");
        file.close();
        QVERIFY(m_lab->primary().reload());
        QVERIFY(why(u"postgres.setting.set"_s, settingOf(u"work_mem"_s, u"8MB"_s), "setting.place"_L1)
                    .contains(u"allow_alter_system"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("\nallow_alter_system = on\n");
        file.close();
        QVERIFY(m_lab->primary().reload());
    }

    void statistics()
    {
        QVERIFY(m_lab->exec(u"DROP EXTENSION IF EXISTS pg_stat_statements"_s));
        QCOMPARE(outcome(u"postgres.statistics.reset"_s, {{u"what"_s, u"statements"_s}}), u"statistics.there failed"_s);
        QVERIFY(m_lab->exec(u"CREATE EXTENSION pg_stat_statements"_s));
        for (int i = 0; i < 50; ++i)
            QVERIFY(m_lab->exec(u"SELECT 1"_s));
        QCOMPARE(outcome(u"postgres.statistics.reset"_s, {{u"what"_s, u"statements"_s}}), u"done_verified"_s);
        QCOMPARE(outcome(u"postgres.statistics.reset"_s, {{u"what"_s, u"database"_s}}), u"done_verified"_s);
    }

    void sessions()
    {
        Client client(m_lab->conninfo(u"web"_s, u"shop"_s));
        client.send(u"SELECT pg_sleep(60)"_s);
        const QString pid = QString::number(client.pid());
        QTRY_COMPARE(value(u"SELECT wait_event FROM pg_stat_activity WHERE pid = "_s + pid), u"PgSleep"_s);
        QCOMPARE(outcome(u"postgres.session.end"_s, {{u"pid"_s, client.pid()}, {u"wait_seconds"_s, 5}}),
                 u"done_verified"_s);
        client.answer();
        QCOMPARE(value(u"SELECT state FROM pg_stat_activity WHERE pid = "_s + pid), u"idle"_s);
        QCOMPARE(outcome(u"postgres.session.end"_s, {{u"pid"_s, client.pid()}, {u"terminate"_s, true}}),
                 u"done_verified"_s);
    }

    void autovacuumOfLesserRoles()
    {
        QVERIFY(m_lab->primary().set({{u"autovacuum_naptime"_s, u"1s"_s}}));
        QVERIFY(m_lab->exec(u"CREATE TABLE bloated (i int, t text) WITH (autovacuum_vacuum_cost_delay = 100, "
                            "autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 1, "
                            "autovacuum_vacuum_scale_factor = 0)"_s));
        QVERIFY(m_lab->exec(u"INSERT INTO bloated SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i; "
                            "DELETE FROM bloated WHERE i % 2 = 0"_s));
        int pid = 0;
        QTRY_VERIFY_WITH_TIMEOUT(
            (pid = value(u"SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' "
                         "AND query LIKE 'autovacuum: VACUUM%bloated%'"_s)
                       .toInt())
                > 0,
            30000);
        const QJsonObject worker{{u"pid"_s, pid}};
        usePrimaryAs(u"lockmaster"_s);
        const QString reason = why(u"postgres.autovacuum.cancel"_s, worker, preflight::kPrivilege);
        QVERIFY2(reason.contains(m_version >= 18 ? u"GRANT pg_signal_autovacuum_worker TO lockmaster"
                                                 : u"Before PostgreSQL 18 only a superuser may"),
                 reason.toUtf8());
        if (m_version >= 18)
            QVERIFY(m_lab->exec(u"GRANT pg_signal_autovacuum_worker TO lockmaster"_s));
        else
            usePrimaryAs(u"lab_admin"_s);
        QCOMPARE(outcome(u"postgres.autovacuum.cancel"_s, worker), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"DROP TABLE bloated"_s));
    }
};

LOCKMASTER_TEST(TestMatrixActions)
#include "tst_matrix_actions.moc"
