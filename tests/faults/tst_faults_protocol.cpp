// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that breaks PostgreSQL's protocol: F73 of the design's list. No real one will do it on demand.
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <array>
#include <functional>

#include "base/text.h"
#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "link/postgres/pglink.h"
#include "pgmessages.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockmaster::messages;

namespace {

QByteArray oneIntColumn()
{
    return message('T', number16(1) + cString("n") + number32(0) + number16(0) + number32(23) + number16(4)
                            + number32(-1) + number16(1));
}
QByteArray intRow(qint32 value)
{
    return message('D', number16(1) + number32(4) + number32(value));
}
QByteArray notice()
{
    return message('N',
                   "SWARNING" + QByteArray(1, '\0') + "C01000" + QByteArray(1, '\0') + "Mnoise" + QByteArray(2, '\0'));
}

/// To what the console sets for itself at the beginning.
const QByteArray kSetUp = message('C', cString("SET")) + message('C', cString("SELECT 0")) + message('Z', "I");

/// Lets everybody in, and answers the first statement after the console's own with the bytes given.
class FakePostgres : public QTcpServer
{
public:
    explicit FakePostgres(std::function<void(QTcpSocket &)> answer) : m_answer(std::move(answer))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, heard = 0]() mutable {
                socket->readAll();
                switch (heard++) {
                case 0: socket->write(welcome("17.2")); break;
                case 1: socket->write(kSetUp); break;
                default: m_answer(*socket);
                }
            });
        });
        listen(QHostAddress::LocalHost);
    }

private:
    std::function<void(QTcpSocket &)> m_answer;
};

/// Turns everybody away before the login, with words in the encoding of its own machine.
class RefusingPostgres : public QTcpServer
{
public:
    RefusingPostgres(const QByteArray &severity, const QByteArray &sqlState, const QByteArray &words)
    {
        const QByteArray end(1, '\0');
        const QByteArray refusal =
            message('E', 'S' + severity + end + "VFATAL" + end + 'C' + sqlState + end + 'M' + words + end
                             + "Fpostinit.c" + end + "L890" + end + "RInitPostgres" + end + end);
        connect(this, &QTcpServer::newConnection, this, [this, refusal] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, refusal] {
                socket->readAll();
                ++m_logins;
                socket->write(refusal);
                socket->disconnectFromHost();
            });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] int logins() const { return m_logins; }

private:
    int m_logins = 0;
};

const QByteArray kParsed = message('1', {}) + message('2', {});
const QByteArray kDone = message('C', cString("SELECT 1")) + message('Z', "I");

} // namespace

class TestFaultsProtocol : public QObject
{
    Q_OBJECT

    static Result<PgRows> ask(PgLink &link)
    {
        return QCoro::waitFor(link.query({"SELECT 1 AS n", {}, {}}, QDeadlineTimer(5s), {}));
    }
    static Target targetAt(const QTcpServer &server)
    {
        Target target;
        target.name = u"fake"_s;
        target.parameters = {{u"host"_s, u"127.0.0.1"_s},
                             {u"port"_s, QString::number(server.serverPort())},
                             {u"user"_s, u"x"_s},
                             {u"dbname"_s, u"x"_s},
                             {u"sslmode"_s, u"disable"_s}};
        return target;
    }
    static std::unique_ptr<PgLink> opened(const FakePostgres &server)
    {
        const Target target = targetAt(server);
        auto link = std::make_unique<PgLink>(
            PgLinkOptions{.target = target.name, .parameters = target.parameters, .password = {}});
        const auto open = QCoro::waitFor(link->open(QDeadlineTimer(5s), {}));
        return open ? std::move(link) : nullptr;
    }

private Q_SLOTS:
    void f73_anHonestAnswerIsUnderstood()
    {
        FakePostgres server([](QTcpSocket &socket) { socket.write(kParsed + oneIntColumn() + intRow(42) + kDone); });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().text + rows.error().detail));
        QCOMPARE(rows->integer(0, 0), 42);
    }

    void refusalsInAnyEncodingAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("severity");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("sqlState");
        QTest::addColumn<LinkPhase>("phase");
        QTest::addColumn<ErrorKind>("kind");
        struct Spoken {
            const char *encoding;
            QByteArray severity;
            QByteArray words;
        };
        const std::array<Spoken, 5> spoken{{
            {"KOI8-R", "\xf7\xe1\xf6\xee\xef", "\xce\xc5\xd4 x"},
            {"GBK", "\xd6\xc2\xc3\xfc\xb4\xed\xce\xf3", "\xd3\xc3\xbb\xa7 x"},
            {"EUC-JP", "\xc3\xd7\xcc\xbf\xc5\xaa\xa5\xa8\xa5\xe9\xa1\xbc", "\xa5\xe6\xa1\xbc x"},
            {"ISO-8859-1", "FATAL", "refus\xe9 x"},
            {"UTF-8", "ВАЖНО", "нет x"},
        }};
        for (const Spoken &one : spoken) {
            const auto row = [&one](const char *sqlState, LinkPhase phase, ErrorKind kind) {
                QTest::addRow("%s %s", sqlState, one.encoding)
                    << one.severity << one.words << QByteArray(sqlState) << phase << kind;
            };
            row("28P01", LinkPhase::Refused, ErrorKind::Auth);
            row("53300", LinkPhase::Broken, ErrorKind::Full);
            row("57P03", LinkPhase::Broken, ErrorKind::Starting);
            row("3D000", LinkPhase::Broken, ErrorKind::Auth);
        }
    }
    /// Servers translate what they say before the login, and convert it for nobody.
    void refusalsInAnyEncodingAreToldApart()
    {
        QFETCH(QByteArray, severity);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, sqlState);
        RefusingPostgres server(severity, sqlState, words);
        const Target target = targetAt(server);
        PgLink link(PgLinkOptions{.target = target.name, .parameters = target.parameters, .password = {}});
        QVERIFY(!QCoro::waitFor(link.open(QDeadlineTimer(5s), {})));
        QTEST(link.state().phase, "phase");
        QTEST(link.state().error->kind, "kind");
        QCOMPARE(link.state().error->sqlState, QString::fromLatin1(sqlState));
        QCOMPARE(link.state().error->detail, decodeUtf8(words).text);
        QCOMPARE(server.logins(), 1);
    }

    /// Each login more with a wrong password brings the account nearer to its lock.
    void aWrongPasswordInAnotherEncodingIsTriedOnce()
    {
        RefusingPostgres server("\xf7\xe1\xf6\xee\xef", "28P01", "\xce\xc5\xd4");
        const Target target = targetAt(server);
        Engine engine(Fleet{{target}}, [](const Target &) { return PasswordProvider(); }, quick());
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        QTRY_VERIFY(last && last->link.phase == LinkPhase::Refused);
        engine.refreshNow(target.name);
        QCOMPARE(server.logins(), 1);
        engine.retryNow(target.name);
        QTRY_COMPARE(server.logins(), 2);
        engine.stop();
    }

    /// A proxy whose server is away does so. Logins as fast as the network allows would be an attack.
    void whoDropsAfterTheLoginIsLeftAloneForAWhile()
    {
        int logins = 0;
        FakePostgres server([&logins](QTcpSocket &socket) {
            ++logins;
            socket.abort();
        });
        Engine engine(Fleet{{targetAt(server)}}, [](const Target &) { return PasswordProvider(); }, quick());
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        const auto backsOff = [&] {
            return last && last->link.nextAttempt && *last->link.nextAttempt - last->taken.wall > 500ms;
        };
        QTRY_VERIFY(backsOff());
        engine.stop();
        QVERIFY2(logins >= 2 && logins < 5, qPrintable(QString::number(logins)));
    }

    void f73_aParameterChangesInTheMiddle()
    {
        FakePostgres server([](QTcpSocket &socket) {
            socket.write(kParsed + oneIntColumn() + parameterStatus("standard_conforming_strings", "off") + intRow(42)
                         + parameterStatus("client_encoding", "LATIN1") + kDone);
        });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(rows);
        QCOMPARE(rows->integer(0, 0), 42);
    }

    void f73_aFloodOfNoticesIsCut()
    {
        FakePostgres server([](QTcpSocket &socket) {
            socket.write(kParsed + notice().repeated(100'000) + oneIntColumn() + intRow(42) + kDone);
        });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(rows);
        QVERIFY(!rows->notices().isEmpty() && rows->notices().size() <= 50);
    }

    /// lc_messages may be other than English: warnings are known by the word that is never translated.
    void warningsOfAServerThatSpeaksGerman()
    {
        const QByteArray end(1, '\0');
        FakePostgres server([end](QTcpSocket &socket) {
            socket.write(kParsed
                         + message('N', "SWARNUNG" + end + "VWARNING" + end + "C01000" + end + "Msinngemäß" + end + end)
                         + message('N', "SINFO" + end + "C00000" + end + "Mfrom before 9.6" + end + end)
                         + oneIntColumn() + intRow(42) + kDone);
        });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(rows);
        QCOMPARE(rows->notices(), QStringList({u"WARNING: sinngemäß"_s, u"INFO: from before 9.6"_s}));
    }

    void f73_aCopyIsNoAnswer()
    {
        FakePostgres server(
            [](QTcpSocket &socket) { socket.write(kParsed + message('H', QByteArray(1, '\0') + number16(0))); });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Protocol);
        QVERIFY(!link->isOpen());
    }

    void f73_rowsOfAnotherShape_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("row before its description") << kParsed + intRow(1) + kDone;
        QTest::newRow("more columns than described")
            << kParsed + oneIntColumn() + message('D', number16(9) + (number32(4) + number32(1)).repeated(9)) + kDone;
        QTest::newRow("a field longer than its row")
            << kParsed + oneIntColumn() + message('D', number16(1) + number32(400) + number32(1)) + kDone;
        QTest::newRow("a message of negative length") << kParsed + 'D' + number32(-5);
        QTest::newRow("no PostgreSQL at all") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
    }
    void f73_rowsOfAnotherShape()
    {
        QFETCH(QByteArray, answer);
        FakePostgres server([answer](QTcpSocket &socket) { socket.write(answer); });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(!rows);
        QVERIFY(!rows.error().text.isEmpty());
        QCOMPARE(rows.error().target, u"fake"_s);
    }

    // A field of a gigabyte: memory stays far below that, and the reason is told.
    void f73_aGigabyteIsRefused()
    {
        constexpr qint32 kGigabyte = 1 << 30;
        qint64 sent = 0;
        FakePostgres server([&sent](QTcpSocket &socket) {
            socket.write(kParsed + oneIntColumn() + 'D' + number32(kGigabyte) + number16(1) + number32(kGigabyte - 10));
            const auto more = [&socket, &sent] {
                const QByteArray piece(1 << 20, 'x');
                if (socket.bytesToWrite() < piece.size() && sent < kGigabyte)
                    sent += socket.write(piece);
            };
            QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
            more();
        });
        const auto link = opened(server);
        QVERIFY(link);
        const auto rows = ask(*link);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Protocol);
        QVERIFY2(rows.error().text.contains(u"MiB"), qPrintable(rows.error().text));
        QVERIFY2(sent < kGigabyte / 4, qPrintable(QString::number(sent)));
        QVERIFY(!link->isOpen());
    }
};

LOCKMASTER_TEST(TestFaultsProtocol)
#include "tst_faults_protocol.moc"
