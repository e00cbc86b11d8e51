// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What real servers refuse, each a state of its own, and servers that hang, freeze or go away (F67 to F70).
#include <csignal>

#include "harness/testprogram.h"
#include "redislinkbench.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRedisLinkRefusals : public RedisLinkBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(start()); }
    void cleanupTestCase() { m_redis.reset(); }

    void aWrongPasswordIsNamedAndNotShown()
    {
        const LinkState state = openWith(m_redis->port(), {}, u"canary-of-a-password"_s);
        QCOMPARE(state.phase, LinkPhase::Refused);
        QCOMPARE(state.rung, Rung::Auth);
        QCOMPARE(state.error->kind, ErrorKind::Auth);
        QCOMPARE(state.error->sqlState, u"WRONGPASS"_s);
        QVERIFY(!(state.error->text + state.error->detail).contains(u"canary"));
    }

    void aMissingPasswordIsNamed()
    {
        const LinkState state = openWith(m_redis->port(), {}, QString());
        QCOMPARE(state.phase, LinkPhase::Refused);
        QCOMPARE(state.error->sqlState, u"NOAUTH"_s);
    }

    void aMissingRightNamesTheRuleThatMendsIt()
    {
        auto admin = connected();
        QVERIFY(say(*admin, "ACL", "SETUSER", "watcher", "on", ">watch-secret", "+info"));
        auto link = connected(*m_redis, {{u"user"_s, u"watcher"_s}}, u"watch-secret"_s);
        QVERIFY(link->isOpen());
        QVERIFY(say(*link, "INFO"));
        const auto refused = say(*link, "SLOWLOG", "GET", 10);
        QCOMPARE(refused.error().kind, ErrorKind::Privilege);
        QCOMPARE(codeOf(refused), u"NOPERM"_s);
        QVERIFY(link->isOpen());
        const qsizetype rule = refused.error().text.indexOf(u"ACL SETUSER ");
        QCOMPARE(refused.error().text.sliced(rule), u"ACL SETUSER watcher +slowlog|get"_s);
        RedisCommand mend;
        for (const QString &word : refused.error().text.sliced(rule).split(u' '))
            mend.words.push_back(word.toUtf8());
        QVERIFY(ask(*admin, mend));
        QVERIFY(say(*link, "SLOWLOG", "GET", 10));
        QCOMPARE(codeOf(say(*link, "SLOWLOG", "RESET")), u"NOPERM"_s);
        QVERIFY(say(*admin, "ACL", "DELUSER", "watcher"));
        QTRY_VERIFY(!link->isOpen()); // the server ends the sessions of a user that is gone
        QCOMPARE(say(*link, "INFO").error().kind, ErrorKind::Network);
        QCOMPARE(link->state().phase, LinkPhase::Broken);
    }

    void aFullServerIsNamed()
    {
        auto link = connected();
        const QByteArray now = infoValue(say(*link, "INFO", "clients"), "connected_clients");
        QVERIFY(say(*link, "CONFIG", "SET", "maxclients", now));
        for (int round = 0; round < 20; ++round) {
            const LinkState state = openWith(m_redis->port(), {});
            QVERIFY(state.error);
            QCOMPARE(state.error->kind, ErrorKind::Full);
            QCOMPARE(state.error->sqlState, u"MAXCLIENTS"_s);
            QCOMPARE(state.phase, LinkPhase::Broken);
        }
        QVERIFY(say(*link, "INFO")); // who is in, is in
        QVERIFY(say(*link, "CONFIG", "SET", "maxclients", 10000));
    }

    void aServerThatLoadsIsOpenAndTellsHowFarItIs()
    {
        LocalRedis server(*m_folder, u"loading"_s);
        QVERIFY(server.start());
        auto link = connected(server);
        QVERIFY(say(*link, "DEBUG", "POPULATE", 50000));
        QVERIFY(say(*link, "SAVE"));
        server.stop(SIGTERM);
        QVERIFY(!say(*link, "INFO"));
        server.addSetting(u"key-load-delay 100"_s);
        server.addSetting(u"loading-process-events-interval-bytes 1024"_s);
        QVERIFY(server.start());
        QVERIFY(openNow(*link));
        const auto refused = say(*link, "GET", "key:1");
        QCOMPARE(codeOf(refused), u"LOADING"_s);
        QCOMPARE(refused.error().kind, ErrorKind::Starting);
        const auto info = say(*link, "INFO", "persistence");
        QCOMPARE(infoValue(info, "loading"), QByteArray("1"));
        QVERIFY(!infoValue(info, "loading_loaded_perc").isEmpty());
        server.stop(SIGKILL);
    }

    void aBusyScriptIsNamedAndTheConnectionStays_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("redis") << u"redis-server"_s;
        QTest::newRow("valkey") << u"valkey-server"_s;
    }
    void aBusyScriptIsNamedAndTheConnectionStays()
    {
        QFETCH(QString, program);
        LocalRedis server(*m_folder, u"busy-"_s + program, {u"busy-reply-threshold 5"_s}, program);
        QVERIFY(server.start());
        auto link = connected(server);
        auto scripting = connected(server);
        std::optional<Error> error;
        TaskScope scope;
        scope.hold(queryInto(scripting.get(), RedisCommand::of("EVAL", "while true do end", 0), scope.token(), &error));
        QTRY_COMPARE(codeOf(say(*link, "INFO")), u"BUSY"_s);
        QVERIFY(link->isOpen());
        auto late = connected(server); // a newcomer gets in, and meets the same
        QVERIFY(late->isOpen());
        QCOMPARE(codeOf(say(*late, "PING")), u"BUSY"_s);
        QVERIFY(say(*late, "SCRIPT", "KILL"));
        QTRY_VERIFY(error);
        QVERIFY(say(*link, "INFO"));
    }

    void writesThatAreRefusedAreToldApart()
    {
        LocalRedis server(*m_folder, u"refusing"_s);
        QVERIFY(server.start());
        auto link = connected(server);
        const auto set = [&](const char *name, const char *value) {
            QVERIFY(say(*link, "CONFIG", "SET", name, value));
        };
        set("maxmemory", "1");
        QCOMPARE(codeOf(say(*link, "SET", "a", "1")), u"OOM"_s);
        set("maxmemory", "0");
        set("min-replicas-to-write", "1");
        QCOMPARE(codeOf(say(*link, "SET", "a", "1")), u"NOREPLICAS"_s);
        set("min-replicas-to-write", "0");
        QVERIFY(say(*link, "REPLICAOF", "127.0.0.1", 1));
        QCOMPARE(codeOf(say(*link, "SET", "a", "1")), u"READONLY"_s);
        set("replica-serve-stale-data", "no");
        QCOMPARE(codeOf(say(*link, "GET", "a")), u"MASTERDOWN"_s);
        QCOMPARE(infoValue(say(*link, "INFO", "replication"), "master_link_status"), QByteArray("down"));
        QVERIFY(link->isOpen());
    }

    void aServerThatHangsEndsAtOurDeadline()
    {
        auto link = connected();
        const auto slept = ask(*link, RedisCommand::of("DEBUG", "SLEEP", "0.7"), 150ms);
        QVERIFY(!slept);
        QCOMPARE(slept.error().kind, ErrorKind::Timeout);
        QVERIFY(!link->isOpen());
        QCOMPARE(link->state().phase, LinkPhase::Broken);
        QCOMPARE(say(*link, "INFO").error().kind, ErrorKind::Network); // not open any more
        QTRY_VERIFY(openNow(*link));
    }

    void aFrozenServerAcceptsButDoesNotAnswer()
    {
        auto link = connected();
        suspend(m_redis->pid());
        const LinkState state = openWith(m_redis->port(), {});
        const auto info = ask(*link, RedisCommand::of("INFO"), 150ms);
        resume(m_redis->pid());
        QCOMPARE(state.rung, Rung::Auth);
        QCOMPARE(state.error->kind, ErrorKind::Timeout);
        QVERIFY(state.error->text.contains(u"does not answer"));
        QCOMPARE(info.error().kind, ErrorKind::Timeout);
    }

    void aServerThatGoesAwayIsNoticedWhileIdle()
    {
        LocalRedis server(*m_folder, u"leaving"_s);
        QVERIFY(server.start());
        auto link = connected(server);
        server.stop(SIGKILL);
        QTRY_VERIFY(!link->isOpen());
        const auto info = say(*link, "INFO");
        QCOMPARE(info.error().kind, ErrorKind::Network);
        QVERIFY2(info.error().text.contains(u"closed the connection"), qPrintable(info.error().text));
        QCOMPARE(link->state().phase, LinkPhase::Broken);
        QVERIFY(server.start());
        QVERIFY(openNow(*link));
        QVERIFY(say(*link, "INFO"));
    }
};

LOCKMASTER_TEST(TestRedisLinkRefusals)
#include "tst_redislink_refusals.moc"
