// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Actions on a PostgreSQL server as a whole: checkpoint, reload, slots, replay; every outcome that they can have.
#include "harness/testprogram.h"
#include "servertest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kCheckpoint = u"postgres.checkpoint"_s;
const QString kReloadFiles = u"postgres.reload"_s;
const QString kDropSlot = u"postgres.slot.drop"_s;
const QString kPauseReplay = u"postgres.replay.pause"_s;
const QString kResumeReplay = u"postgres.replay.resume"_s;

} // namespace

class TestServerActions : public ServerTest
{
    Q_OBJECT

private:
    ActionPlan planDrop(const QString &slot) { return planFor(kDropSlot, {{u"slot"_s, slot}}); }
    void writeConf(const QByteArray &line)
    {
        QFile file(m_lab->folder() + u"/orders-primary/data/server.conf"_s);
        QVERIFY(file.open(QIODevice::Append));
        file.write('\n' + line + '\n');
    }
    [[nodiscard]] QByteArray conf() const
    {
        QFile file(m_lab->folder() + u"/orders-primary/data/server.conf"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void restoreConf(const QByteArray &text)
    {
        QFile file(m_lab->folder() + u"/orders-primary/data/server.conf"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QString replayState() { return m_lab->standby(1).value(u"SELECT pg_get_wal_replay_pause_state()"_s); }

    QByteArray m_conf; ///< the primary's configuration as the lab made it

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabPart::Standbys);
        m_conf = conf();
    }
    void init() { usePrimaryAs(u"lab_admin"_s); }
    void cleanup()
    {
        m_executor.reset();
        restoreConf(m_conf);
        m_lab->exec(u"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active"_s);
    }

    void checkpointIsSeen()
    {
        const QString before = value(u"SELECT redo_lsn FROM pg_control_checkpoint()"_s);
        const ActionPlan made = planFor(kCheckpoint);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(sqlOf(made), u"CHECKPOINT"_s);
        QVERIFY2(made.consequence.contains(u"of WAL were written"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(value(u"SELECT redo_lsn FROM pg_control_checkpoint()"_s) != before);
        QVERIFY2(result.summary.contains(value(u"SELECT redo_lsn FROM pg_control_checkpoint()"_s)),
                 result.summary.toUtf8());
        QVERIFY(warnings(planFor(kCheckpoint)).contains(u"checkpoint.age"_s)); // so soon after
    }

    void checkpointSaysHowMuchIsDirty()
    {
        QVERIFY(m_lab->exec(u"CREATE SCHEMA \"my ext\"; CREATE EXTENSION pg_buffercache SCHEMA \"my ext\""_s));
        const ActionPlan made = planFor(kCheckpoint);
        QVERIFY(m_lab->exec(u"DROP SCHEMA \"my ext\" CASCADE"_s));
        QVERIFY2(made.consequence.contains(u"of shared buffers"), made.consequence.toUtf8());
    }

    void checkpointNeedsItsRight()
    {
        usePrimaryAs(u"lockmaster"_s);
        const ActionPlan refused = planFor(kCheckpoint);
        QVERIFY2(troubles(refused).contains(u"privilege failed"), troubles(refused).toUtf8());
        QVERIFY(detailOf(refused, preflight::kPrivilege).contains(u"GRANT pg_checkpoint TO lockmaster"));
        QVERIFY(m_lab->exec(u"GRANT pg_checkpoint TO lockmaster"_s));
        const ActionPlan made = planFor(kCheckpoint);
        QVERIFY(made.isAllowed());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"REVOKE pg_checkpoint FROM lockmaster"_s));
    }

    void rightThatWentMeanwhileIsSeenBeforeSending()
    {
        QVERIFY(m_lab->exec(u"GRANT pg_checkpoint TO lockmaster"_s));
        usePrimaryAs(u"lockmaster"_s);
        const ActionPlan made = planFor(kCheckpoint);
        QVERIFY(m_lab->exec(u"REVOKE pg_checkpoint FROM lockmaster"_s));
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QCOMPARE(timesSent(), 0);
    }

    /// Restartpoints are made of checkpoints that came from the primary.
    void standbyMakesNoneOfNothing()
    {
        useAs(u"lab_admin"_s, {&m_lab->standby(1)});
        QVERIFY(m_lab->exec(u"CHECKPOINT"_s));
        const QString redo = value(u"SELECT redo_lsn FROM pg_control_checkpoint()"_s);
        QTRY_VERIFY(m_lab->standby(1).value(u"SELECT pg_last_wal_replay_lsn() > '%1'::pg_lsn"_s.arg(redo)) == u"t");
        QCOMPARE(outcomeOf(execute(planFor(kCheckpoint))), u"done_verified"_s);
        const ActionResult again = execute(planFor(kCheckpoint));
        QCOMPARE(outcomeOf(again), u"no_op"_s);
        QVERIFY2(again.next.contains(u"on the primary first"), again.next.toUtf8());
    }

    void reloadTellsWhatChanges()
    {
        writeConf("log_min_duration_statement = '7s'\nmax_connections = 91\nwork_mem = '4096kB'"); // the last: as it is
        const ActionPlan made = planFor(kReloadFiles);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QVERIFY2(made.consequence.contains(u"change: log_min_duration_statement."), made.consequence.toUtf8());
        QVERIFY2(made.consequence.contains(u"Only a restart changes: max_connections"), made.consequence.toUtf8());
        const ActionResult result = execute(made);
        restoreConf(m_conf);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"Waiting for a restart: max_connections"), result.summary.toUtf8());
        QCOMPARE(value(u"SHOW log_min_duration_statement"_s), u"7s"_s);
        QVERIFY(m_lab->primary().reload());
    }

    void reloadIsRefusedWithErrorsInTheFiles()
    {
        const QString loaded = value(u"SELECT pg_conf_load_time()"_s);
        const ActionPlan good = planFor(kReloadFiles);
        writeConf("work_mem = 'banana'");
        const ActionPlan made = planFor(kReloadFiles);
        QVERIFY2(troubles(made).contains(u"reload.files failed"), troubles(made).toUtf8());
        QVERIFY2(detailOf(made, "reload.files"_L1).contains(u"server.conf:"),
                 detailOf(made, "reload.files"_L1).toUtf8());
        QCOMPARE(outcomeOf(execute(good)), u"refused"_s); // it came after the plan
        restoreConf(m_conf);
        writeConf("shared_buffers = '5 potatoes'"); // is only taken at a restart, and never would be
        QVERIFY2(troubles(planFor(kReloadFiles)).contains(u"reload.files failed"), "");
        restoreConf(m_conf);
        QCOMPARE(value(u"SELECT pg_conf_load_time()"_s), loaded);
    }

    void wrongRulesAreTicked()
    {
        const QString path = m_lab->folder() + u"/orders-primary/data/pg_hba.conf"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(before + "\nhost nonsense\n");
        file.close();
        const ActionPlan made = planFor(kReloadFiles);
        QCOMPARE(warnings(made), QStringList{u"reload.rules"_s});
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        const ActionResult result = execute(planFor(kReloadFiles), {u"reload.rules"_s});
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(before);
        file.close();
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.contains(u"Not taken: pg_hba.conf:"), result.summary.toUtf8());
        QVERIFY(m_lab->primary().reload());
    }

    void reloadNeedsItsRight()
    {
        usePrimaryAs(u"lockmaster"_s);
        const ActionPlan refused = planFor(kReloadFiles);
        QVERIFY(detailOf(refused, preflight::kPrivilege)
                    .contains(u"GRANT EXECUTE ON FUNCTION pg_catalog.pg_reload_conf() TO lockmaster"));
        QVERIFY(m_lab->exec(u"GRANT EXECUTE ON FUNCTION pg_reload_conf() TO lockmaster"_s));
        const ActionPlan blind = planFor(kReloadFiles);
        QCOMPARE(warnings(blind), QStringList{u"reload.visible"_s});
        QCOMPARE(outcomeOf(execute(blind)), u"done_verified"_s);
        QVERIFY(m_lab->exec(u"GRANT SELECT ON pg_file_settings, pg_hba_file_rules TO lockmaster; GRANT EXECUTE ON "
                            "FUNCTION pg_show_all_file_settings(), pg_hba_file_rules() TO lockmaster"_s));
        QCOMPARE(troubles(planFor(kReloadFiles)), QString()); // as it was told
    }

    void slotThatNobodyUsesIsDropped()
    {
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        const ActionPlan made = planDrop(u"gone"_s);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(made.severity, Severity::Destructive);
        QCOMPARE(made.token, u"gone"_s);
        QCOMPARE(warnings(made), QStringList{u"slot.idle"_s}); // just made
        QVERIFY2(made.consequence.contains(u"of WAL"), made.consequence.toUtf8());
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s); // not ticked
        QCOMPARE(value(u"SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'gone'"_s), u"1"_s);
        const ActionResult result = execute(planDrop(u"gone"_s), {u"slot.idle"_s});
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(value(u"SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'gone'"_s), u"0"_s);
    }

    void slotsThatStay()
    {
        QCOMPARE(troubles(planDrop(u"nothing"_s)), u"slot.there failed"_s);
        QCOMPARE(troubles(planDrop(u"'; DROP TABLE x; --"_s)), u"slot.there failed"_s);
        QCOMPARE(troubles(planDrop(u"orders_standby_1"_s)), u"slot.unused failed"_s);
        usePrimaryAs(u"lockmaster"_s);
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        const ActionPlan refused = planDrop(u"gone"_s);
        QCOMPARE(troubles(refused), u"privilege failed"_s);
        QVERIFY(detailOf(refused, preflight::kPrivilege).contains(u"ALTER ROLE lockmaster REPLICATION"));
    }

    void slotThatWasUsedSinceThePlanStays()
    {
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        const ActionPlan made = planDrop(u"gone"_s);
        QVERIFY(m_lab->exec(u"SELECT pg_switch_wal()"_s));
        QVERIFY(m_lab->exec(u"SELECT pg_replication_slot_advance('gone', pg_current_wal_lsn())"_s));
        QCOMPARE(outcomeOf(execute(made, {u"slot.idle"_s})), u"refused"_s);
        const ActionPlan gone = planDrop(u"gone"_s);
        QVERIFY(m_lab->exec(u"SELECT pg_drop_replication_slot('gone')"_s));
        QCOMPARE(outcomeOf(execute(gone, {u"slot.idle"_s})), u"no_op"_s);
    }

    void managerAndStandbysAreAskedForASlot()
    {
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        {
            const Client patroni(m_lab->conninfo(u"web"_s, u"Patroni heartbeat"_s));
            QCOMPARE(troubles(planDrop(u"gone"_s)), u"server.unmanaged failed"_s);
        }
        QTRY_COMPARE(value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'Patroni%'"_s), u"0"_s);
        m_lab->standby(2).suspend(); // its slot stays; it is down
        QVERIFY(m_lab->standby(1).set({{u"primary_slot_name"_s, u"gone"_s}}));
        QTRY_COMPARE(value(u"SELECT active FROM pg_replication_slots WHERE slot_name = 'gone'"_s), u"t"_s);
        useAs(u"lab_admin"_s, {&m_lab->primary(), &m_lab->standby(1)});
        const ActionPlan made = planDrop(u"orders_standby_1"_s); // not any more
        m_lab->standby(2).resume();
        QVERIFY2(!warnings(made).contains(u"slot.users"_s), troubles(made).toUtf8());
        QVERIFY(m_lab->standby(1).set({{u"primary_slot_name"_s, u"orders_standby_1"_s}}));
        QTRY_COMPARE(value(u"SELECT active FROM pg_replication_slots WHERE slot_name = 'orders_standby_1'"_s), u"t"_s);
    }

    /// A standby that waits for its primary: its slot is not in use, and it would need it.
    void slotOfAStandbyThatIsCutOffIsNamed()
    {
        useAs(u"lab_admin"_s, {&m_lab->primary(), &m_lab->standby(1)});
        QVERIFY(m_lab->primary().prependHba(u"host replication all all reject"_s));
        QVERIFY(m_lab->exec(u"SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots "
                            "WHERE slot_name = 'orders_standby_1'"_s));
        QTRY_COMPARE(value(u"SELECT active FROM pg_replication_slots WHERE slot_name = 'orders_standby_1'"_s), u"f"_s);
        const ActionPlan made = planDrop(u"orders_standby_1"_s);
        QVERIFY2(warnings(made).contains(u"slot.users"_s), troubles(made).toUtf8());
        QVERIFY(detailOf(made, "slot.users"_L1).contains(u"orders-standby-1"));
        QVERIFY(m_lab->primary().prependHba(u"host replication replicator all trust"_s));
        QTRY_COMPARE_WITH_TIMEOUT(
            value(u"SELECT active FROM pg_replication_slots WHERE slot_name = 'orders_standby_1'"_s), u"t"_s, 15000);
    }

    /// What the server did is seen by a new connection; nothing is sent twice.
    void lostAnswersAreResolvedByLooking_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<bool>("isStandby");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("checkpoint") << kCheckpoint << false << QByteArray("CHECKPOINT");
        QTest::newRow("reload") << kReloadFiles << false << QByteArray("SELECT pg_catalog.pg_reload_conf()");
        QTest::newRow("slot") << kDropSlot << false << QByteArray("pg_drop_replication_slot");
        QTest::newRow("pause") << kPauseReplay << true << QByteArray("SELECT pg_catalog.pg_wal_replay_pause()");
    }
    void lostAnswersAreResolvedByLooking()
    {
        QFETCH(QString, action);
        QFETCH(bool, isStandby);
        QFETCH(QByteArray, words);
        const auto proxy = useProxy(isStandby ? m_lab->standby(1) : m_lab->primary());
        if (action == kCheckpoint)
            QTest::qWait(1100); // the server notes whole seconds
        QJsonObject arguments;
        if (action == kDropSlot) {
            QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
            arguments[u"slot"_s] = u"gone"_s;
        }
        const ActionPlan made = planFor(action, arguments);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        proxy->cutAt(words);
        const ActionResult result = execute(made, warnings(made));
        QVERIFY(proxy->hasCut());
        QVERIFY2(result.outcome == Outcome::DoneVerified, (outcomeOf(result) + result.summary).toUtf8());
        QCOMPARE(timesSent(), 1);
        if (isStandby)
            QVERIFY(m_lab->standby(1).exec(u"SELECT pg_wal_replay_resume()"_s));
    }

    /// Cut before the server had it: it is seen that nothing was done, and nothing is sent again.
    void whatNeverArrivedIsNotDone()
    {
        const auto proxy = useProxy(m_lab->primary());
        QVERIFY(m_lab->exec(u"SELECT pg_create_physical_replication_slot('gone', true)"_s));
        const ActionPlan made = planDrop(u"gone"_s);
        proxy->before("pg_drop_replication_slot", [&] {
            proxy->reset();
            QVERIFY(proxy->listenAgain());
        });
        const ActionResult result = execute(made, warnings(made));
        QVERIFY2(result.outcome == Outcome::FailedClean, (outcomeOf(result) + result.summary).toUtf8());
        QCOMPARE(value(u"SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'gone'"_s), u"1"_s);
        proxy->reset(); // and for good: nobody can look
        const ActionResult unknown = QCoro::waitFor(m_executor->verify(made, {}));
        QCOMPARE(outcomeOf(unknown), u"unknown"_s);
    }

    void replayIsPausedAndResumed()
    {
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        m_target.environment = Environment::Production;
        const ActionPlan pause = planFor(kPauseReplay);
        QCOMPARE(troubles(pause), QString());
        QCOMPARE(pause.severity, Severity::Disruptive);
        QCOMPARE(pause.undoStatements.size(), 1U);
        QCOMPARE(outcomeOf(execute(pause)), u"done_verified"_s);
        QCOMPARE(replayState(), u"paused"_s);
        QCOMPARE(troubles(planFor(kPauseReplay)), u"replay.state failed"_s);
        const ActionPlan resume = planFor(kResumeReplay);
        QCOMPARE(troubles(resume), QString());
        QCOMPARE(outcomeOf(execute(resume)), u"done_verified"_s);
        QCOMPARE(replayState(), u"not paused"_s);
        QCOMPARE(troubles(planFor(kResumeReplay)), u"replay.state failed"_s);
    }

    void pausedByAnotherMeanwhileIsNothingToDo()
    {
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        const ActionPlan made = planFor(kPauseReplay);
        QVERIFY(m_lab->standby(1).exec(u"SELECT pg_wal_replay_pause()"_s));
        QTRY_COMPARE(replayState(), u"paused"_s);
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QVERIFY(m_lab->standby(1).exec(u"SELECT pg_wal_replay_resume()"_s));
    }

    void replayIsOfStandbysAndNeedsItsRight()
    {
        QCOMPARE(troubles(planFor(kPauseReplay)), u"server.standby failed"_s);
        useAs(u"lockmaster"_s, {&m_lab->standby(1)});
        const ActionPlan refused = planFor(kPauseReplay);
        QCOMPARE(troubles(refused), u"privilege failed"_s);
        QVERIFY(detailOf(refused, preflight::kPrivilege)
                    .contains(u"GRANT EXECUTE ON FUNCTION pg_catalog.pg_wal_replay_pause"));
    }

    void commitsThatWaitForReplayAreToldOf()
    {
        QVERIFY(
            m_lab->primary().set({{u"synchronous_commit"_s, u"remote_apply"_s},
                                  {u"synchronous_standby_names"_s, u"ANY 1 (orders_standby_1, orders_standby_2)"_s}}));
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        QCOMPARE(troubles(planFor(kPauseReplay)), u"sync_commits warning"_s);
        QVERIFY(
            m_lab->primary().set({{u"synchronous_standby_names"_s, QString()}, {u"synchronous_commit"_s, u"on"_s}}));
        useAs(u"lab_admin"_s, {&m_lab->standby(1)}); // without its primary nobody knows
        QCOMPARE(troubles(planFor(kPauseReplay)), u"sync_commits warning"_s);
    }

    /// To resume one that has reached its target is to promote it.
    void recoveryTargetIsNotRunOver()
    {
        const auto restart = [this] { return m_lab->standby(1).stop() && m_lab->standby(1).start(); };
        QVERIFY(m_lab->standby(1).exec(u"ALTER SYSTEM SET recovery_target_name = 'later'"_s));
        QVERIFY(restart());
        QVERIFY(m_lab->standby(1).exec(u"SELECT pg_wal_replay_pause()"_s));
        QTRY_COMPARE(replayState(), u"paused"_s);
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        QCOMPARE(troubles(planFor(kResumeReplay)), u"replay.target failed"_s);
        QVERIFY(m_lab->standby(1).exec(u"ALTER SYSTEM RESET recovery_target_name"_s));
        QVERIFY(restart()); // which ends the pause
    }

    /// The server stops replaying where its limits are too low; resumed, it would shut down.
    void standbyWithLowLimitsIsNotResumed()
    {
        QVERIFY(m_lab->standby(1).exec(u"SELECT pg_wal_replay_pause()"_s));
        QTRY_COMPARE(replayState(), u"paused"_s);
        useAs(u"lab_admin"_s, {&m_lab->standby(1)});
        QCOMPARE(troubles(planFor(kResumeReplay)), u"standby.limits warning"_s);
        QVERIFY(m_lab->exec(u"ALTER SYSTEM SET max_locks_per_transaction = 200"_s));
        QVERIFY(m_lab->primary().stop());
        QVERIFY(m_lab->primary().start());
        useAs(u"lab_admin"_s, {&m_lab->standby(1), &m_lab->primary()});
        const ActionPlan refused = planFor(kResumeReplay);
        QCOMPARE(troubles(refused), u"standby.limits failed"_s);
        QVERIFY(detailOf(refused, "standby.limits"_L1).contains(u"max_locks_per_transaction is 64 here and 200 there"));
        QVERIFY(m_lab->exec(u"ALTER SYSTEM RESET max_locks_per_transaction"_s));
        QVERIFY(m_lab->primary().stop());
        QVERIFY(m_lab->primary().start());
    }
};

LOCKMASTER_TEST(TestServerActions)
#include "tst_serveractions.moc"
