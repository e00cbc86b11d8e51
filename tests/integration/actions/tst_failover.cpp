// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// redis.failover between real servers with a writer at work: every outcome that it can have, and no write lost.
#include "harness/testprogram.h"
#include "lab/process/ports.h"
#include "redistest.h"

#include <QProcess>
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

/// A second replica of a server of the lab, for as long as this lives. Its default user has the lab's password.
class SecondReplica
{
public:
    explicit SecondReplica(const RedisServer &primary) : m_password(primary.password()), m_port(freePort())
    {
        m_process.start(u"redis-server"_s,
                        {u"--port"_s, QString::number(m_port), u"--bind"_s, u"127.0.0.1"_s, u"--dir"_s, m_folder.path(),
                         u"--save"_s, QString(), u"--requirepass"_s, m_password, u"--masterauth"_s, m_password,
                         u"--replicaof"_s, u"127.0.0.1 %1"_s.arg(primary.port())});
    }
    ~SecondReplica()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    SecondReplica(const SecondReplica &) = delete;
    SecondReplica &operator=(const SecondReplica &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] Place place() const
    {
        Target target;
        target.name = u"redis-third"_s;
        target.kind = ServerKind::Redis;
        target.environment = Environment::Development;
        target.parameters = {
            {u"host"_s, u"127.0.0.1"_s}, {u"port"_s, QString::number(m_port)}, {u"sslmode"_s, u"disable"_s}};
        return {target, m_password};
    }
    [[nodiscard]] QByteArray ask(const QByteArray &command) const
    {
        return converse(m_port, "AUTH " + m_password.toUtf8() + "\r\n" + command + "\r\nQUIT\r\n");
    }

private:
    QString m_password;
    int m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace

class TestFailover : public RedisTest
{
    Q_OBJECT

private:
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
    /// Somebody whom the primary lists as a replica under this address.
    std::unique_ptr<LabRedisClient> listedAs(const QByteArray &host, int port)
    {
        const int before = primary().info(u"connected_slaves"_s).toInt();
        auto listed = std::make_unique<LabRedisClient>(primary());
        listed->ask({"REPLCONF", "listening-port", QByteArray::number(port), "ip-address", host});
        listed->send({"PSYNC", "?", "-1"});
        return QTest::qWaitFor([&] { return primary().info(u"connected_slaves"_s).toInt() > before; })
                   ? std::move(listed)
                   : nullptr;
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

    /// A target by name may be that address, and is another server: it would be told to follow itself.
    void aTargetThatIsElsewhereIsNoMember()
    {
        Target named = redisTarget(replica());
        named.parameters.front().second = u"localhost"_s;
        use({{redisTarget(primary()), primary().password()}, {named, replica().password()}});
        const auto listed = listedAs("10.9.9.9", replica().port());
        QVERIFY(listed);
        const ActionPlan made = planFor({{u"candidate"_s, address(replica())}});
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8()); // by the address that the name has
        QCOMPARE(troubles(made), u"replicas.others warning"_s);
        QVERIFY2(!sqlOf(made).contains(u"REPLICAOF"), sqlOf(made).toUtf8());
        const ActionPlan other = planFor({{u"candidate"_s, u"10.9.9.9:%1"_s.arg(replica().port())}});
        QVERIFY2(troubles(other).contains(u"candidate.ready failed"), troubles(other).toUtf8());
    }

    void thePrimaryIsNoMemberOfItsOwn()
    {
        const auto listed = listedAs("127.0.0.1", primary().port());
        QVERIFY(listed);
        const ActionPlan made = planFor({{u"candidate"_s, address(replica())}});
        QCOMPARE(troubles(made), u"replicas.others warning"_s);
        QVERIFY2(!sqlOf(made).contains(u"REPLICAOF"), sqlOf(made).toUtf8());
    }

    void twoAtOneAddressAreRefused()
    {
        const auto listed = listedAs("127.0.0.1", replica().port());
        QVERIFY(listed);
        QVERIFY2(troubles(planFor()).contains(u"members.distinct failed"), troubles(planFor()).toUtf8());
    }

    /// Which user the old primary logs in as is not known by the passwords; and a person has to agree to that.
    void anotherUserOfTheOldPrimaryIsWarnedOf()
    {
        const ActionPlan before = planFor();
        QCOMPARE(troubles(before), QString());
        const auto reset = qScopeGuard([&old = primary()] { (void)old.order(u"CONFIG SET masteruser \"\""_s); });
        QVERIFY(primary().order(u"CONFIG SET masteruser somebody"_s));
        QCOMPARE(troubles(planFor()), u"candidate.password warning"_s);
        QCOMPARE(outcomeName(execute(before).outcome), u"refused"_s);
        QCOMPARE(one().info(u"role"_s) == u"master", &primary() == &one());
    }

    void theOtherReplicaFollows()
    {
        const SecondReplica third(primary());
        useServers({&one(), &two()});
        QTRY_VERIFY_WITH_TIMEOUT(third.ask("INFO replication").contains("master_link_status:up"), 20'000);
        m_places.push_back(third.place());
        actOnPlaces();
        RedisServer &next = replica();
        QTRY_VERIFY(primary().info(u"slave1"_s).contains(u"state=online"));
        const ActionPlan made = planFor({{u"candidate"_s, address(next)}});
        QVERIFY2(sqlOf(made).contains(u"redis-third: REPLICAOF 127.0.0.1 %1"_s.arg(next.port())), sqlOf(made).toUtf8());
        QCOMPARE(outcomeName(execute(made, warnings(made)).outcome), u"done_verified"_s);
        QVERIFY(third.ask("INFO replication").contains("master_port:" + QByteArray::number(next.port())));
    }

    /// Between plan and order somebody made it a primary: following would throw its writes away.
    void whatBecameAPrimaryIsNotToldToFollow()
    {
        const SecondReplica third(primary());
        QTRY_VERIFY_WITH_TIMEOUT(third.ask("INFO replication").contains("master_link_status:up"), 20'000);
        m_places.push_back(third.place());
        actOnPlaces();
        RedisServer &next = replica();
        QTRY_VERIFY(primary().info(u"slave1"_s).contains(u"state=online"));
        const ActionPlan made = planFor({{u"candidate"_s, address(next)}});
        m_onLend = [&](const QString &target) {
            if (target == u"redis-third" && journalText().contains("\"event\":\"sent\""))
                (void)third.ask("REPLICAOF NO ONE\r\nSET own write");
        };
        const ActionResult result = execute(made, warnings(made));
        m_onLend = {};
        QCOMPARE(outcomeName(result.outcome), u"failed_partial"_s);
        QVERIFY2(result.summary.contains(u"on redis-third: it is a primary now"), result.summary.toUtf8());
        QVERIFY(third.ask("INFO replication").contains("role:master"));
        QVERIFY(third.ask("GET own").contains("write"));
        QCOMPARE(next.info(u"role"_s), u"master"_s);
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
        // Also for who cannot ask the new one: that the old one is a replica already is not the end of it.
        useServers({&old});
        const ActionResult seen = QCoro::waitFor(m_executor->verify(made, {}));
        const bool wasStuck = old.info(u"master_failover_state"_s) == u"failover-in-progress";
        (void)old.order(u"CONFIG SET masterauth "_s + old.password());
        QVERIFY2(result.outcome == Outcome::SentUnverified && result.isRunning, result.summary.toUtf8());
        QVERIFY(wasStuck);
        QCOMPARE(outcomeName(seen.outcome), u"sent_unverified"_s);
        QVERIFY2(seen.summary.contains(u"under way: failover-in-progress"), seen.summary.toUtf8());
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

    /// Whoever looks later sees that the roles have changed; that the rest was done it does not see.
    void whatNobodyWentThroughIsLeft()
    {
        const ActionPlan made = planFor();
        RedisServer &next = replica();
        QVERIFY(primary().order(u"FAILOVER TO 127.0.0.1 %1"_s.arg(next.port())));
        QTRY_COMPARE(next.info(u"role"_s), u"master"_s);
        const ActionResult seen = QCoro::waitFor(m_executor->verify(made, {}));
        QCOMPARE(outcomeName(seen.outcome), u"failed_partial"_s);
        QVERIFY2(seen.summary.contains(u"nothing is known to be done: CONFIG REWRITE on "_s + made.target.name),
                 seen.summary.toUtf8());
        QVERIFY2(seen.summary.contains(u"CONFIG REWRITE on "_s + next.name()), seen.summary.toUtf8());
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
        // The console was not there to go on with the rest.
        QCOMPARE(outcomeName(seen.outcome), isDone ? u"failed_partial"_s : u"failed_clean"_s);
        QCOMPARE(seen.summary.contains(u"CONFIG REWRITE on "_s + old.name()), isDone);
        QVERIFY(m_journal->unfinished().value().empty());
    }
};

LOCKMASTER_TEST(TestFailover)
#include "tst_failover.moc"
