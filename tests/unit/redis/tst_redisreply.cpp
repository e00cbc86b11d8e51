// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QTest>
#include <cmath>
#include <functional>

#include "base/redact.h"
#include "harness/testprogram.h"
#include "link/redis/redisaddress.h"
#include "link/redis/rediserror.h"
#include "link/redis/redistls.h"
#include "link/resp/rediscommand.h"
#include "link/resp/redisreader.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

using Type = RedisReply::Type;

// The one answer in these bytes; a Status "incomplete" when there is none, an Error reply with our objection.
RedisReply read(const QByteArray &bytes, RedisLimits limits = {})
{
    RedisReader reader(limits);
    reader.feed(bytes);
    const auto reply = reader.next();
    if (!reply)
        return RedisReply::ofBytes(Type::Error, reply.error().text.toUtf8());
    return *reply ? **reply : RedisReply::ofBytes(Type::Status, "incomplete");
}

QString objection(const QByteArray &bytes, RedisLimits limits = {})
{
    const RedisReply reply = read(bytes, limits);
    return reply.isError() ? reply.text() : u"none"_s;
}

// Every answer until the bytes end, or an objection as the last one; fed in pieces of the lengths that `pieces` gives.
std::vector<RedisReply> readAll(const QByteArray &bytes, const std::function<qsizetype()> &pieces)
{
    RedisReader reader(RedisLimits{.depth = 9, .line = 64, .bulk = 200, .elements = 50, .total = 1000});
    std::vector<RedisReply> replies;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = std::min(pieces(), bytes.size() - at);
        reader.feed(QByteArrayView(bytes).sliced(at, length));
        at += length;
        for (;;) {
            const auto reply = reader.next();
            if (!reply) {
                replies.push_back(RedisReply::ofBytes(Type::Error, "objection"));
                return replies;
            }
            if (!*reply)
                break;
            replies.push_back(**reply);
        }
    }
    return replies;
}

RedisLimits small()
{
    RedisLimits limits;
    limits.bulk = 100;
    limits.elements = 10;
    limits.total = 2000;
    limits.line = 50;
    return limits;
}

} // namespace

class TestRedisReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryTypeOfBothProtocols()
    {
        const RedisReply all = read("*13\r\n+OK\r\n:-42\r\n$5\r\na\r\nbc\r\n$-1\r\n*-1\r\n_\r\n,2.5\r\n,inf\r\n#t\r\n"
                                    "(123456789012345678901234567890\r\n=8\r\ntxt:a:b\n\r\n~2\r\n:1\r\n:2\r\n"
                                    "%1\r\n+mode\r\n$8\r\nsentinel\r\n");
        QCOMPARE(all.size(), 13u);
        QCOMPARE(all.at(0).type(), Type::Status);
        QVERIFY(all.at(0).boolean());
        QCOMPARE(all.at(1).integer(), std::int64_t(-42));
        QCOMPARE(all.at(2).bytes(), QByteArray("a\r\nbc"));
        QVERIFY(all.at(3).isNull() && all.at(4).isNull() && all.at(5).isNull());
        QCOMPARE(all.at(6).real(), 2.5);
        QVERIFY(std::isinf(*all.at(7).real()));
        QVERIFY(all.at(8).boolean());
        QCOMPARE(all.at(9).bytes(), QByteArray("123456789012345678901234567890"));
        QVERIFY(!all.at(9).integer()); // more than 64 bits
        QCOMPARE(all.at(10).format(), QByteArray("txt"));
        QCOMPARE(all.at(10).text(), u"a:b\n"_s);
        QCOMPARE(all.at(11).type(), Type::Set);
        QCOMPARE(all.at(11).at(1).integer(), std::int64_t(2));
        QCOMPARE(all.at(12).value("mode").text(), u"sentinel"_s);
        QVERIFY(all.at(99).isNull());
    }

    void aMapAndAFlatArrayAreReadAlike_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("RESP3 map") << QByteArray("%2\r\n$4\r\nport\r\n:6379\r\n$4\r\nload\r\n,0.25\r\n");
        QTest::newRow("RESP2 array") << QByteArray("*4\r\n$4\r\nport\r\n$4\r\n6379\r\n$4\r\nload\r\n$4\r\n0.25\r\n");
    }
    void aMapAndAFlatArrayAreReadAlike()
    {
        QFETCH(QByteArray, bytes);
        const RedisReply reply = read(bytes);
        QCOMPARE(reply.value("port").integer(), std::int64_t(6379));
        QCOMPARE(reply.value("load").real(), 0.25);
        QVERIFY(reply.contains("load"));
        QVERIFY(!reply.contains("Port"));
        QVERIFY(reply.value("absent").isNull());
        QCOMPARE(reply.entries().size(), 2u);
        QCOMPARE(reply.entries()[1].name, QByteArray("load"));
        QCOMPARE(reply.entries()[1].value->bytes(), QByteArray("0.25"));
    }

    void whatIsNotANumberIsNone()
    {
        const RedisReply words = read("*3\r\n$3\r\n12x\r\n$0\r\n\r\n$20\r\n99999999999999999999\r\n");
        for (const RedisReply &word : words.array())
            QVERIFY(!word.integer());
        QVERIFY(!words.at(0).real());
        QVERIFY(!read("*0\r\n").integer());
        QCOMPARE(read("$3\r\na\xff"
                      "b\r\n")
                     .text(),
                 u"a\uFFFDb"_s);
    }

    void bytesMayComeOneByOne()
    {
        const QByteArray bytes("*2\r\n$5\r\nhello\r\n*1\r\n:7\r\n+next\r\n");
        RedisReader reader;
        std::vector<RedisReply> replies;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            reader.feed(QByteArrayView(bytes).sliced(i, 1));
            auto reply = reader.next();
            QVERIFY(reply);
            if (*reply)
                replies.push_back(**reply);
            QCOMPARE(reader.isMidway(), !*reply);
        }
        QCOMPARE(replies.size(), 2u);
        QCOMPARE(replies[0].at(1).at(0).integer(), std::int64_t(7));
        QCOMPARE(replies[1].text(), u"next"_s);
    }

    void attributesAreSkippedAndPushesAreNot()
    {
        RedisReader reader;
        reader.feed("|1\r\n+key-popularity\r\n*2\r\n$1\r\na\r\n,0.1923\r\n>2\r\n+invalidate\r\n_\r\n:5\r\n");
        QCOMPARE((*reader.next())->type(), Type::Push);
        QCOMPARE((*reader.next())->integer(), std::int64_t(5));
        QVERIFY(!reader.next()->has_value());
    }

    void whatIsTooLargeIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &bytes, const QString &words) {
            QTest::newRow(name) << bytes << words;
        };
        row("a string announced", "$101\r\n", u"A string of 101 bytes"_s);
        row("a string inside", "*1\r\n$9223372036854775807\r\nx", u"9223372036854775807 bytes"_s);
        row("elements announced", "*11\r\n", u"more than 10 elements"_s);
        row("elements of a map", "%6\r\n", u"more than 10 elements"_s);
        row("elements in all", "*4\r\n" + QByteArray("*3\r\n:1\r\n:1\r\n:1\r\n").repeated(3),
            u"more than 10 elements"_s);
        row("count near overflow", "%4611686018427387905\r\n", u"not valid RESP"_s);
        row("depth", QByteArray("*1\r\n").repeated(10) + ":1\r\n", u"deeper than 9"_s);
        row("a million deep", QByteArray("*1\r\n").repeated(1'000'000), u"deeper than 9"_s);
        row("an endless line", '+' + QByteArray(60, 'x'), u"A line of the answer is longer"_s);
        row("an endless length", '$' + QByteArray(60, '1'), u"A line of the answer is longer"_s);
    }
    void whatIsTooLargeIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const QString said = objection(bytes, small());
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void theWholeIsBounded()
    {
        RedisLimits limits;
        limits.total = 1000;
        const QByteArray part = "$99\r\n" + QByteArray(99, 'x') + "\r\n";
        QCOMPARE(objection("*20\r\n" + part.repeated(8), limits), u"none"_s);
        QVERIFY(objection("*20\r\n" + part.repeated(12), limits).contains(u"The answer is longer than"));
        // Answers that are complete do not count towards the next one.
        RedisReader reader(limits);
        for (int i = 0; i < 100; ++i) {
            reader.feed(part + part);
            QVERIFY(reader.next()->has_value());
            QVERIFY(reader.next()->has_value());
            QVERIFY(!reader.next()->has_value());
        }
    }

    void whatIsNoRespIsNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("http") << QByteArray("HTTP/1.1 400 Bad Request\r\n") << u"an HTTP server"_s;
        QTest::newRow("tls alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7) << u"wants TLS"_s;
        QTest::newRow("postgres") << QByteArray("E\0\0\0\x50SFATAL", 11) << u"PostgreSQL"_s;
        QTest::newRow("noise") << QByteArray("\x00\x01\x02", 3) << u"not RESP"_s;
        QTest::newRow("bad type inside") << QByteArray("*1\r\n!x\r\n") << u"not valid RESP"_s;
        QTest::newRow("bad number") << QByteArray(":12a\r\n") << u"not valid RESP"_s;
        QTest::newRow("bad length") << QByteArray("$-2\r\n") << u"not valid RESP"_s;
        QTest::newRow("length that lies") << QByteArray("$2\r\nabcd\r\n") << u"longer than it says"_s;
    }
    void whatIsNoRespIsNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const QString said = objection(bytes);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void afterAnErrorNothingIsRead()
    {
        RedisReader reader;
        reader.feed("*1\r\n!x\r\n");
        QVERIFY(!reader.next());
        reader.feed("+OK\r\n");
        QVERIFY(!reader.next());
    }

    // Bytes of valid answers, cut, doubled and changed at random: nothing breaks, and how they are cut into pieces
    // changes nothing.
    void brokenBytesBreakNothing()
    {
        static const std::array<QByteArray, 8> kSeeds{"*2\r\n$5\r\nhello\r\n:42\r\n",
                                                      "%2\r\n+a\r\n:1\r\n+b\r\n*-1\r\n",
                                                      "=8\r\ntxt:abcd\r\n",
                                                      "-ERR wrong\r\n",
                                                      ">2\r\n+push\r\n_\r\n",
                                                      "|1\r\n+a\r\n,0.5\r\n:1\r\n",
                                                      "~3\r\n#t\r\n#f\r\n(123456789\r\n",
                                                      "*1\r\n*1\r\n*1\r\n$-1\r\n"};
        static constexpr char kAlphabet[] = "+-:$*%~#,_=>|(0123456789\r\n\0\xff";
        QRandomGenerator random(20261121);
        const auto below = [&random](qsizetype limit) {
            return static_cast<qsizetype>(random.bounded(static_cast<int>(limit)));
        };
        int whole = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes;
            for (int part = 0; part < 3; ++part)
                bytes += kSeeds[static_cast<std::size_t>(below(qsizetype(kSeeds.size())))];
            for (qsizetype change = below(4); change > 0; --change) {
                const qsizetype at = below(bytes.size());
                const char byte = kAlphabet[below(sizeof kAlphabet - 1)];
                random.bounded(2) ? bytes.insert(at, byte) : bytes.replace(at, 1, QByteArray(1, byte));
            }
            const auto atOnce = readAll(bytes, [&bytes] { return bytes.size(); });
            const auto inPieces = readAll(bytes, [&below] { return 1 + below(5); });
            whole += !atOnce.empty() && !atOnce.back().isError();
            // A limit may be met in one piece before it is met in several; what was read until then is the same.
            const std::size_t common = std::min(atOnce.size(), inPieces.size());
            for (std::size_t i = 0; i + 1 < common; ++i)
                QVERIFY2(atOnce[i] == inPieces[i] || std::isnan(atOnce[i].real().value_or(0)),
                         bytes.toPercentEncoding());
        }
        QVERIFY(whole > 1000); // it does not only read what is broken from the start
    }

    void tlsIsAskedForInLibpqsWords()
    {
        using Mode = RedisTls::Mode;
        QCOMPARE(redisTls({}, true)->mode, Mode::Off);
        QCOMPARE(redisTls({}, false)->mode, Mode::Full);
        QCOMPARE(redisTls({{u"sslmode"_s, u"disable"_s}}, false)->mode, Mode::Off);
        QCOMPARE(redisTls({{u"sslmode"_s, u"require"_s}}, false)->mode, Mode::Unverified);
        QCOMPARE(redisTls({{u"sslmode"_s, u"require"_s}, {u"sslrootcert"_s, u"system"_s}}, false)->mode,
                 Mode::Authority);
        for (const QString &weak : {u"prefer"_s, u"allow"_s, u"verify"_s})
            QCOMPARE(redisTls({{u"sslmode"_s, weak}}, true).error().kind, ErrorKind::Config);
        QCOMPARE(redisTls({{u"sslmode"_s, u"verify-full"_s}, {u"sslcert"_s, u"/a.crt"_s}}, true).error().kind,
                 ErrorKind::Config);
    }

    void everyErrorIsAStateOfItsOwn_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<RedisErrorCode>("code");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("state");
        using Code = RedisErrorCode;
        const auto row = [](const char *answer, Code code, ErrorKind kind, const QString &state) {
            QTest::newRow(answer) << QByteArray(answer) << code << kind << state;
        };
        row("NOAUTH Authentication required.", Code::NoAuth, ErrorKind::Auth, u"NOAUTH"_s);
        row("WRONGPASS invalid username-password pair or user is disabled.", Code::WrongPass, ErrorKind::Auth,
            u"WRONGPASS"_s);
        row("ERR invalid password", Code::WrongPass, ErrorKind::Auth, u"WRONGPASS"_s);
        row("NOPERM this user has no permissions", Code::NoPerm, ErrorKind::Privilege, u"NOPERM"_s);
        row("DENIED Redis is running in protected mode", Code::Denied, ErrorKind::Auth, u"DENIED"_s);
        row("LOADING Redis is loading the dataset in memory", Code::Loading, ErrorKind::Starting, u"LOADING"_s);
        row("BUSY Redis is busy running a script.", Code::Busy, ErrorKind::Query, u"BUSY"_s);
        row("BUSYKEY Target key name already exists.", Code::Other, ErrorKind::Query, u"BUSYKEY"_s);
        row("MASTERDOWN Link with MASTER is down", Code::MasterDown, ErrorKind::Query, u"MASTERDOWN"_s);
        row("MISCONF Redis is configured to save RDB snapshots", Code::Misconf, ErrorKind::Query, u"MISCONF"_s);
        row("OOM command not allowed when used memory > 'maxmemory'.", Code::Oom, ErrorKind::Query, u"OOM"_s);
        row("READONLY You can't write against a read only replica.", Code::ReadOnly, ErrorKind::Query, u"READONLY"_s);
        row("NOREPLICAS Not enough good replicas to write.", Code::NoReplicas, ErrorKind::Query, u"NOREPLICAS"_s);
        row("CLUSTERDOWN Hash slot not served", Code::ClusterDown, ErrorKind::Query, u"CLUSTERDOWN"_s);
        row("MOVED 3999 127.0.0.1:6381", Code::Moved, ErrorKind::Query, u"MOVED"_s);
        row("ASK 3999 127.0.0.1:6381", Code::Ask, ErrorKind::Query, u"ASK"_s);
        row("NOPROTO unsupported protocol version", Code::NoProto, ErrorKind::Unsupported, u"NOPROTO"_s);
        row("ERR max number of clients reached", Code::MaxClients, ErrorKind::Full, u"MAXCLIENTS"_s);
        row("ERR max number of clients + cluster connections reached", Code::MaxClients, ErrorKind::Full,
            u"MAXCLIENTS"_s);
        row("ERR unknown command 'SLOWLOG'", Code::UnknownCommand, ErrorKind::Unsupported, u"UNKNOWNCOMMAND"_s);
        row("ERR syntax error", Code::Err, ErrorKind::Query, u"ERR"_s);
        row("WRONGTYPE Operation against a key", Code::Other, ErrorKind::Query, u"WRONGTYPE"_s);
        row("<b>nothing</b> of the kind", Code::Other, ErrorKind::Query, QString());
        row("", Code::Other, ErrorKind::Query, QString());
    }
    void everyErrorIsAStateOfItsOwn()
    {
        QFETCH(QByteArray, answer);
        QFETCH(RedisErrorCode, code);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, state);
        const Error error = redisError(answer, RedisCommand::of("SLOWLOG", "GET"), u"ops"_s);
        QCOMPARE(redisErrorCode(answer), code);
        QCOMPARE(redisErrorCode(error), code);
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.sqlState, state);
        QCOMPARE(error.detail, QString::fromLatin1(answer));
        QVERIFY(!error.text.isEmpty());
    }

    void aMissingRightNamesTheRuleOfTheCommandThatWasSent()
    {
        const auto text = [](const char *answer, const RedisCommand &command) {
            return redisError(answer, command, u"lockmaster"_s).text;
        };
        // Redis 6.0, 7.0 and a forged one that would like to have more
        const RedisCommand slowlog = RedisCommand::of("slowlog", "get", 128);
        for (const char *answer : {"NOPERM this user has no permissions to run the 'slowlog' command or its subcommand",
                                   "NOPERM User lockmaster has no permissions to run the 'slowlog|get' command",
                                   "NOPERM User lockmaster has no permissions to run the 'flushall' command"}) {
            QVERIFY2(text(answer, slowlog).endsWith(u"ACL SETUSER lockmaster +slowlog|get"), answer);
        }
        QVERIFY(text("NOPERM this user has no permissions to run the 'info' command",
                     RedisCommand::of("INFO", "everything"))
                    .endsWith(u"+info"));
        QVERIFY(
            text("NOPERM No permissions to access a key", RedisCommand::of("TYPE", "orders")).contains(u"~pattern"));
    }

    void serverWordsAreMadePlainAndKeepNoSecret()
    {
        const RedisCommand hello = RedisCommand::of("HELLO", 3, "AUTH", "ops", "pw");
        const Error echoed = redisError(
            "ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `ops`, `pw`, ", hello, u"ops"_s);
        QVERIFY(!(echoed.text + echoed.detail).contains(u"pw"));
        const Error dressed = redisError("ERR \x1b[31m\xe2\x80\xae" + QByteArray(5000, 'x'), hello, u"ops"_s);
        QVERIFY(!dressed.detail.contains(QChar(0x1b)) && !dressed.detail.contains(QChar(0x202e)));
        QVERIFY(dressed.detail.size() <= 500);
        registerSecret(u"canary-of-redis"_s);
        QVERIFY(!redisError("ERR bad canary-of-redis", hello, u"ops"_s).detail.contains(u"canary"));
    }

    void aCommandIsBinarySafe()
    {
        const RedisCommand command = RedisCommand::of("CONFIG", "SET", QByteArray("a\0\r\nb", 5), u"é"_s, 42);
        static constexpr char kWire[] =
            "*5\r\n$6\r\nCONFIG\r\n$3\r\nSET\r\n$5\r\na\0\r\nb\r\n$2\r\n\xc3\xa9\r\n$2\r\n42\r\n";
        QCOMPARE(command.wire(), QByteArray(kWire, sizeof kWire - 1));
        QCOMPARE(command.name(), u"CONFIG SET"_s);
        QCOMPARE(RedisCommand::of("INFO", "all").name(), u"INFO"_s);
        QCOMPARE(RedisCommand::of("client", "list").aclRule(), u"+client|list"_s);
    }

    void placesHaveRedisDefaults()
    {
        QCOMPARE(redisAddressText(redisPlaces({}).front()), u"127.0.0.1:6379"_s);
        QCOMPARE(redisAddressText(redisPlaces({{u"hostaddr"_s, u"10.0.0.7"_s}, {u"port"_s, u"7000"_s}}).front()),
                 u"10.0.0.7:7000"_s);
        const auto unixSocket = redisPlaces({{u"host"_s, u"/run/redis/redis.sock"_s}});
        QVERIFY(isUnixSocket(unixSocket.front()));
        QCOMPARE(redisAddressText(unixSocket.front()), u"/run/redis/redis.sock"_s);
    }
};

LOCKMASTER_TEST(TestRedisReply)
#include "tst_redisreply.moc"
