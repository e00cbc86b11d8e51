// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What all actions that are a command of Redis share, seen by some of them: verified, refused, not allowed, another server,
// lost answers; and what is theirs: saving, emptying logs, giving memory back, writing the file.
#include "actions/plan/confirmation.h"
#include "harness/testprogram.h"
#include "redistest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kBgsave = u"redis.bgsave"_s;
const QString kSlowReset = u"redis.slowlog.reset"_s;
const QString kLatencyReset = u"redis.latency.reset"_s;
const QString kPurge = u"redis.memory.purge"_s;
const QString kRewriteConfig = u"redis.config.rewrite"_s;

QJsonObject keptBy(const ActionResult &result)
{
    const qsizetype from = result.summary.indexOf(u"kept in "_s) + 8;
    QFile file(result.summary.sliced(from).chopped(1));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestRedisActions : public RedisTest
{
    Q_OBJECT

private:
    ActionPlan planFor(const QString &action, const QJsonObject &arguments = {})
    {
        return plan(action, m_places.front().target.name, arguments);
    }
    void haveSlowCommands()
    {
        QVERIFY(one().order(u"CONFIG SET slowlog-log-slower-than 0"_s));
        QVERIFY(one().order(u"SET slow:key value"_s));
        QVERIFY(one().order(u"CONFIG SET slowlog-log-slower-than 10000"_s));
    }
    qint64 slowEntries() { return one().ask(u"SLOWLOG LEN"_s).trimmed().split(':').last().toLongLong(); }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Redis); }
    void init()
    {
        QTRY_COMPARE(one().info(u"rdb_bgsave_in_progress"_s), u"0"_s);
        (void)one().order(u"SLOWLOG RESET"_s);
        useServers({&one(), &two()});
    }
    void cleanup() { m_executor.reset(); }

    void saves()
    {
        QVERIFY(one().order(u"SET saved yes"_s));
        const ActionPlan made = planFor(kBgsave);
        QCOMPARE(sqlOf(made), u"BGSAVE"_s);
        QCOMPARE(findCheck(made.preflights, "save.running"_L1)->verdict, Verdict::Ok);
        QCOMPARE(findCheck(made.preflights, preflight::kPrivilege)->verdict, Verdict::Ok);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QCOMPARE(one().info(u"rdb_changes_since_last_save"_s), u"0"_s);
        QVERIFY(QFile::exists(m_lab->folder() + u'/' + one().name() + u"/dump.rdb"_s));
        QCOMPARE(outcomeOf(execute(planFor(kBgsave))), u"done_verified"_s); // within the same second
    }

    /// A save of half a gigabyte takes long: the plan sees it, and so does the look before it is sent.
    void isNotSavedTwiceAtOnce()
    {
        const auto fast = qScopeGuard([this] {
            (void)one().order(u"CONFIG SET rdb-key-save-delay 0"_s);
            (void)one().order(u"DEL slow1 slow2"_s);
        });
        const ActionPlan before = planFor(kBgsave);
        QVERIFY(one().order(u"MSET slow1 x slow2 x"_s));
        QVERIFY(one().order(u"CONFIG SET rdb-key-save-delay 1000000"_s)); // microseconds a key
        QVERIFY(one().order(u"BGSAVE"_s));
        QVERIFY2(troubles(planFor(kBgsave)).contains(u"save.running failed"), troubles(planFor(kBgsave)).toUtf8());
        QCOMPARE(outcomeOf(execute(before)), u"refused"_s);
    }

    void aFailedSaveIsTold()
    {
        const QString folder = m_lab->folder() + u'/' + one().name();
        QVERIFY(QFile::remove(folder + u"/dump.rdb"_s) || !QFile::exists(folder + u"/dump.rdb"_s));
        QVERIFY(QDir().mkdir(folder + u"/dump.rdb"_s)); // nothing can be put in its place
        const ActionResult result = execute(planFor(kBgsave));
        QVERIFY(QDir().rmdir(folder + u"/dump.rdb"_s));
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QCOMPARE(result.summary, u"The save failed."_s);
        QVERIFY2(troubles(planFor(kBgsave)).contains(u"save.last warning"), troubles(planFor(kBgsave)).toUtf8());
        QCOMPARE(outcomeOf(execute(planFor(kBgsave))), u"done_verified"_s);
    }

    void emptiesTheSlowLogAndKeepsIt()
    {
        QCOMPARE(troubles(planFor(kSlowReset)), u"slowlog.entries failed"_s);
        haveSlowCommands();
        const ActionPlan made = planFor(kSlowReset);
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"SLOWLOG RESET"_s);
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(slowEntries(), 0);
        const QJsonArray entries = keptBy(result).value("entries"_L1).toArray();
        QVERIFY2(!entries.isEmpty(), result.summary.toUtf8());
        const auto isOurs = [](const QJsonValue &one) { return one["command"_L1] == "SET slow:key value"_L1; };
        QVERIFY(std::ranges::any_of(entries, isOurs));
    }

    void nothingIsSentThatCannotBeKept()
    {
        haveSlowCommands();
        const ActionPlan made = planFor(kSlowReset);
        QVERIFY(QDir().mkdir(m_journal->folder() + u"/kept-%1.json"_s.arg(made.id)));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"cannot be kept"), result.summary.toUtf8());
        QVERIFY(slowEntries() > 0);
    }

    void emptiesTheLatencyMonitorAndKeepsIt()
    {
        QCOMPARE(troubles(planFor(kLatencyReset)), u"latency.events failed"_s);
        QVERIFY(one().order(u"CONFIG SET latency-monitor-threshold 1"_s));
        QVERIFY(one().order(u"DEBUG SLEEP 0.02"_s));
        QVERIFY(one().order(u"CONFIG SET latency-monitor-threshold 0"_s));
        const ActionPlan made = planFor(kLatencyReset);
        QCOMPARE(troubles(made), QString());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY(one().ask(u"LATENCY LATEST"_s).contains("*0"));
        const QJsonArray events = keptBy(result).value("events"_L1).toArray();
        QVERIFY(!events.isEmpty());
        QVERIFY(events[0]["most_ms"_L1].toInt() >= 20);
        QVERIFY(!events[0]["samples"_L1].toArray().isEmpty());
    }

    void givesMemoryBack()
    {
        for (int i = 0; i < 40; ++i)
            QVERIFY(one().order(u"DEBUG POPULATE 20000 fill%1 500"_s.arg(i)));
        QVERIFY(one().order(u"FLUSHALL ASYNC"_s));
        QTRY_COMPARE(one().info(u"lazyfree_pending_objects"_s), u"0"_s);
        const qint64 before = one().info(u"used_memory_rss"_s).toLongLong();
        const ActionPlan made = planFor(kPurge);
        QVERIFY(made.isAllowed());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(one().info(u"used_memory_rss"_s).toLongLong() < before, result.summary.toUtf8());
    }

    void writesTheFile()
    {
        const QString path = m_lab->folder() + u'/' + one().name() + u"/redis.conf"_s;
        QVERIFY(one().order(u"CONFIG SET slowlog-max-len 222"_s));
        const ActionResult result = execute(planFor(kRewriteConfig));
        QCOMPARE(outcomeOf(result), u"sent_unverified"_s); // nothing that a server tells shows the file
        QVERIFY(!result.isRunning);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("slowlog-max-len 222"));
        QVERIFY(QFile::rename(path, path + u".away"_s) && QDir().mkdir(path));
        const ActionResult failed = execute(planFor(kRewriteConfig));
        QVERIFY(QDir().rmdir(path) && QFile::rename(path + u".away"_s, path));
        QCOMPARE(outcomeOf(failed), u"failed_clean"_s);
        QVERIFY2(failed.serverMessages.join(u' ').contains(u"Rewriting config file"),
                 failed.serverMessages.join(u' ').toUtf8());
    }

    void whoMayNotIsToldTheRule()
    {
        useAs(one(), u"+info +time +slowlog|get +acl|dryrun"_s);
        haveSlowCommands();
        const ActionPlan asked = planFor(kSlowReset);
        QCOMPARE(troubles(asked), u"privilege failed"_s);
        QVERIFY2(saidBy(asked, preflight::kPrivilege).contains(u"ACL SETUSER tester +slowlog|reset"),
                 saidBy(asked, preflight::kPrivilege).toUtf8());
        useAs(one(), u"+info +time +slowlog|get"_s);
        const ActionPlan unasked = planFor(kSlowReset);
        QCOMPARE(troubles(unasked), u"privilege warning"_s);
        const ActionResult result = execute(unasked);
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"ACL SETUSER tester +slowlog|reset"), result.summary.toUtf8());
        QVERIFY(slowEntries() > 0);
    }

    void anotherRoleIsAnotherServer()
    {
        const ActionPlan made = planFor(kBgsave);
        QVERIFY(one().order(u"REPLICAOF 127.0.0.1 1"_s));
        const ActionResult result = execute(made);
        QVERIFY(one().order(u"REPLICAOF NO ONE"_s));
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QTRY_COMPARE(two().info(u"master_link_status"_s), u"up"_s);
    }

    void aRestartedServerIsAnotherOne()
    {
        const ActionPlan made = planFor(kBgsave);
        QVERIFY(one().stop());
        QVERIFY(one().start());
        QTRY_VERIFY(!one().info(u"run_id"_s).isEmpty());
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        QTRY_COMPARE_WITH_TIMEOUT(two().info(u"master_link_status"_s), u"up"_s, 20'000);
    }

    /// Whether it arrived the look afterwards tells; it is never sent again.
    void lostAnswersAreLookedFor_data()
    {
        QTest::addColumn<bool>("arrives");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("the answer is lost") << true << u"done_verified"_s;
        QTest::newRow("the request is lost") << false << u"failed_clean"_s;
    }
    void lostAnswersAreLookedFor()
    {
        QFETCH(bool, arrives);
        const auto proxy = useLosing(one(), RedisCommand::of("SLOWLOG", "RESET"),
                                     arrives ? FaultProxy::Lost::Answer : FaultProxy::Lost::Request);
        haveSlowCommands();
        const ActionResult result = execute(planFor(kSlowReset));
        QVERIFY(proxy->hasLost());
        QTEST(outcomeOf(result), "outcome");
        QCOMPARE(slowEntries() == 0, arrives);
        QCOMPARE(journalText().count("\"event\":\"sent\""), 1);
    }

    void aLostAnswerOfASave_data() { lostAnswersAreLookedFor_data(); }
    void aLostAnswerOfASave()
    {
        QFETCH(bool, arrives);
        QTest::qWait(1100); // the time of the last save has whole seconds
        const auto proxy = useLosing(one(), RedisCommand::of("BGSAVE"),
                                     arrives ? FaultProxy::Lost::Answer : FaultProxy::Lost::Request);
        QVERIFY(one().order(u"SET unsaved yes"_s));
        const ActionResult result = execute(planFor(kBgsave));
        QVERIFY(proxy->hasLost());
        QTEST(outcomeOf(result), "outcome");
        QCOMPARE(one().info(u"rdb_changes_since_last_save"_s) == u"0", arrives);
    }

    void whatNobodyCanSeeStaysUnknown()
    {
        const auto proxy = useLosing(one(), RedisCommand::of("CONFIG", "REWRITE"), FaultProxy::Lost::Answer);
        const ActionResult result = execute(planFor(kRewriteConfig));
        QVERIFY(proxy->hasLost());
        QCOMPARE(outcomeOf(result), u"unknown"_s);
        QCOMPARE(m_journal->unfinished().value().size(), 1U);
    }

    /// Another console, later: it has the plan of the journal alone.
    void anotherConsoleSeesWhatBecameOfIt()
    {
        haveSlowCommands();
        const ActionPlan made = planFor(kSlowReset);
        QVERIFY(m_journal->sent(made));
        const ActionPlan open = m_journal->unfinished().value().front();
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open, {}))), u"failed_clean"_s);
        QVERIFY(one().order(u"SLOWLOG RESET"_s));
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open, {}))), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestRedisActions)
#include "tst_redisactions.moc"
