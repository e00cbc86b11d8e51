// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// TLS: verified as asked, carrying much, and told apart from what is none.
#include "harness/testprogram.h"
#include "redislinkbench.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRedisLinkTls : public RedisLinkBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(start()); }
    void cleanupTestCase() { m_redis.reset(); }

    void tlsIsVerifiedAsAsked_data()
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
        row("full by address",
            with({{u"hostaddr"_s, u"127.0.0.1"_s}, {u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"CA"_s}}),
            true, "");
        row("other name",
            with({{u"host"_s, u"other.example"_s},
                  {u"hostaddr"_s, u"127.0.0.1"_s},
                  {u"sslmode"_s, u"verify-full"_s},
                  {u"sslrootcert"_s, u"CA"_s}}),
            false, "host name");
        row("other name, ca alone",
            with({{u"host"_s, u"other.example"_s},
                  {u"hostaddr"_s, u"127.0.0.1"_s},
                  {u"sslmode"_s, u"verify-ca"_s},
                  {u"sslrootcert"_s, u"CA"_s}}),
            true, "");
        row("unknown authority", with({{u"sslmode"_s, u"verify-full"_s}}), false, "certificate");
        row("unknown authority, ca alone", with({{u"sslmode"_s, u"verify-ca"_s}}), false, "certificate");
        row("unverified", with({{u"sslmode"_s, u"require"_s}}), true, "");
        row("authority missing", with({{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, u"/nonexistent/ca.crt"_s}}),
            false, "sslrootcert");
        row("no identity", {{u"sslmode"_s, u"require"_s}}, false, "sslcert and sslkey");
    }
    void tlsIsVerifiedAsAsked()
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
                           u"tls-cert-file %1"_s.arg(m_certificate.certificate),
                           u"tls-key-file %1"_s.arg(m_certificate.key)});
        QVERIFY(server.start());
        const LinkState state = openWith(server.port(), parameters);
        QCOMPARE(state.phase, opens ? LinkPhase::Live : LinkPhase::Broken);
        if (opens) {
            QVERIFY(state.encrypted);
            QCOMPARE(state.verified, parameter(parameters, u"sslmode") == u"verify-full");
            return;
        }
        const QString said = state.error->text + u' ' + state.error->detail;
        QVERIFY2(said.contains(words), qPrintable(said));
        QCOMPARE(state.error->kind, ErrorKind::Tls);
        const bool isTheirs = words == u"certificate" || words == u"host name"; // whom it saw and does not trust
        QCOMPARE(said.contains(u"it shows the certificate of \"localhost\""_s), isTheirs);
        QCOMPARE(said.contains(u"issued by \"Lockmaster lab authority\", valid until 20"_s), isTheirs);
    }

    void tlsCarriesMuch()
    {
        LocalRedis server(*m_folder, u"tlsmuch"_s,
                          {u"port 0"_s, u"tls-port PORT"_s, u"tls-auth-clients no"_s,
                           u"tls-ca-cert-file %1"_s.arg(m_certificate.authority),
                           u"tls-cert-file %1"_s.arg(m_certificate.certificate),
                           u"tls-key-file %1"_s.arg(m_certificate.key)});
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

    void aWrongKindOfPortIsNamed()
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
};

LOCKMASTER_TEST(TestRedisLinkTls)
#include "tst_redislink_tls.moc"
