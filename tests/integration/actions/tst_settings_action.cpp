// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// postgres.setting.set, .reset and postgres.timeouts.preset on a real server: every place, every check, every outcome.
#include "harness/testprogram.h"
#include "servertest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

const QString kSet = u"postgres.setting.set"_s;
const QString kReset = u"postgres.setting.reset"_s;
const QString kPreset = u"postgres.timeouts.preset"_s;
const QString kReloadSql = u"SELECT pg_catalog.pg_reload_conf()"_s;

} // namespace

class TestSettingsAction : public ServerTest
{
    Q_OBJECT

private:
    ActionPlan planSet(const QString &name, const QString &value, QJsonObject place = {})
    {
        place[u"setting"_s] = name;
        place[u"value"_s] = value;
        return planFor(kSet, place);
    }
    ActionPlan planReset(const QString &name, QJsonObject place = {})
    {
        place[u"setting"_s] = name;
        return planFor(kReset, place);
    }
    QString inAutoConf(const QString &name)
    {
        return value(
            u"SELECT setting FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf' AND name = '%1'"_s.arg(name));
    }
    QString shownTo(const QString &role, const QString &name)
    {
        const Result<SqlTable> rows = runSql(m_lab->conninfo(role, u"look"_s), u"SHOW "_s + name);
        return rows && !rows->empty() ? rows->front().value(0) : QString();
    }
    static const QJsonObject &ofWeb()
    {
        static const QJsonObject kWeb{{u"scope"_s, u"role"_s}, {u"role"_s, u"web"_s}};
        return kWeb;
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Standbys); }
    void init() { usePrimaryAs(u"lab_admin"_s); }
    void cleanup()
    {
        m_executor.reset();
        QVERIFY(m_lab->exec(u"ALTER SYSTEM RESET ALL"_s));
        QVERIFY(m_lab->primary().reload());
        QVERIFY(m_lab->exec(u"ALTER ROLE web RESET ALL; ALTER DATABASE orders RESET ALL; "
                            "ALTER ROLE web IN DATABASE orders RESET ALL"_s));
    }

    void isSetForTheServerAndPutBack()
    {
        const QString before = value(u"SHOW work_mem"_s);
        const ActionPlan made = planSet(u"WORK_MEM"_s, u"8192kB"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"ALTER SYSTEM SET work_mem = '8192kB'\n"_s + kReloadSql);
        QCOMPARE(made.undoStatements.front().sql, u"ALTER SYSTEM RESET work_mem"_s);
        QCOMPARE(made.severity, Severity::Reversible);
        QVERIFY2(made.consequence.contains(u"in effect at once"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::DoneVerified, (outcomeOf(result) + result.summary).toUtf8());
        QTRY_COMPARE(value(u"SHOW work_mem"_s), u"8MB"_s);
        QVERIFY(journalText().contains("ALTER SYSTEM RESET work_mem")); // what undoes it is written down before

        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s)), u"setting.differs failed"_s); // the same in other words
        const ActionPlan higher = planSet(u"work_mem"_s, u"16MB"_s);
        QCOMPARE(higher.undoStatements.front().sql, u"ALTER SYSTEM SET work_mem = '8192kB'"_s);
        const ActionResult undone = execute(planReset(u"work_mem"_s));
        QCOMPARE(outcomeOf(undone), u"done_verified"_s);
        QTRY_COMPARE(value(u"SHOW work_mem"_s), before);
        QCOMPARE(troubles(planReset(u"work_mem"_s)), u"setting.differs failed"_s);
    }

    void restartIsToldApart()
    {
        const ActionPlan made = planSet(u"max_connections"_s, u"900"_s);
        QCOMPARE(made.severity, Severity::Disruptive);
        QCOMPARE(troubles(made), u"standby.limits warning"_s); // no standby is in its group here
        QVERIFY2(made.consequence.contains(u"until the server is restarted"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"until the server is restarted"), result.summary.toUtf8());
        QVERIFY(value(u"SHOW max_connections"_s) != u"900");
        QCOMPARE(inAutoConf(u"max_connections"_s), u"900"_s);
    }

    void standbysWithLessAreNamed()
    {
        useAs(u"lab_admin"_s, {&m_lab->primary(), &m_lab->standby(1), &m_lab->standby(2)});
        const ActionPlan refused = planSet(u"max_connections"_s, u"500"_s);
        QVERIFY2(troubles(refused).contains(u"standby.limits failed"), troubles(refused).toUtf8());
        QVERIFY(detailOf(refused, "standby.limits"_L1).contains(u"orders-standby-1"));
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        QVERIFY(troubles(planSet(u"max_connections"_s, u"20"_s)).contains(u"standby.limits failed"_s));
        QCOMPARE(troubles(planSet(u"max_connections"_s, u"500"_s)), QString()); // first here, that is right
        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s, ofWeb())), u"setting.place failed"_s);
        QCOMPARE(outcomeOf(execute(planSet(u"work_mem"_s, u"9MB"_s))), u"done_verified"_s);
        QVERIFY(m_lab->standby(1).exec(u"ALTER SYSTEM RESET ALL"_s));
        QVERIFY(m_lab->standby(1).reload());
    }

    void isSetForOthers_data()
    {
        QTest::addColumn<QJsonObject>("place");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("undo");
        QTest::newRow("role") << ofWeb() << u"ALTER ROLE web SET work_mem = '7MB'"_s
                              << u"ALTER ROLE web RESET work_mem"_s;
        QTest::newRow("database") << QJsonObject{{u"scope"_s, u"database"_s}, {u"database"_s, u"orders"_s}}
                                  << u"ALTER DATABASE orders SET work_mem = '7MB'"_s
                                  << u"ALTER DATABASE orders RESET work_mem"_s;
        QTest::newRow("role in database")
            << QJsonObject{{u"scope"_s, u"role_in_database"_s}, {u"role"_s, u"web"_s}, {u"database"_s, u"orders"_s}}
            << u"ALTER ROLE web IN DATABASE orders SET work_mem = '7MB'"_s
            << u"ALTER ROLE web IN DATABASE orders RESET work_mem"_s;
    }
    void isSetForOthers()
    {
        QFETCH(QJsonObject, place);
        const ActionPlan made = planSet(u"work_mem"_s, u"7MB"_s, place);
        QCOMPARE(troubles(made), QString());
        QTEST(sqlOf(made), "sql");
        QTEST(made.undoStatements.front().sql, "undo");
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(shownTo(u"web"_s, u"work_mem"_s), u"7MB"_s);
        QCOMPARE(outcomeOf(execute(planReset(u"work_mem"_s, place))), u"done_verified"_s);
        QVERIFY(shownTo(u"web"_s, u"work_mem"_s) != u"7MB");
    }

    void whatIsOfTheServerIsNotSetForOthers()
    {
        for (const QString &name : {u"max_connections"_s, u"checkpoint_timeout"_s, u"log_connections"_s})
            QCOMPARE(troubles(planSet(name, u"1"_s, ofWeb())), u"setting.known failed"_s);
    }

    void nearerOnesAreNamed()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE web SET work_mem = '5MB'"_s));
        const ActionPlan made = planSet(u"work_mem"_s, u"8MB"_s);
        QCOMPARE(troubles(made), u"setting.overridden warning"_s);
        QVERIFY(detailOf(made, "setting.overridden"_L1).contains(u"role web"));
        QCOMPARE(
            troubles(planSet(u"work_mem"_s, u"8MB"_s, {{u"scope"_s, u"database"_s}, {u"database"_s, u"orders"_s}})),
            u"setting.overridden warning"_s);
        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s, ofWeb())), QString());
    }

    void wrongValuesAreRefusedBefore_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("trouble");
        QTest::newRow("no number") << u"work_mem"_s << u"banana"_s << u"setting.value failed"_s;
        QTest::newRow("other unit") << u"work_mem"_s << u"5min"_s << u"setting.value failed"_s;
        QTest::newRow("too much") << u"max_wal_senders"_s << u"999999999"_s << u"setting.value failed"_s;
        QTest::newRow("no word of it") << u"wal_compression"_s << u"rar"_s << u"setting.value failed"_s;
        QTest::newRow("no boolean") << u"log_checkpoints"_s << u"perhaps"_s << u"setting.value failed"_s;
        QTest::newRow("only the server knows")
            << u"default_text_search_config"_s << u"klingon"_s << u"setting.value failed"_s;
        QTest::newRow("no setting") << u"work_memory"_s << u"1"_s << u"setting.known failed"_s;
        QTest::newRow("not to be set") << u"block_size"_s << u"8192"_s << u"setting.known failed"_s;
        QTest::newRow("name is never SQL") << u"work_mem = '1'; --"_s << u"1"_s << u"setting.known failed"_s;
        QTest::newRow("command") << u"archive_command"_s << u"true"_s << u"setting.danger failed"_s;
        QTest::newRow("unreachable") << u"port"_s << u"1"_s << u"setting.danger failed"_s;
        QTest::newRow("secret") << u"primary_conninfo"_s << u"host=db2"_s << u"setting.danger failed"_s;
    }
    void wrongValuesAreRefusedBefore()
    {
        QFETCH(QString, setting);
        QFETCH(QString, wrong);
        const QString seen = troubles(planSet(setting, wrong));
        QFETCH(QString, trouble);
        QVERIFY2(seen.contains(trouble), seen.toUtf8());
    }

    void aSecretIsNotWrittenDown()
    {
        const ActionPlan made = planSet(u"primary_conninfo"_s, u"host=db2 passfile=hunter2hunter2"_s);
        QVERIFY(!made.isAllowed());
        QVERIFY(journalText().contains("primary_conninfo") && !journalText().contains("hunter2"));
    }

    void valuesAreNeverSql()
    {
        const QString name = u"x'); DROP TABLE t; --\\"_s;
        const ActionPlan made = planSet(u"application_name"_s, name, ofWeb());
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(value(u"SELECT substr(setconfig[1], 18) FROM pg_db_role_setting WHERE setrole = 'web'::regrole"_s),
                 name);
    }

    void listsAreQuotedByName()
    {
        const ActionPlan made = planSet(u"search_path"_s, u"shop, \"My Schema\", public"_s, ofWeb());
        QCOMPARE(sqlOf(made), u"ALTER ROLE web SET search_path = 'shop', 'My Schema', 'public'"_s);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(shownTo(u"web"_s, u"search_path"_s), u"shop, \"My Schema\", public"_s);
    }

    void librariesAreLookedFor()
    {
        QVERIFY2(
            troubles(planSet(u"shared_preload_libraries"_s, u"does_not_exist"_s)).contains(u"setting.libraries failed"),
            "");
        const ActionPlan made = planSet(u"shared_preload_libraries"_s, u"auto_explain, pg_stat_statements"_s);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.statements.front().sql,
                 u"ALTER SYSTEM SET shared_preload_libraries = 'auto_explain', 'pg_stat_statements'"_s);
    }

    void dangerousOnesAreTickedAndTyped()
    {
        const ActionPlan made = planSet(u"fsync"_s, u"off"_s);
        QCOMPARE(troubles(made), u"setting.danger warning"_s);
        QCOMPARE(made.severity, Severity::Destructive);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QCOMPARE(value(u"SHOW fsync"_s) == u"off" ? inAutoConf(u"fsync"_s) : QString(), QString());
        QVERIFY(detailOf(planSet(u"statement_timeout"_s, u"30s"_s), "setting.danger"_L1).contains(u"VACUUM"));
        QCOMPARE(troubles(planSet(u"statement_timeout"_s, u"30s"_s, ofWeb())), QString());
    }

    void managedServersKeepTheirConfiguration()
    {
        const Client patroni(m_lab->conninfo(u"web"_s, u"Patroni heartbeat"_s));
        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s)), u"server.unmanaged failed"_s);
        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s, ofWeb())), QString());
    }

    void rightsAreNamed()
    {
        usePrimaryAs(u"lockmaster"_s);
        QVERIFY(m_lab->exec(u"REVOKE EXECUTE ON FUNCTION pg_reload_conf() FROM lockmaster"_s));
        QCOMPARE(troubles(planSet(u"work_mem"_s, u"8MB"_s)), u"privilege.reload failed"_s);
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_reload_conf() TO lockmaster"_s));
        QVERIFY(detailOf(planSet(u"work_mem"_s, u"8MB"_s), preflight::kPrivilege)
                    .contains(u"GRANT ALTER SYSTEM ON PARAMETER work_mem TO lockmaster"));
        QVERIFY(detailOf(planSet(u"work_mem"_s, u"8MB"_s, ofWeb()), preflight::kPrivilege)
                    .contains(u"ALTER ROLE lockmaster CREATEROLE; GRANT web TO lockmaster WITH ADMIN OPTION"));
        QVERIFY(detailOf(planSet(u"work_mem"_s, u"8MB"_s, {{u"scope"_s, u"database"_s}, {u"database"_s, u"orders"_s}}),
                         preflight::kPrivilege)
                    .contains(u"TO lockmaster"));
        QVERIFY(
            m_lab->exec(u"GRANT ALTER SYSTEM ON PARAMETER work_mem TO lockmaster; ALTER ROLE lockmaster CREATEROLE; "
                        "GRANT web TO lockmaster WITH ADMIN OPTION"_s));
        QCOMPARE(outcomeOf(execute(planSet(u"work_mem"_s, u"8MB"_s))), u"done_verified"_s);
        QTRY_COMPARE(value(u"SHOW work_mem"_s), u"8MB"_s);
        QCOMPARE(outcomeOf(execute(planSet(u"work_mem"_s, u"7MB"_s, ofWeb()))), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"REVOKE ALTER SYSTEM ON PARAMETER work_mem FROM lockmaster; REVOKE web FROM lockmaster; "
                            "ALTER ROLE lockmaster NOCREATEROLE"_s));
    }

    void whatOthersChangedSinceThePlanIsNotOverwritten()
    {
        const ActionPlan made = planSet(u"work_mem"_s, u"8MB"_s);
        const ActionPlan other = planSet(u"maintenance_work_mem"_s, u"80MB"_s);
        QVERIFY(m_lab->primary().set({{u"work_mem"_s, u"12MB"_s}, {u"maintenance_work_mem"_s, u"80MB"_s}}));
        const ActionResult refused = execute(made);
        QCOMPARE(outcomeOf(refused), u"refused"_s);
        QVERIFY2(refused.summary.contains(u"Somebody has changed it"), refused.summary.toUtf8());
        QCOMPARE(outcomeOf(execute(other)), u"no_op"_s); // as was wanted
        QCOMPARE(timesSent(), 0);
    }

    void lostAnswers()
    {
        const auto proxy = useProxy(m_lab->primary());
        const ActionPlan ofRole = planSet(u"work_mem"_s, u"7MB"_s, ofWeb());
        proxy->cutAt("ALTER ROLE web SET work_mem");
        QCOMPARE(outcomeOf(execute(ofRole)), u"done_verified"_s);
        QVERIFY(proxy->hasCut());
        // Of two statements the second was never sent, and is not sent by itself.
        const ActionPlan made = planSet(u"work_mem"_s, u"8MB"_s);
        proxy->cutAt("ALTER SYSTEM SET work_mem");
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::FailedPartial, (outcomeOf(result) + result.summary).toUtf8());
        QVERIFY2(result.summary.contains(u"postgresql.auto.conf has it"), result.summary.toUtf8());
        QVERIFY2(result.next.contains(u"ALTER SYSTEM RESET work_mem"), result.next.toUtf8());
        QCOMPARE(inAutoConf(u"work_mem"_s), u"8MB"_s);
        QVERIFY(value(u"SHOW work_mem"_s) != u"8MB");
        QCOMPARE(timesSent(), 2);                           // one each
        QVERIFY(m_lab->exec(u"SELECT pg_reload_conf()"_s)); // somebody does: a look then sees it whole
        QTRY_COMPARE(value(u"SHOW work_mem"_s), u"8MB"_s);
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(made, {}))), u"done_verified"_s);
    }

    void reloadThatIsRefusedLeavesWhatIsWritten()
    {
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_reload_conf() TO lockmaster; "
                            "GRANT ALTER SYSTEM ON PARAMETER work_mem TO lockmaster; "
                            "GRANT SELECT ON pg_file_settings TO lockmaster; "
                            "GRANT EXECUTE ON FUNCTION pg_show_all_file_settings() TO lockmaster"_s));
        const auto proxy = useProxy(m_lab->primary(), u"lockmaster"_s);
        const ActionPlan made = planSet(u"work_mem"_s, u"8MB"_s);
        QCOMPARE(troubles(made), QString());
        proxy->before("ALTER SYSTEM SET work_mem",
                      [&] { QVERIFY(m_lab->exec(u"REVOKE EXECUTE ON FUNCTION pg_reload_conf() FROM lockmaster"_s)); });
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::FailedPartial, (outcomeOf(result) + result.summary).toUtf8());
        QVERIFY2(result.summary.contains(u"postgresql.auto.conf has it"), result.summary.toUtf8());
        QVERIFY2(result.serverMessages.join(u' ').contains(u"permission denied"), "the server's words");
        QCOMPARE(inAutoConf(u"work_mem"_s), u"8MB"_s);
    }

    void passwordsAreNotWrittenDown()
    {
        const auto made = QCoro::waitFor(m_executor->plan({kSet,
                                                           m_target.name,
                                                           {{u"setting"_s, u"application_name"_s},
                                                            {u"value"_s, u"host=db1 password=tiger17"_s},
                                                            {u"scope"_s, u"role"_s},
                                                            {u"role"_s, u"web"_s}},
                                                           {}},
                                                          {}));
        QVERIFY(!made);
        QVERIFY2(made.error().text.contains(u"password"), made.error().text.toUtf8());
        QVERIFY(!journalText().contains("tiger17"));
        // One that stands there already is neither shown nor kept.
        QVERIFY(m_lab->exec(u"ALTER ROLE web SET shop.api_key = 'tiger17'"_s));
        const ActionPlan reset = planReset(u"shop.api_key"_s, ofWeb());
        QVERIFY(!reset.isAllowed()); // the server does not know it outside of that role's sessions
        QVERIFY(!journalText().contains("tiger17"));
    }

    void timeoutsOfARole()
    {
        const ActionPlan made = planFor(kPreset, {{u"preset"_s, u"web"_s}, {u"role"_s, u"web"_s}});
        QCOMPARE(troubles(made), QString());
        QCOMPARE(made.statements.size(), 4U); // PostgreSQL 17
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(shownTo(u"web"_s, u"statement_timeout"_s), u"30s"_s);
        QCOMPARE(shownTo(u"web"_s, u"transaction_timeout"_s), u"2min"_s);
        QCOMPARE(troubles(planFor(kPreset, {{u"preset"_s, u"web"_s}, {u"role"_s, u"web"_s}})),
                 u"setting.differs failed"_s);
        QVERIFY(m_lab->exec(u"ALTER ROLE web SET lock_timeout = '1s'"_s));
        const ActionPlan rest = planFor(kPreset, {{u"preset"_s, u"web"_s}, {u"role"_s, u"web"_s}});
        QCOMPARE(sqlOf(rest), u"ALTER ROLE web SET lock_timeout = '5s'"_s);
        QCOMPARE(rest.undoStatements.front().sql, u"ALTER ROLE web SET lock_timeout = '1s'"_s);
    }

    void timeoutsOfADatabaseAreOfEverybodyThere()
    {
        const ActionPlan made =
            planFor(kPreset, {{u"preset"_s, u"jobs"_s}, {u"scope"_s, u"database"_s}, {u"database"_s, u"orders"_s}});
        QCOMPARE(troubles(made), u"setting.danger warning"_s);
        QVERIFY(detailOf(made, "setting.danger"_L1).contains(u"VACUUM"));
        QCOMPARE(troubles(planFor(kPreset, {{u"preset"_s, u"jobs"_s}, {u"role"_s, u"nobody"_s}})),
                 u"setting.place failed"_s);
    }

    /// The third of four is refused: the first two are there, and that is said.
    void timeoutsInPart()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster CREATEROLE; GRANT web TO lockmaster WITH ADMIN OPTION"_s));
        const auto proxy = useProxy(m_lab->primary(), u"lockmaster"_s);
        const ActionPlan made = planFor(kPreset, {{u"preset"_s, u"web"_s}, {u"role"_s, u"web"_s}});
        proxy->before("SET idle_in_transaction", [&] {
            QVERIFY(m_lab->exec(u"REVOKE web FROM lockmaster; ALTER ROLE lockmaster NOCREATEROLE"_s));
        });
        const ActionResult result = execute(made);
        QVERIFY2(result.outcome == Outcome::FailedPartial, (outcomeOf(result) + result.summary).toUtf8());
        QVERIFY2(result.summary.contains(u"Role web has lock_timeout = 5s"), result.summary.toUtf8());
        QVERIFY2(result.summary.contains(u"Role web has no idle_in_transaction_session_timeout"),
                 result.summary.toUtf8());
    }
};

LOCKMASTER_TEST(TestSettingsAction)
#include "tst_settings_action.moc"
