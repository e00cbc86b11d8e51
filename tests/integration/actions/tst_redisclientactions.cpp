// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Actions on clients of Redis and Valkey: disconnecting, pausing, ending scripts that let nobody else in.
#include "harness/testprogram.h"
#include "redistest.h"

#include <QElapsedTimer>
#include <QScopeGuard>

#include <thread>

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString kClientKill = u"redis.client.kill"_s;
const QString kClientPause = u"redis.client.pause"_s;
const QString kClientUnpause = u"redis.client.unpause"_s;
const QString kScriptKill = u"redis.script.kill"_s;
const QString kFunctionKill = u"redis.function.kill"_s;

/// A client of this name, and how CLIENT LIST tells of it.
class Named
{
public:
    Named(RedisServer &server, QByteArray name) : m_server(server), m_name(std::move(name)), m_client(server)
    {
        m_client.ask({"CLIENT", "SETNAME", m_name});
    }
    [[nodiscard]] LabRedisClient &client() { return m_client; }
    [[nodiscard]] bool isConnected()
    {
        m_client.ask({"PING"});
        return m_client.isConnected();
    }
    [[nodiscard]] QString field(const QByteArray &field) const
    {
        for (const QByteArray &line : m_server.ask(u"CLIENT LIST"_s).split('\n')) {
            if (!line.contains(" name=" + m_name + " "))
                continue;
            const qsizetype at = (' ' + line).indexOf(' ' + field + '=') + field.size() + 1;
            return QString::fromLatin1(line.sliced(at, line.indexOf(' ', at) - at));
        }
        return {};
    }
    [[nodiscard]] QString id() const { return field("id"); }
    [[nodiscard]] QString named() const { return id() + u'@' + field("addr"); }

private:
    RedisServer &m_server;
    QByteArray m_name;
    LabRedisClient m_client;
};

} // namespace

class TestRedisClientActions : public RedisTest
{
    Q_OBJECT

private:
    ActionPlan planFor(const QString &action, const QJsonObject &arguments = {})
    {
        return plan(action, m_places.front().target.name, arguments);
    }
    ActionPlan planKill(const QString &clients) { return planFor(kClientKill, {{u"clients"_s, clients}}); }
    /// Starts it in a thread of its own.
    static std::thread running(RedisServer &server, QByteArrayList command)
    {
        return std::thread([&server, command = std::move(command)] {
            LabRedisClient(server).ask(command); // which does not end it when nobody waits for it any more
        });
    }

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Redis | LabPart::Valkey); }
    void init() { useServers({&one(), &two(), &m_lab->valkey()}); }
    void cleanup() { m_executor.reset(); }

    void disconnectsOne()
    {
        Named guilty(one(), "guilty");
        Named other(one(), "other");
        const ActionPlan made = planKill(guilty.named());
        QCOMPARE(troubles(made), QString());
        QCOMPARE(sqlOf(made), u"CLIENT KILL ID %1 ADDR %2 TYPE normal"_s.arg(guilty.id(), guilty.field("addr")));
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QCOMPARE(result.summary, u"The client is disconnected."_s);
        QVERIFY(!guilty.isConnected());
        QVERIFY(other.isConnected());
    }

    void disconnectsSeveral()
    {
        Named one1(one(), "one1");
        Named one2(one(), "one2");
        Named listener(one(), "listener");
        listener.client().ask({"SUBSCRIBE", "news"});
        const ActionPlan made = planKill(one1.id() + u',' + one2.named() + u',' + listener.named());
        QCOMPARE(made.subjects.size(), 3U);
        QVERIFY2(sqlOf(made).contains(u"TYPE pubsub"), sqlOf(made).toUtf8());
        QVERIFY(one2.client().isConnected());
        const ActionResult result = execute(made);
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.startsWith(u"3 of 3"), result.summary.toUtf8());
        QVERIFY(!one1.isConnected() && !one2.isConnected());
    }

    /// The trap: CLIENT KILL of nobody is no error.
    void nobodyIsNoSuccess()
    {
        Named gone(one(), "gone");
        const ActionPlan made = planKill(gone.id());
        QVERIFY(one().order(u"CLIENT KILL ID "_s + gone.id()));
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
        QCOMPARE(troubles(planKill(u"999999"_s)), u"clients.there failed"_s);
    }

    /// It goes after the last look of the console: the server itself says 0.
    void whoGoesAtTheLastMomentIsNotKilled()
    {
        Named gone(one(), "gone");
        Named stays(one(), "stays");
        const QString id = gone.id();
        const auto proxy = useLosing(one(), RedisCommand::of("never"), FaultProxy::Lost::Answer);
        ActionPlan made = planKill(gone.named() + u',' + stays.named());
        m_onLend = [&](const QString &) { (void)one().order(u"CLIENT KILL ID "_s + id); };
        const ActionResult result = execute(made);
        m_onLend = {};
        QCOMPARE(outcomeOf(result), u"done_verified"_s);
        QVERIFY2(result.summary.startsWith(u"1 of 2"), result.summary.toUtf8());
    }

    void anotherAddressIsAnotherClient()
    {
        Named somebody(one(), "somebody");
        QCOMPARE(troubles(planKill(somebody.id() + u"@127.0.0.1:1"_s)), u"clients.there failed"_s);
        QVERIFY(somebody.isConnected());
    }

    void replicasSentinelsAndConsolesAreSpared()
    {
        Named sentinel(one(), "sentinel-12345678-cmd");
        Named console(one(), "lockmaster");
        Named somebody(one(), "somebody");
        QString replica;
        for (const QByteArray &line : one().ask(u"CLIENT LIST"_s).split('\n')) {
            if (line.contains(" flags=S "))
                replica = QString::fromLatin1(line.sliced(3, line.indexOf(' ') - 3));
        }
        QVERIFY(!replica.isEmpty());
        for (const QString &id : {sentinel.id(), console.id(), replica}) {
            const ActionPlan made = planKill(id);
            QCOMPARE(troubles(made), u"clients.there failed, clients.spared failed"_s);
            QCOMPARE(outcomeOf(execute(made)), u"refused"_s);
        }
        const ActionPlan some = planKill(QStringList{replica, somebody.id(), console.id()}.join(u','));
        QCOMPARE(troubles(some), u"clients.spared warning"_s);
        QCOMPARE(outcomeOf(execute(some)), u"done_verified"_s);
        QVERIFY(console.isConnected());
        QVERIFY(!somebody.isConnected());
        QCOMPARE(two().info(u"master_link_status"_s), u"up"_s);
    }

    void openTransactionsAreWarnedOf()
    {
        Named busy(one(), "busy");
        const ActionPlan before = planKill(busy.id());
        busy.client().ask({"MULTI"});
        QCOMPARE(troubles(planKill(busy.id())), u"clients.transaction warning"_s);
        QCOMPARE(outcomeOf(execute(before)), u"refused"_s); // it was not agreed to
        QVERIFY(busy.isConnected());
    }

    void whoMayNotIsToldTheRule()
    {
        Named somebody(one(), "somebody");
        useAs(one(), u"+info +time +client|list +client|id"_s);
        const ActionResult result = execute(planKill(somebody.id()));
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"+client|kill"), result.summary.toUtf8());
        QVERIFY(somebody.isConnected());
    }

    void whoMayNotSeeThemIsToldTheRule()
    {
        Named somebody(one(), "somebody");
        useAs(one(), u"+info +time +client|kill"_s);
        const ActionPlan made = planKill(somebody.id());
        QCOMPARE(troubles(made), u"clients.there failed"_s);
        QVERIFY2(saidBy(made, "clients.there"_L1).contains(u"+client|list"), saidBy(made, "clients.there"_L1).toUtf8());
    }

    void aLostAnswerIsLookedFor()
    {
        Named guilty(one(), "guilty");
        const RedisCommand command =
            RedisCommand::of("CLIENT", "KILL", "ID", guilty.id(), "ADDR", guilty.field("addr"), "TYPE", "normal");
        const auto arrived = useLosing(one(), command, FaultProxy::Lost::Request);
        QCOMPARE(outcomeOf(execute(planKill(guilty.id()))), u"failed_clean"_s);
        QVERIFY(arrived->hasLost() && guilty.isConnected());
        const auto proxy = useLosing(one(), command, FaultProxy::Lost::Answer);
        QCOMPARE(outcomeOf(execute(planKill(guilty.id()))), u"done_verified"_s);
        QVERIFY(!guilty.isConnected());
    }

    /// Valkey tells what is paused; Redis shows it by who waits.
    void pausesWritesAndLetsThemGoOn_data()
    {
        QTest::addColumn<bool>("isValkey");
        QTest::newRow("Redis") << false;
        QTest::newRow("Valkey") << true;
    }
    void pausesWritesAndLetsThemGoOn()
    {
        QFETCH(bool, isValkey);
        RedisServer &server = isValkey ? m_lab->valkey() : one();
        useServers({&server});
        std::atomic<bool> isOver = false;
        std::thread writer([&] {
            while (!isOver) {
                LabRedisClient client(server);
                while (!isOver && client.isConnected()) // it waits no longer than a second
                    client.ask({"SET", "written", "x"});
            }
        });
        const auto join = qScopeGuard([&] {
            (void)server.order(u"CLIENT UNPAUSE"_s);
            isOver = true;
            writer.join();
        });
        const ActionPlan made = planFor(kClientPause, {{u"seconds"_s, 30}});
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(sqlOf(made), u"CLIENT PAUSE 30000 WRITE"_s);
        QCOMPARE(made.undoStatements.front().sql, u"CLIENT UNPAUSE"_s);
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(server.ask(u"GET written"_s).contains('x')); // reads go on
        QTRY_COMPARE(server.info(u"blocked_clients"_s), u"1"_s);
        QCOMPARE(outcomeOf(execute(planFor(kClientUnpause))), u"done_verified"_s);
        QTRY_COMPARE(server.info(u"blocked_clients"_s), u"0"_s);
        QCOMPARE(troubles(planFor(kClientUnpause)), isValkey ? u"clients.paused failed"_s : QString());
    }

    void withoutWritersAPauseIsNotSeen()
    {
        const ActionResult result = execute(planFor(kClientPause, {{u"seconds"_s, 2}}));
        QCOMPARE(outcomeOf(result), u"sent_unverified"_s);
        QVERIFY(!result.isRunning);
        QVERIFY(one().order(u"CLIENT UNPAUSE"_s));
    }

    /// A pause ends by itself: whoever looks later need not ask for ever.
    void anUnknownPauseIsOverOneDay()
    {
        const ActionPlan made = planFor(kClientPause, {{u"seconds"_s, 1}});
        QVERIFY(m_journal->sent(made));
        ActionPlan open = m_journal->unfinished().value().front();
        QCOMPARE(outcomeOf(QCoro::waitFor(m_executor->verify(open, {}))), u"unknown"_s);
        open.serverNow = *open.serverNow - 2min;
        const ActionResult result = QCoro::waitFor(m_executor->verify(open, {}));
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QCOMPARE(result.summary, u"If it paused, that is over by now."_s);
    }

    /// The trap: UNPAUSE waits with all the others, so there is no way back but to wait.
    void aPauseOfAllEndsByItself()
    {
        QElapsedTimer timer;
        timer.start();
        const ActionPlan made = planFor(kClientPause, {{u"seconds"_s, 3}, {u"mode"_s, u"all"_s}});
        QVERIFY(made.undoStatements.empty());
        QVERIFY2(made.undo.startsWith(u"None: CLIENT UNPAUSE would wait too"), made.undo.toUtf8());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QTRY_VERIFY(!one().info(u"run_id"_s).isEmpty());
        QVERIFY(timer.elapsed() >= 2900);
    }

    void aScriptIsEnded()
    {
        QCOMPARE(troubles(planFor(kScriptKill)), u"script.running failed"_s);
        QVERIFY(one().order(u"CONFIG SET busy-reply-threshold 200"_s));
        std::thread script = running(one(), {"EVAL", "while true do end", "0"});
        const auto join = qScopeGuard([&] {
            (void)one().order(u"SCRIPT KILL"_s);
            script.join();
        });
        QTRY_VERIFY(one().ask(u"PING"_s).contains("BUSY"));
        const ActionPlan wrong = planFor(kFunctionKill);
        QVERIFY2(troubles(wrong).contains(u"script.running failed"), troubles(wrong).toUtf8());
        const ActionPlan made = planFor(kScriptKill);
        QVERIFY2(made.isAllowed(), troubles(made).toUtf8());
        QCOMPARE(outcomeOf(execute(made)), u"done_verified"_s);
        QVERIFY(one().ask(u"PING"_s).contains("PONG"));
    }

    void whatEndedByItselfIsNothingToDo()
    {
        QVERIFY(one().order(u"CONFIG SET busy-reply-threshold 200"_s));
        std::thread script = running(one(), {"EVAL", "while true do end", "0"});
        QTRY_VERIFY(one().ask(u"PING"_s).contains("BUSY"));
        const ActionPlan made = planFor(kScriptKill);
        (void)one().order(u"SCRIPT KILL"_s);
        script.join();
        QCOMPARE(outcomeOf(execute(made)), u"no_op"_s);
    }

    void whatHasWrittenIsNotEnded()
    {
        QVERIFY(one().order(u"CONFIG SET busy-reply-threshold 200"_s));
        std::thread script =
            running(one(), {"EVAL", "redis.call('SET', 'half', 'x') local n = 0 while n < 2e8 do n = n + 1 end", "0"});
        const auto join = qScopeGuard([&] { script.join(); });
        QTRY_VERIFY(one().ask(u"PING"_s).contains("BUSY"));
        const ActionResult result = execute(planFor(kScriptKill));
        QCOMPARE(outcomeOf(result), u"failed_clean"_s);
        QVERIFY2(result.summary.contains(u"UNKILLABLE"), result.summary.toUtf8());
        QVERIFY2(result.next.contains(u"Wait until it ends"), result.next.toUtf8());
        QTRY_VERIFY_WITH_TIMEOUT(one().ask(u"PING"_s).contains("PONG"), 60'000);
    }

    void aFunctionIsEnded()
    {
        QVERIFY(one().order(u"CONFIG SET busy-reply-threshold 200"_s));
        QCOMPARE(
            answerOf(one(), {"FUNCTION", "LOAD", "REPLACE",
                             "#!lua name=endless\nredis.register_function('spin', function() while true do end end)"}),
            u"endless"_s);
        std::thread script = running(one(), {"FCALL", "spin", "0"});
        const auto join = qScopeGuard([&] {
            (void)one().order(u"FUNCTION KILL"_s);
            script.join();
        });
        QTRY_VERIFY(one().ask(u"PING"_s).contains("BUSY"));
        QVERIFY2(troubles(planFor(kScriptKill)).contains(u"script.running failed"),
                 troubles(planFor(kScriptKill)).toUtf8());
        QCOMPARE(outcomeOf(execute(planFor(kFunctionKill))), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestRedisClientActions)
#include "tst_redisclientactions.moc"
