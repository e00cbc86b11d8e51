// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are no RESP, endless, or come in pieces: F71 of the design's list, from a server that says what it is told to.
#include <QElapsedTimer>
#include <QTimer>

#include "harness/testprogram.h"
#include "redislinkbench.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRedisLinkHostile : public RedisLinkBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(start()); }
    void cleanupTestCase() { m_redis.reset(); }

    void hostileAnswersEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &answer, bool closes, ErrorKind kind,
                            const char *words) {
            QTest::newRow(name) << answer << closes << kind << QString::fromLatin1(words);
        };
        row("noise", QByteArray("\x00\xff\x01garbage", 10), false, ErrorKind::Protocol, "not RESP");
        row("endless string", "$99999999999\r\n" + QByteArray(100'000, 'x'), false, ErrorKind::Protocol,
            "99999999999 bytes");
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
    void hostileAnswersEndTheConnection()
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

LOCKMASTER_TEST(TestRedisLinkHostile)
#include "tst_redislink_hostile.moc"
