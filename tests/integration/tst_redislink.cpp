// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoroTask>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>
#include <csignal>

#include "base/redact.h"
#include "lab/certificate.h"
#include "link/taskscope.h"
#include "redisfixtures.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<Result<QString>> givenPassword(QString password, std::stop_token)
{
    co_return password;
}

QCoro::Task<void> queryInto(RedisLink *link, RedisCommand command, std::stop_token stop, std::optional<Error> *error)
{
    const auto reply = co_await link->query(std::move(command), QDeadlineTimer(60s), stop);
    *error = reply ? std::optional<Error>() : reply.error();
}

QCoro::Task<void> openInto(RedisLink *link, std::stop_token stop, std::optional<Error> *error)
{
    const auto opened = co_await link->open(QDeadlineTimer(60s), stop);
    *error = opened ? std::optional<Error>() : opened.error();
}

const QString kPassword = u"orders-secret"_s;

RedisLinkOptions optionsOf(int port, const PgParameters &more = {}, const QString &password = kPassword)
{
    RedisLinkOptions options;
    options.target = u"cache"_s;
    options.parameters = more;
    if (parameter(more, u"host").isEmpty() && parameter(more, u"hostaddr").isEmpty())
        options.parameters.emplace_back(u"host"_s, u"127.0.0.1"_s);
    options.parameters.emplace_back(u"port"_s, QString::number(port));
    if (!password.isEmpty())
        options.password = [password](std::stop_token stop) { return givenPassword(password, stop); };
    return options;
}

Result<void> openNow(RedisLink &link, std::chrono::milliseconds patience = 3s)
{
    return QCoro::waitFor(link.open(QDeadlineTimer(patience), {}));
}

Result<RedisReply> ask(RedisLink &link, RedisCommand command, std::chrono::milliseconds patience = 3s)
{
    return QCoro::waitFor(link.query(std::move(command), QDeadlineTimer(patience), {}));
}

template <typename... Words>
Result<RedisReply> say(RedisLink &link, const Words &...words)
{
    return ask(link, RedisCommand::of(words...));
}

QString codeOf(const Result<RedisReply> &reply)
{
    return reply ? u"no error"_s : reply.error().sqlState;
}

QByteArray infoValue(const Result<RedisReply> &info, const QByteArray &field)
{
    for (const QByteArray &line : info ? info->bytes().split('\n') : QList<QByteArray>()) {
        if (line.startsWith(field + ':'))
            return line.sliced(field.size() + 1).trimmed();
    }
    return {};
}

} // namespace

class TestRedisLink : public QObject
{
    Q_OBJECT

    std::unique_ptr<LabFolder> m_folder;
    Certificate m_certificate;
    std::unique_ptr<LocalRedis> m_redis;

    std::unique_ptr<RedisLink> connected(const LocalRedis &server, const PgParameters &more = {}, const QString &password = kPassword)
    {
        auto link = std::make_unique<RedisLink>(optionsOf(server.port(), more, password));
        if (const auto opened = openNow(*link); !opened)
            qWarning() << opened.error().text << opened.error().detail;
        return link;
    }
    std::unique_ptr<RedisLink> connected() { return connected(*m_redis); }

    // Opens and gives the state of the link afterwards.
    static LinkState openWith(int port, const PgParameters &parameters, const QString &password = kPassword)
    {
        RedisLink link(optionsOf(port, parameters, password));
        [[maybe_unused]] const auto opened = openNow(link, 1500ms);
        return link.state();
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto folder = LabFolder::make();
        QVERIFY(folder);
        m_folder = std::move(*folder);
        const auto certificate = makeCertificate(*m_folder);
        QVERIFY(certificate);
        m_certificate = *certificate;
        m_redis = std::make_unique<LocalRedis>(*m_folder, u"redis"_s,
                                               QStringList{u"unixsocket %1"_s.arg(m_folder->filePath(u"redis/r.sock"_s)),
                                                           u"busy-reply-threshold 5"_s, u"appendonly no"_s});
        QVERIFY(m_redis->start());
    }
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
        QCOMPARE(openWith(0, {{u"host"_s, u"127.0.0.1,127.0.0.1"_s}, {u"port"_s, port}}, u"wrong"_s).phase, LinkPhase::Refused);
        QCOMPARE(refusals(), before + 1);
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
        const auto set = [&](const char *name, const char *value) { QVERIFY(say(*link, "CONFIG", "SET", name, value)); };
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
        QCOMPARE(QString::fromLatin1(infoValue(say(*link, "INFO", "server"), "valkey_version")), link->serverFacts().version);
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
        QVERIFY2(absent.error->text.contains(u"no such socket"), qPrintable(absent.error->text));
    }

    void tlsIsVerifiedAsAsked();
    void tlsIsVerifiedAsAsked_data();
    void tlsCarriesMuch();
    void aWrongKindOfPortIsNamed();

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

    void hostileAnswersEndTheConnection_data();
    void hostileAnswersEndTheConnection();

    void anAnswerMayComeByteByByte()
    {
        FakeRedis fake("*2\r\n$5\r\nhello\r\n:42\r\n");
        fake.sendByteByByte();
        RedisLink link(optionsOf(fake.port()));
        QVERIFY(openNow(link));
        for (int round = 0; round < 3; ++round)
            QCOMPARE(say(link, "ANY")->at(1).integer(), std::int64_t(42));
    }

    void anAnswerToNothingIsNotTakenForTheNext()
    {
        FakeRedis fake(":1\r\n:666\r\n");
        RedisLink link(optionsOf(fake.port()));
        QVERIFY(openNow(link));
        QCOMPARE(say(link, "ANY")->integer(), std::int64_t(1));
        const auto next = say(link, "ANY");
        QVERIFY(!next);
        QCOMPARE(next.error().kind, ErrorKind::Protocol);
        QVERIFY(!link.isOpen());
    }

    void aFloodWhileIdleIsHeldBack()
    {
        FakeRedis fake("+OK\r\n");
        RedisLink link(optionsOf(fake.port()));
        QVERIFY(openNow(link));
        fake.sayUnasked(QByteArray(64 << 20, 'x'));
        qint64 last = -1;
        QTRY_VERIFY(fake.unsent() == std::exchange(last, fake.unsent())); // it is stuck, and not because it is done
        QVERIFY2(fake.unsent() > (32 << 20), qPrintable(QString::number(fake.unsent())));
        QCOMPARE(say(link, "ANY").error().kind, ErrorKind::Protocol);
        QVERIFY(!link.isOpen());
    }

    // A server that never ends sending must not outrun the deadline.
    void anEndlessAnswerEndsAtTheDeadline()
    {
        FakeRedis fake("*900000\r\n" + QByteArray(":1\r\n").repeated(10));
        RedisLink link(optionsOf(fake.port()));
        QVERIFY(openNow(link));
        QTimer drip;
        connect(&drip, &QTimer::timeout, this, [&fake] { fake.sayUnasked(":1\r\n"); });
        drip.start(0);
        QElapsedTimer watch;
        watch.start();
        const auto reply = ask(link, RedisCommand::of("ANY"), 200ms);
        QCOMPARE(reply.error().kind, ErrorKind::Timeout);
        QVERIFY(watch.elapsed() < 2000);
    }
};

void TestRedisLink::tlsIsVerifiedAsAsked_data()
{
    QTest::addColumn<PgParameters>("parameters");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, PgParameters parameters, bool opens, const char *words) {
        QTest::newRow(name) << std::move(parameters) << opens << QString::fromLatin1(words);
    };
    const PgParameters identity{{u"sslcert"_s, u"CERT"_s}, {u"sslkey"_s, u"KEY"_s}};
    const auto with = [&](PgParameters parameters) {
        parameters.insert(parameters.end(), identity.begin(), identity.end());
        return parameters;
    };
    row("full", with({{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"CA"_s}}), true, "");
    row("full by address", with({{u"hostaddr"_s, u"127.0.0.1"_s}, {u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"CA"_s}}), true, "");
    row("other name", with({{u"host"_s, u"other.example"_s}, {u"hostaddr"_s, u"127.0.0.1"_s}, {u"sslmode"_s, u"verify-full"_s},
                            {u"sslrootcert"_s, u"CA"_s}}), false, "host name");
    row("other name, ca alone", with({{u"host"_s, u"other.example"_s}, {u"hostaddr"_s, u"127.0.0.1"_s}, {u"sslmode"_s, u"verify-ca"_s},
                                      {u"sslrootcert"_s, u"CA"_s}}), true, "");
    row("unknown authority", with({{u"sslmode"_s, u"verify-full"_s}}), false, "certificate");
    row("unknown authority, ca alone", with({{u"sslmode"_s, u"verify-ca"_s}}), false, "certificate");
    row("unverified", with({{u"sslmode"_s, u"require"_s}}), true, "");
    row("authority missing", with({{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/nonexistent/ca.crt"_s}}), false, "sslrootcert");
    row("no identity", {{u"sslmode"_s, u"require"_s}}, false, "sslcert and sslkey");
}

void TestRedisLink::tlsIsVerifiedAsAsked()
{
    QFETCH(PgParameters, parameters);
    QFETCH(bool, opens);
    QFETCH(QString, words);
    for (auto &[keyword, value] : parameters) {
        value = value == u"CA"     ? m_certificate.authority
                : value == u"CERT" ? m_certificate.certificate
                : value == u"KEY"  ? m_certificate.key
                                   : value;
    }
    LocalRedis server(*m_folder, u"tls"_s,
                      {u"port 0"_s, u"tls-port PORT"_s, u"tls-ca-cert-file %1"_s.arg(m_certificate.authority),
                       u"tls-cert-file %1"_s.arg(m_certificate.certificate), u"tls-key-file %1"_s.arg(m_certificate.key)});
    QVERIFY(server.start());
    const LinkState state = openWith(server.port(), parameters);
    QCOMPARE(state.phase, opens ? LinkPhase::Live : LinkPhase::Broken);
    if (opens) {
        QVERIFY(state.encrypted);
        QCOMPARE(state.verified, parameter(parameters, u"sslmode").startsWith(u"verify"));
        return;
    }
    const QString said = state.error->text + u' ' + state.error->detail;
    QVERIFY2(said.contains(words), qPrintable(said));
    QCOMPARE(state.error->kind, ErrorKind::Tls);
}

void TestRedisLink::tlsCarriesMuch()
{
    LocalRedis server(*m_folder, u"tlsmuch"_s,
                      {u"port 0"_s, u"tls-port PORT"_s, u"tls-auth-clients no"_s, u"tls-ca-cert-file %1"_s.arg(m_certificate.authority),
                       u"tls-cert-file %1"_s.arg(m_certificate.certificate), u"tls-key-file %1"_s.arg(m_certificate.key)});
    QVERIFY(server.start());
    auto link = connected(server, {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, m_certificate.authority}});
    QVERIFY(link->isOpen());
    QVERIFY(ask(*link, RedisCommand::of("SET", "large", QByteArray(10 << 20, 'x')), 20s));
    for (int round = 0; round < 3; ++round)
        QCOMPARE(ask(*link, RedisCommand::of("GET", "large"), 20s)->bytes().size(), 10 << 20);
    QVERIFY(say(*link, "APPEND", "large", QByteArray(7 << 20, 'x')));
    const auto tooLong = ask(*link, RedisCommand::of("GET", "large"), 20s);
    QCOMPARE(tooLong.error().kind, ErrorKind::Protocol);
    QVERIFY(tooLong.error().text.contains(u"more than 16 MiB"));

    const LinkState plain = openWith(server.port(), {{u"sslmode"_s, u"disable"_s}});
    QCOMPARE(plain.phase, LinkPhase::Broken);
    QVERIFY2(plain.error->text.contains(u"TLS"), qPrintable(plain.error->text));
}

void TestRedisLink::aWrongKindOfPortIsNamed()
{
    const LinkState tls = openWith(m_redis->port(), {{u"sslmode"_s, u"require"_s}});
    QCOMPARE(tls.rung, Rung::Tls);
    QVERIFY2(tls.error->text.contains(u"without TLS"), qPrintable(tls.error->text));
    FakeRedis http("", "HTTP/1.1 400 Bad Request\r\n\r\n");
    const LinkState web = openWith(http.port(), {});
    QCOMPARE(web.error->kind, ErrorKind::Protocol);
    QVERIFY(web.error->text.contains(u"an HTTP server"));
    FakeRedis chatty("", "+OK\r\n");
    const LinkState plain = openWith(chatty.port(), {{u"sslmode"_s, u"require"_s}});
    QVERIFY2(plain.error->text.contains(u"without TLS"), qPrintable(plain.error->text + plain.error->detail));
}

void TestRedisLink::hostileAnswersEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &answer, bool closes, ErrorKind kind, const char *words) {
        QTest::newRow(name) << answer << closes << kind << QString::fromLatin1(words);
    };
    row("noise", QByteArray("\x00\xff\x01garbage", 10), false, ErrorKind::Protocol, "not RESP");
    row("endless string", "$99999999999\r\n" + QByteArray(100'000, 'x'), false, ErrorKind::Protocol, "99999999999 bytes");
    row("endless line", '+' + QByteArray(200'000, 'x'), false, ErrorKind::Protocol, "longer than 64 KiB");
    row("depth bomb", QByteArray("*1\r\n").repeated(1'000'000), false, ErrorKind::Protocol, "nested deeper");
    row("many elements", "*1000001\r\n:1\r\n", false, ErrorKind::Protocol, "more than 1000000 elements");
    row("endless answer", "*100\r\n" + ("$15000000\r\n" + QByteArray(15'000'000, 'x') + "\r\n").repeated(5), false,
        ErrorKind::Protocol, "longer than 64 MiB");
    row("half an answer", "*2\r\n$5\r\nhel", true, ErrorKind::Network, "in the middle of an answer");
    row("no answer", "", true, ErrorKind::Network, "closed the connection");
    row("silence", "", false, ErrorKind::Timeout, "does not answer");
    row("half an answer and silence", "*2\r\n", false, ErrorKind::Timeout, "does not answer");
}

void TestRedisLink::hostileAnswersEndTheConnection()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, words);
    FakeRedis fake(answer);
    if (closes)
        fake.closeAfterAnswer();
    RedisLink link(optionsOf(fake.port()));
    QVERIFY(openNow(link));
    const auto reply = ask(link, RedisCommand::of("ANY"), kind == ErrorKind::Timeout ? 200ms : 10s);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, kind);
    QVERIFY2(reply.error().text.contains(words), qPrintable(reply.error().text));
    QVERIFY(!link.isOpen());
    QCOMPARE(link.state().phase, LinkPhase::Broken);
}

QTEST_GUILESS_MAIN(TestRedisLink)
#include "tst_redislink.moc"
