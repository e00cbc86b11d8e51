// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The link to real servers: greeting, commands, other kinds of server, ways to it, and what a caller may do with it.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "harness/testprogram.h"
#include "redislinkbench.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRedisLink : public RedisLinkBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(start()); }
    void cleanupTestCase() { m_redis.reset(); }

    void greetsInResp3()
    {
        auto link = connected();
        QVERIFY(link->isOpen());
        QCOMPARE(link->state().phase, LinkPhase::Live);
        QCOMPARE(link->state().rung, Rung::Query);
        QVERIFY(!link->state().encrypted);
        QCOMPARE(link->serverFacts().server, u"redis"_s);
        QCOMPARE(link->serverFacts().protocol, 3);
        QCOMPARE(link->serverFacts().mode, u"standalone"_s);
        QCOMPARE(link->serverFacts().role, u"master"_s);
        QCOMPARE(say(*link, "CLIENT", "GETNAME")->text(), u"lockmaster"_s);
        const auto info = say(*link, "INFO", "server");
        QCOMPARE(info->type(), RedisReply::Type::Verbatim);
        QCOMPARE(QString::fromLatin1(infoValue(info, "redis_version")), link->serverFacts().version);
        QCOMPARE(say(*link, "CONFIG", "GET", "maxmemory")->value("maxmemory").integer(), std::int64_t(0));
    }

    void aServerWithoutHelloIsGreetedInTheOldWay()
    {
        LocalRedis old(*m_folder, u"old"_s, {u"rename-command HELLO \"\""_s});
        QVERIFY(old.start());
        auto link = connected(old);
        QVERIFY(link->isOpen());
        QCOMPARE(link->serverFacts().protocol, 2);
        QCOMPARE(link->serverFacts().mode, u"standalone"_s);
        QVERIFY(!link->serverFacts().version.isEmpty());
        QCOMPARE(say(*link, "CLIENT", "GETNAME")->text(), u"lockmaster"_s);
        QCOMPARE(say(*link, "CONFIG", "GET", "maxmemory")->value("maxmemory").integer(), std::int64_t(0));

        QCOMPARE(openWith(old.port(), {}, u"wrong"_s).phase, LinkPhase::Refused);
        QCOMPARE(openWith(old.port(), {}, QString()).error->sqlState, u"NOAUTH"_s);
        QVERIFY(say(*link, "CONFIG", "SET", "requirepass", ""));
        const LinkState open = openWith(old.port(), {}, u"needless"_s);
        QCOMPARE(open.phase, LinkPhase::Live);
        QVERIFY(open.note.contains(u"no password"));
    }

    void aCommandThatFailsDoesNotStopTheOthers()
    {
        auto link = connected();
        std::vector<RedisCommand> commands;
        commands.push_back(RedisCommand::of("SET", "orders", QByteArray("a\0\r\n", 4)));
        commands.push_back(RedisCommand::of("LPUSH", "orders", "x"));
        commands.push_back(RedisCommand::of("GET", "orders"));
        commands.push_back(RedisCommand::of("NONSENSE", "argument"));
        commands.push_back(RedisCommand::of("INCRBY", "count", 5));
        const auto answers = QCoro::waitFor(link->batch(std::move(commands), QDeadlineTimer(3s), {}));
        QCOMPARE(answers.size(), 5u);
        QVERIFY(answers[0]->boolean());
        QCOMPARE(codeOf(answers[1]), u"WRONGTYPE"_s);
        QCOMPARE(answers[1].error().target, u"cache"_s);
        QCOMPARE(answers[2]->bytes(), QByteArray("a\0\r\n", 4));
        QCOMPARE(answers[3].error().kind, ErrorKind::Unsupported);
        QVERIFY(!answers[3].error().detail.contains(u"argument"));
        QCOMPARE(answers[4]->integer(), std::int64_t(5));
        QVERIFY(link->isOpen());
    }

    void theNextHostIsTriedUnlessThePasswordIsRefused()
    {
        const QString port = QString::number(m_redis->port());
        RedisLinkOptions options = optionsOf(0, {{u"host"_s, u"127.0.0.1,127.0.0.1"_s}, {u"port"_s, u"1,"_s + port}});
        RedisLink link(options);
        QVERIFY(openNow(link));
        QCOMPARE(link.state().address, u"127.0.0.1:"_s + port);
        QVERIFY(!link.state().error);

        const auto refusals = [&] { return infoValue(say(link, "INFO", "stats"), "acl_access_denied_auth").toInt(); };
        const int before = refusals();
        QCOMPARE(openWith(0, {{u"host"_s, u"127.0.0.1,127.0.0.1"_s}, {u"port"_s, port}}, u"wrong"_s).phase,
                 LinkPhase::Refused);
        QCOMPARE(refusals(), before + 1);
    }

    void aClusterNodeAndASentinelSayWhatTheyAre()
    {
        LocalRedis node(*m_folder, u"node"_s, {u"cluster-enabled yes"_s, u"cluster-port %1"_s.arg(freePort())});
        QVERIFY(node.start());
        auto link = connected(node);
        QCOMPARE(link->serverFacts().mode, u"cluster"_s);
        QCOMPARE(codeOf(say(*link, "GET", "a")), u"CLUSTERDOWN"_s);

        LocalRedis sentinel(*m_folder, u"sentinel"_s, {u"sentinel monitor orders 127.0.0.1 PORT 1"_s});
        QVERIFY(sentinel.start({u"--sentinel"_s}));
        auto watcher = connected(sentinel);
        QVERIFY(watcher->isOpen());
        QCOMPARE(watcher->serverFacts().mode, u"sentinel"_s);
        QCOMPARE(say(*watcher, "SENTINEL", "MASTERS")->at(0).value("name").text(), u"orders"_s);
    }

    void valkeySaysThatItIsValkey()
    {
        LocalRedis server(*m_folder, u"valkey"_s, {}, u"valkey-server"_s);
        QVERIFY(server.start());
        auto link = connected(server);
        QCOMPARE(link->serverFacts().server, u"valkey"_s);
        QCOMPARE(QString::fromLatin1(infoValue(say(*link, "INFO", "server"), "valkey_version")),
                 link->serverFacts().version);
    }

    void aDatabaseIsSelected()
    {
        auto link = connected(*m_redis, {{u"dbname"_s, u"3"_s}});
        QVERIFY(say(*link, "CLIENT", "INFO")->text().contains(u" db=3 "));
        const LinkState state = openWith(m_redis->port(), {{u"dbname"_s, u"99"_s}});
        QVERIFY(state.error);
        QCOMPARE(state.error->text, u"There is no database 99"_s);
    }

    void aUnixSocketCarriesToo()
    {
        const QString path = m_redis->filePath(u"r.sock"_s);
        auto link = connected(*m_redis, {{u"host"_s, path}});
        QVERIFY(link->isOpen());
        QCOMPARE(link->state().address, path);
        QVERIFY(say(*link, "SET", "large", QByteArray(5 << 20, 'x')));
        QCOMPARE(say(*link, "GET", "large")->bytes().size(), 5 << 20);
        const LinkState absent = openWith(1, {{u"host"_s, path + u".absent"_s}});
        QCOMPARE(absent.rung, Rung::Tcp);
        QCOMPARE(absent.error->kind, ErrorKind::Network);
        QVERIFY2(absent.error->text.contains(u"does not exist"), qPrintable(absent.error->text));
    }

    void aUnixSocketMayHaveAnyName()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"re dis/r@.sock"_s);
        QVERIFY(QDir(folder.path()).mkdir(u"re dis"_s));
        QVERIFY(QFile::link(m_redis->filePath(u"r.sock"_s), path));
        auto link = connected(*m_redis, {{u"host"_s, path}});
        QVERIFY(link->isOpen());
        QCOMPARE(link->state().address, path);
    }

    void everyLowRungNamesItself()
    {
        const LinkState dns = openWith(6379, {{u"host"_s, u"nowhere.invalid"_s}});
        QCOMPARE(dns.rung, Rung::Dns);
        QCOMPARE(dns.error->kind, ErrorKind::Dns);
        const LinkState refused = openWith(1, {});
        QCOMPARE(refused.rung, Rung::Tcp);
        QCOMPARE(refused.error->kind, ErrorKind::Network);
        QVERIFY(refused.error->text.contains(u"refused"));
        const LinkState mode = openWith(m_redis->port(), {{u"sslmode"_s, u"prefer"_s}});
        QCOMPARE(mode.error->kind, ErrorKind::Config);
    }

    void closingTheScopeEndsWhatWaits()
    {
        FakeRedis silent("", "");
        RedisLink opening(optionsOf(silent.port()));
        auto link = connected();
        std::optional<Error> opened;
        std::optional<Error> error;
        auto scope = std::make_unique<TaskScope>();
        scope->hold(openInto(&opening, scope->token(), &opened));
        scope->hold(queryInto(link.get(), RedisCommand::of("BLPOP", "nothing", 0), scope->token(), &error));
        QTRY_COMPARE(opening.state().rung, Rung::Auth);
        QCOMPARE(scope->running(), 2);
        scope.reset(); // synchronous: nothing of it is left
        QVERIFY(opened && error);
        QCOMPARE(opened->kind, ErrorKind::Cancelled);
        QCOMPARE(error->kind, ErrorKind::Cancelled);
        link.reset();
        QCoreApplication::processEvents();
    }

    void oneOperationAtATime()
    {
        auto link = connected();
        std::optional<Error> error;
        TaskScope scope;
        scope.hold(queryInto(link.get(), RedisCommand::of("BLPOP", "nothing", 0), scope.token(), &error));
        QCOMPARE(say(*link, "INFO").error().kind, ErrorKind::Bug);
        QCOMPARE(openNow(*link).error().kind, ErrorKind::Bug);
        QVERIFY(link->isOpen());
    }

    void pushesAreTakenAside()
    {
        RedisLinkOptions options = optionsOf(m_redis->port());
        std::vector<RedisReply> pushes;
        options.onPush = [&pushes](const RedisReply &push) { pushes.push_back(push); };
        RedisLink link(options);
        QVERIFY(openNow(link));
        QVERIFY(say(link, "CLIENT", "TRACKING", "ON"));
        QVERIFY(say(link, "GET", "tracked"));
        auto other = connected();
        QVERIFY(say(*other, "SET", "tracked", "1"));
        QTRY_VERIFY(say(link, "INFO", "server")->type() == RedisReply::Type::Verbatim && !pushes.empty());
        QCOMPARE(pushes[0].at(0).text(), u"invalidate"_s);
        QVERIFY(say(link, "DEBUG", "PROTOCOL", "ATTRIB")->text().contains(u"Some real reply"));
    }
};

LOCKMASTER_TEST(TestRedisLink)
#include "tst_redislink.moc"
