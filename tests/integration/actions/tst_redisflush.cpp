// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.flushdb and redis.flushall on real servers: what is said before everything is gone, and what is seen afterwards.
#include "harness/testprogram.h"
#include "redistest.h"

#include <QScopeGuard>

#include <thread>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;

namespace {

const QString kFlushDb = u"redis.flushdb"_s;
const QString kFlushAll = u"redis.flushall"_s;

} // namespace

class TestRedisFlush : public RedisTest
{
    Q_OBJECT

private:
    ActionPlan planFor(const QString &action, const QJsonObject &arguments = {})
    {
        return plan(action, m_places.front().target.name, arguments);
    }
    static int keysOf(RedisServer &server, int database)
    {
        return server.info(u"db%1"_s.arg(database)).section(u"keys="_s, 1).section(u',', 0, 0).toInt();
    }
    void fill(int database, int keys, int expiring)
    {
        LabRedisClient client(one());
        client.ask({"SELECT", QByteArray::number(database)});
        for (int i = 0; i < keys; ++i) {
            const QByteArray key = "key:" + QByteArray::number(i);
            client.ask(i < expiring ? QByteArrayList{"SET", key, "x", "EX", "5000"} : QByteArrayList{"SET", key, "x"});
        }
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Redis); }
    void init()
    {
        QVERIFY(one().order(u"FLUSHALL ASYNC"_s));
        useServers({&one(), &two()});
    }
    void cleanup() { m_executor.reset(); }

    void emptiesOneDatabase()
    {
        fill(0, 20, 20);
        fill(3, 50, 10);
        const ActionPlan made = planFor(kFlushDb, {{u"database"_s, 3}});
        QCOMPARE(made.severity, Severity::Destructive);
        QCOMPARE(made.token, one().name());
        QVERIFY(made.allRequiredTicks);
        QCOMPARE(sqlOf(made), u"SELECT 3\nFLUSHDB ASYNC"_s);
        QCOMPARE(saidBy(made, "keys.there"_L1), u"50 keys are lost."_s);
        QVERIFY2(saidBy(made, "keys.cache"_L1).startsWith(u"40 of 50 keys never expire"),
                 saidBy(made, "keys.cache"_L1).toUtf8());
        QVERIFY2(saidBy(made, "keys.copies"_L1).contains(u"1 replica is emptied too"),
                 saidBy(made, "keys.copies"_L1).toUtf8());
        const ActionResult result = execute(made, warnings(made));
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(result.summary, u"db3: 0 keys now, 50 before."_s);
        QCOMPARE(keysOf(one(), 3), 0);
        QCOMPARE(keysOf(one(), 0), 20);
        QTRY_COMPARE(keysOf(two(), 3), 0);
        QCOMPARE(troubles(planFor(kFlushDb, {{u"database"_s, 3}})), u"keys.there failed"_s);
    }

    void emptiesTheServer()
    {
        fill(0, 20, 20);
        fill(3, 50, 50);
        const ActionPlan made = planFor(kFlushAll);
        QCOMPARE(sqlOf(made), u"FLUSHALL ASYNC"_s);
        QCOMPARE(findCheck(made.preflights, "keys.cache"_L1)->verdict, Verdict::Ok);
        QCOMPARE(outcomeOf(execute(made)), u"refused"_s); // nothing was ticked
        QCOMPARE(keysOf(one(), 0), 20);
        const ActionPlan again = planFor(kFlushAll);
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->execute(again, u"yes"_s, warnings(again), {}, {}))),
                 u"refused"_s); // nor typed
        const ActionPlan third = planFor(kFlushAll);
        QCOMPARE(outcomeOf(execute(third, warnings(third))), u"done_verified"_s);
        QCOMPARE(keysOf(one(), 0) + keysOf(one(), 3), 0);
    }

    /// Who answers instead is named, and the hits that will miss are counted.
    void theServersBehindAreNamed()
    {
        Target postgres = targetOf(*m_lab, m_lab->primary());
        postgres.group = u"orders"_s;
        Target cache = redisTarget(one());
        cache.group = u"orders"_s;
        use({{cache, one().password()}, {postgres, m_lab->password(u"lockmaster"_s)}});
        fill(0, 100, 100);
        std::stop_source stop;
        std::thread reader([&] {
            keepAsking(
                one(), 500, [](int number) { return QByteArrayList{"GET", "key:" + QByteArray::number(number % 125)}; },
                stop.get_token());
        });
        const auto join = qScopeGuard([&] {
            stop.request_stop();
            reader.join();
        });
        QTRY_VERIFY(one().info(u"keyspace_hits"_s).toInt() > 100);
        const ActionPlan made = planFor(kFlushDb);
        QVERIFY2(made.consequence.contains(postgres.name + u" gets all reads at once"_s), made.consequence.toUtf8());
        QCOMPARE(findCheck(made.preflights, "hits.lost"_L1)->verdict, Verdict::Warning);
        QVERIFY2(saidBy(made, "hits.lost"_L1).contains(u"%"), saidBy(made, "hits.lost"_L1).toUtf8());
        const ActionResult result = execute(made, warnings(made));
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.next.contains(u"Watch "_s + postgres.name), result.next.toUtf8());
    }

    void aReplicaTakesNoWrites()
    {
        fill(0, 5, 5);
        useServers({&two()});
        QTRY_COMPARE(keysOf(two(), 0), 5);
        QCOMPARE(troubles(planFor(kFlushDb)), u"server.primary failed"_s);
        QCOMPARE(outcomeOf(execute(planFor(kFlushAll))), u"refused"_s);
    }

    /// Between plan and order a loader came by: those keys nobody agreed to lose.
    void manyMoreKeysAreAnotherChoice()
    {
        fill(0, 20, 20);
        const ActionPlan made = planFor(kFlushDb);
        fill(0, 400, 400);
        const ActionResult result = execute(made, warnings(made));
        QCOMPARE(outcomeOf(result), u"refused"_s);
        QCOMPARE(keysOf(one(), 0), 400);
        const ActionPlan few = planFor(kFlushDb, {{u"keys"_s, 20}});
        QCOMPARE(troubles(few), u"keys.agreed failed"_s);
    }

    void whoMayNotIsToldTheRule()
    {
        fill(0, 5, 5);
        useAs(one(), u"+info +time +select +acl|dryrun"_s);
        const ActionPlan made = planFor(kFlushDb);
        QVERIFY2(saidBy(made, preflight::kPrivilege).contains(u"ACL SETUSER tester +flushdb"),
                 saidBy(made, preflight::kPrivilege).toUtf8());
        useAs(one(), u"+info +time"_s);
        const ActionPlan unasked = planFor(kFlushAll);
        const ActionResult result = execute(unasked, warnings(unasked));
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"+flushall"), result.summary.toUtf8());
        QCOMPARE(keysOf(one(), 0), 5);
    }

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
        fill(0, 30, 30);
        const auto proxy = useLosing(one(), RedisCommand::of("FLUSHDB", "ASYNC"),
                                     arrives ? FaultProxy::Lost::Answer : FaultProxy::Lost::Request);
        const ActionPlan made = planFor(kFlushDb);
        const ActionResult result = execute(made, warnings(made));
        QVERIFY(proxy->hasLost());
        QTEST(outcomeOf(result), "outcome");
        QCOMPARE(keysOf(one(), 0), arrives ? 0 : 30);
        QCOMPARE(journalText().count("\"event\":\"sent\""), 1);
    }
};

LOCKMASTER_TEST(TestRedisFlush)
#include "tst_redisflush.moc"
