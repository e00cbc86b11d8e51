// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.failover between real servers with a writer at work: every outcome that it can have, and no write lost.
#include "fleettest.h"
#include "harness/testprogram.h"
#include "lab/redis/labredisclient.h"

#include <QScopeGuard>

#include <atomic>
#include <csignal>
#include <thread>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kFailover = u"redis.failover"_s;

Target redisTarget(const RedisServer &server)
{
    Target target = targetOf(server);
    std::erase_if(target.parameters, [](const auto &one) { return one.first == u"user"; }); // the default user, who may
    return target;
}

} // namespace

class TestFailover : public FleetTest
{
    Q_OBJECT

private:
    /// The third server of some tests: a second replica, made of the Valkey of the lab or of nothing.
    void useServers(std::vector<RedisServer *> servers)
    {
        std::vector<Place> places;
        for (RedisServer *server : servers)
            places.push_back({redisTarget(*server), server->password()});
        use(std::move(places));
    }
    RedisServer &one() { return m_lab->redisPrimary(); }
    RedisServer &two() { return m_lab->redisReplica(); }
    RedisServer &primary() { return one().info(u"role"_s) == u"master" ? one() : two(); }
    RedisServer &replica() { return one().info(u"role"_s) == u"master" ? two() : one(); }
    QString address(const RedisServer &server) { return u"127.0.0.1:%1"_s.arg(server.port()); }
    /// When FAILOVER is about to go out, the primary is busy for a second, has one more write after that, and `frozen` stops
    /// before: the one write that keeps a replica from being in step.
    void freezeBeforeItIsSent(RedisServer &busy, RedisServer &frozen)
    {
        m_frozen = frozen.pid();
        m_busyClient = std::make_unique<LabRedisClient>(busy);
        const QString candidate = replica().name();
        m_onLend = [this, candidate](const QString &target) {
            if (target != candidate || !journalText().contains("\"event\":\"sent\""))
                return;
            m_busyClient->send({"DEBUG", "SLEEP", "1"});
            m_busyClient->send({"SET", "gap", "x"});
            QTimer::singleShot(400, this, [this] { ::kill(m_frozen, SIGSTOP); });
            m_onLend = {}; // once; last, for it is this function
        };
    }
    void thaw()
    {
        ::kill(m_frozen, SIGCONT);
        m_busyClient.reset();
    }
    pid_t m_frozen = 0;
    std::unique_ptr<LabRedisClient> m_busyClient;
    ActionPlan planFor(QJsonObject arguments = {}) { return plan(kFailover, primary().name(), arguments); }

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabPart::Redis);
        if (one().version() < 6)
            QSKIP("no Redis here");
    }
    void init()
    {
        QTRY_COMPARE(replica().info(u"master_link_status"_s), u"up"_s);
        QTRY_VERIFY(primary().info(u"slave0"_s).contains(u"state=online"));
        QTRY_VERIFY(primary().info(u"slave0"_s).contains(u"lag=0"));
        QTRY_COMPARE_WITH_TIMEOUT(primary().info(u"master_failover_state"_s), u"no-failover"_s, 15'000);
        useServers({&one(), &two()});
    }
    void cleanup() { m_executor.reset(); }

    /// The healthy busy case: a writer that goes to whoever takes writes; all that was acknowledged is there.
    void losesNoAcknowledgedWrite()
    {
        std::atomic<bool> isOver = false;
        std::atomic<int> acknowledged = 0;
        const auto write = [&] {
            while (!isOver) {
                LabRedisClient client(primary());
                while (!isOver && client.ask({"SET", "written:" + QByteArray::number(acknowledged), "x"}) == u"OK")
                    ++acknowledged;
            }
        };
        (void)primary().order(u"FLUSHALL"_s);
        std::thread writer(write);
        const auto join = qScopeGuard([&] {
            isOver = true;
            writer.join();
        });
        QTRY_VERIFY(acknowledged > 100);
        RedisServer &old = primary();
        RedisServer &next = replica();
        const ActionPlan made = planFor();
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made).section(u'\n', 0, 0), u"FAILOVER TO 127.0.0.1 %1 TIMEOUT 5000"_s.arg(next.port()));
        QVERIFY2(sqlOf(made).contains(next.name() + u": CONFIG REWRITE"_s), sqlOf(made).toUtf8());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeName(result.outcome), u"done_verified"_s);
        const int before = acknowledged;
        QTRY_VERIFY(acknowledged > before + 100);
        QCOMPARE(next.info(u"role"_s), u"master"_s);
        QCOMPARE(old.info(u"role"_s), u"slave"_s);
        const int acknowledgedByNow = acknowledged;
        const QByteArray keys = next.order(u"DBSIZE"_s).value_or(QByteArray());
        QVERIFY2(keys.mid(keys.lastIndexOf(':') + 1).trimmed().toInt() >= acknowledgedByNow,
                 keys + QByteArray::number(acknowledgedByNow));
        // A restart keeps the roles.
        QFile file(m_lab->folder() + u'/' + next.name() + u"/redis.conf"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("\nreplicaof"));
    }

    void disconnectsTheClientsOfTheOldOne()
    {
        LabRedisClient client(primary());
        QCOMPARE(client.ask({"PING"}), u"PONG"_s);
        QCOMPARE(outcomeName(execute(planFor({{u"disconnect"_s, true}, {u"persist"_s, false}})).outcome),
                 u"done_verified"_s);
        client.ask({"PING"});
        QVERIFY(!client.isConnected());
    }

    void isRefusedWhereItWouldHarm()
    {
        QCOMPARE(troubles(planFor({{u"candidate"_s, u"10.9.9.9:1"_s}})), u"candidate.online failed"_s);
        QCOMPARE(troubles(plan(kFailover, replica().name(), {})), u"server.primary failed"_s);
        useServers({&primary()});
        QVERIFY2(troubles(planFor()).contains(u"candidate.ready failed"), troubles(planFor()).toUtf8());
    }

    void aSentinelIsLeftToItself()
    {
        LabRedisClient sentinel(primary());
        QVERIFY(!sentinel.ask({"SUBSCRIBE", "__sentinel__:hello"}).contains(u"ERR"));
        QCOMPARE(troubles(planFor()), u"redis.sentinel failed"_s);
    }

    /// A frozen replica never catches up: the server gives up by itself, and nobody gets an error.
    void serverGivesUpByItself()
    {
        RedisServer &old = primary();
        const ActionPlan made = planFor({{u"timeout"_s, 1}});
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        freezeBeforeItIsSent(old, replica());
        const ActionResult result = execute(made);
        thaw();
        QCOMPARE(outcomeName(result.outcome), u"no_op"_s);
        QVERIFY2(result.summary.contains(u"did not catch up within 1 s"), result.summary.toUtf8());
        QCOMPARE(old.info(u"role"_s), u"master"_s);
        QCOMPARE(old.info(u"master_failover_state"_s), u"no-failover"_s);
    }

    void isTakenBackByAPerson()
    {
        RedisServer &old = primary();
        const ActionPlan made = planFor({{u"timeout"_s, 60}});
        freezeBeforeItIsSent(old, replica());
        std::stop_source cancel;
        QTimer timer;
        whenSent(
            timer, [this] { return !m_told.empty() && m_told.back().phase == u"waiting-for-sync"; },
            [&] { cancel.request_stop(); });
        const ActionResult result = execute(made, {}, cancel.get_token());
        thaw();
        QCOMPARE(outcomeName(result.outcome), u"failed_clean"_s);
        QCOMPARE(old.info(u"role"_s), u"master"_s);
    }

    /// The old one cannot log in to the new one: neither has the roles, and that is not called done.
    void stuckInTheMiddleIsNotDone()
    {
        RedisServer &old = primary();
        const ActionPlan made = planFor({{u"timeout"_s, 1}});
        m_onLend = [this, &old, name = replica().name()](const QString &target) {
            if (target == name && journalText().contains("\"event\":\"sent\""))
                (void)old.order(u"CONFIG SET masterauth wrong"_s);
        };
        const ActionResult result = execute(made);
        m_onLend = {};
        (void)old.order(u"CONFIG SET masterauth "_s + old.password());
        QVERIFY2(result.outcome == Outcome::SentUnverified && result.isRunning, result.summary.toUtf8());
        QTRY_COMPARE_WITH_TIMEOUT(old.info(u"master_failover_state"_s), u"no-failover"_s, 30'000);
    }

    void whatCouldNotFollowIsTold()
    {
        const ActionPlan made = planFor();
        RedisServer &next = replica();
        const QString file = m_lab->folder() + u'/' + next.name() + u"/redis.conf"_s;
        const QString away = file + u".away"_s;
        m_onLend = [&](const QString &target) {
            if (target == next.name() && QFile::rename(file, away))
                QVERIFY(QDir().mkdir(file)); // CONFIG REWRITE fails
        };
        const ActionResult result = execute(made);
        m_onLend = {};
        QVERIFY(QDir().rmdir(file) && QFile::rename(away, file));
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"CONFIG REWRITE on "_s + next.name()), result.summary.toUtf8());
        QCOMPARE(next.info(u"role"_s), u"master"_s);
    }

    void lostServerStaysUnknown()
    {
        RedisServer &old = primary();
        const ActionPlan made = planFor({{u"timeout"_s, 10}});
        freezeBeforeItIsSent(old, old);
        const ActionResult result = execute(made);
        thaw();
        QCOMPARE(outcomeName(result.outcome), u"unknown"_s);
        const auto open = m_journal->unfinished().value();
        QCOMPARE(open.size(), 1U);
        QTest::qWait(1500); // what was under way to it is done now, or never
        const ActionResult seen = QCoro::waitFor(m_executor->verify(open.front(), {}));
        const bool isDone = old.info(u"role"_s) == u"slave";
        QCOMPARE(outcomeName(seen.outcome), isDone ? u"done_verified"_s : u"failed_clean"_s);
        QVERIFY(m_journal->unfinished().value().empty());
    }
};

LOCKMASTER_TEST(TestFailover)
#include "tst_failover.moc"
