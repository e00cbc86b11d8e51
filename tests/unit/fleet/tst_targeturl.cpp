// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/targeturl.h"

#include "fleet/tlsdefaults.h"
#include "pgenvironment.h"

#include "base/redact.h"
#include "harness/testprogram.h"

#include <QTest>
#include <memory>

using namespace lockmaster;
using namespace Qt::StringLiterals;

static QString shown(const PgParameters &parameters)
{
    QStringList words;
    for (const auto &[keyword, value] : parameters)
        words += keyword + u'=' + value;
    words.sort();
    return words.join(u' ');
}

static QString shown(const Error &error)
{
    return error.text + u'\n' + error.detail;
}

class TestTargetUrl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_environment = std::make_unique<PgEnvironment>(); }
    void parses_data();
    void parses();
    void takesTheGroupOfASentinel_data();
    void takesTheGroupOfASentinel();
    void refusesWithoutQuoting_data();
    void refusesWithoutQuoting();
    void takesThePasswordOut_data();
    void takesThePasswordOut();
    void readsServices();
    void refusesBadServices_data();
    void refusesBadServices();
    void takesDefaultsFromTheEnvironment();
    void refusesABadEnvironment_data();
    void refusesABadEnvironment();
    void tellsHowLongASocketsPathIs();
    void keepsTheUsersAuthorities();
    void tellsWeakTls_data();
    void tellsWeakTls();

private:
    std::unique_ptr<PgEnvironment> m_environment;
};

void TestTargetUrl::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("parameters");
    const auto row = [](const char *title, const QString &text, const QString &name, const QString &parameters) {
        QTest::newRow(title) << text << name << parameters;
    };
    row("remote is verified", u"postgresql://bob@db1/orders"_s, u"db1:5432/orders"_s,
        u"dbname=orders host=db1 sslmode=verify-full sslrootcert=system user=bob"_s);
    row("short scheme, port", u" postgres://db1:6432/ "_s, u"db1:6432"_s,
        u"host=db1 port=6432 sslmode=verify-full sslrootcert=system"_s);
    row("keywords", u"host=db1 dbname='my orders'"_s, u"db1:5432/my orders"_s,
        u"dbname=my orders host=db1 sslmode=verify-full sslrootcert=system"_s);
    row("this machine", u"postgresql://127.0.0.1:5433/x"_s, u"127.0.0.1:5433/x"_s,
        u"dbname=x host=127.0.0.1 port=5433 sslmode=prefer"_s);
    row("IPv6", u"postgresql://[::1]/x"_s, u"[::1]:5432/x"_s, u"dbname=x host=::1 sslmode=prefer"_s);
    row("socket", u"postgresql:///x?host=/run/postgresql"_s, u"/run/postgresql:5432/x"_s,
        u"dbname=x host=/run/postgresql sslmode=prefer"_s);
    row("a folder with a space and an @", u"postgresql:///x?host=/run/a%20b%40c"_s, u"/run/a b@c:5432/x"_s,
        u"dbname=x host=/run/a b@c sslmode=prefer"_s);
    row("the same by keywords", u"host='/run/a b@c' dbname=x"_s, u"/run/a b@c:5432/x"_s,
        u"dbname=x host=/run/a b@c sslmode=prefer"_s);
    row("a socket of Redis with a space and an @", u"redis://%2Frun%2Fre%20dis%2Fr%40.sock"_s,
        u"/run/re dis/r@.sock:6379"_s, u"host=/run/re dis/r@.sock port=6379 sslmode=disable"_s);
    row("one of several is elsewhere", u"postgresql://localhost,db2/x"_s, u"localhost:5432,db2:5432/x"_s,
        u"dbname=x host=localhost,db2 sslmode=verify-full sslrootcert=system"_s);
    row("a local name for a remote address", u"host=localhost hostaddr=10.0.0.5"_s, u"localhost:5432"_s,
        u"host=localhost hostaddr=10.0.0.5 sslmode=verify-full sslrootcert=system"_s);
    row("weaker TLS is kept, but no cleartext password", u"postgresql://db1/x?sslmode=prefer"_s, u"db1:5432/x"_s,
        u"dbname=x host=db1 require_auth=scram-sha-256 sslmode=prefer"_s);
    row("chosen authentication is kept", u"postgresql://db1/x?sslmode=disable&require_auth=md5"_s, u"db1:5432/x"_s,
        u"dbname=x host=db1 require_auth=md5 sslmode=disable"_s);
    row("own authorities", u"postgresql://db1/x?sslrootcert=/ca.pem"_s, u"db1:5432/x"_s,
        u"dbname=x host=db1 sslmode=verify-full sslrootcert=/ca.pem"_s);
    row("ours to set", u"postgresql://db1/x?application_name=psql&client_encoding=LATIN1"_s, u"db1:5432/x"_s,
        u"dbname=x host=db1 sslmode=verify-full sslrootcert=system"_s);
}

void TestTargetUrl::parses()
{
    QFETCH(const QString, text);
    const auto url = targetFromUrl(text);
    QVERIFY2(url.has_value(), url ? "" : qPrintable(shown(url.error())));
    QTEST(url->target.name, "name");
    QTEST(shown(url->target.parameters), "parameters");
    QVERIFY(url->password.isEmpty());
    QCOMPARE(url->target.password.kind, PasswordSource::Kind::None);
}

void TestTargetUrl::takesTheGroupOfASentinel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << u"sentinel://127.0.0.1"_s << u""_s << u"127.0.0.1:26379"_s;
    QTest::newRow("group") << u"sentinel://127.0.0.1:26380/mymaster"_s << u"mymaster"_s
                           << u"127.0.0.1:26380/mymaster"_s;
    QTest::newRow("group, database") << u"sentinel://127.0.0.1/mymaster/0"_s << u"mymaster"_s
                                     << u"127.0.0.1:26379/mymaster"_s;
    QTest::newRow("database, group") << u"sentinel://127.0.0.1/0#mymaster"_s << u"mymaster"_s
                                     << u"127.0.0.1:26379/mymaster"_s;
    QTest::newRow("database") << u"sentinel://127.0.0.1/0"_s << u""_s << u"127.0.0.1:26379"_s;
    QTest::newRow("several") << u"redis-sentinel://127.0.0.1:26379,[::1]:26380/mymaster/0"_s << u"mymaster"_s
                             << u"127.0.0.1:26379,[::1]:26380/mymaster"_s;
    QTest::newRow("another scheme") << u"redis+sentinel://127.0.0.1/mymaster"_s << u"mymaster"_s
                                    << u"127.0.0.1:26379/mymaster"_s;
}

void TestTargetUrl::takesTheGroupOfASentinel()
{
    QFETCH(const QString, text);
    const auto url = targetFromUrl(text);
    QVERIFY2(url.has_value(), url ? "" : qPrintable(shown(url.error())));
    QCOMPARE(url->target.kind, ServerKind::Sentinel);
    QTEST(url->target.sentinelGroup, "group");
    QTEST(url->target.name, "name");
    QCOMPARE(parameter(url->target.parameters, u"dbname"), QString());
}

void TestTargetUrl::refusesWithoutQuoting_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("space in a keyword's value") << u"host=db1 password=my canary"_s;
    QTest::newRow("@ in the password") << u"postgresql://u:canary@pa@db1/x"_s;
    QTest::newRow("@ in the password, no path") << u"postgresql://u:pa@canary@db1"_s;
    QTest::newRow("% in the password") << u"postgresql://u:hun%ter2canary@db1/x"_s;
    QTest::newRow("/ in the password") << u"postgresql://u:hu/canary@db1/x"_s;
    QTest::newRow("number and / in the password") << u"postgresql://u:12/canary@db1"_s;
    QTest::newRow("? and @ in the password") << u"postgresql://u:hu?can@canary@db1"_s;
    QTest::newRow("? and / in the password") << u"postgresql://u:12?a/canary@db1"_s;
    QTest::newRow("no scheme") << u"bob:canary@db1/x"_s;
    QTest::newRow("another scheme") << u"mysql://:canary@db1"_s;
    QTest::newRow("port") << u"postgresql://db1:canary/x"_s;
    QTest::newRow("port too large") << u"host=db1 port=70000 password=canary"_s;
    QTest::newRow("unknown keyword") << u"host=db1 canary=1"_s;
    QTest::newRow("quote not closed") << u"host=db1 password='canary"_s;
    QTest::newRow("control character") << u"host=db1 user=canary\u001b[31m"_s;
    QTest::newRow("line feed in the host") << u"postgresql://db1%0Acanary/x"_s;
    QTest::newRow("@ in a host after a folder") << u"host='/run/a b@c,canary@db1'"_s;
    QTest::newRow("@ in a host by keyword") << u"host=canary@db1"_s;
    QTest::newRow("word") << u"postgresql://db1/x?sslmode=canary"_s;
    QTest::newRow("word of another keyword") << u"host=db1 target_session_attrs=canary"_s;
    QTest::newRow("number") << u"host=db1 keepalives_idle=canary"_s;
    QTest::newRow("less than the system's authorities need") << u"host=db1 sslmode=require sslrootcert=system"_s;
    QTest::newRow("word, Redis") << u"rediss://db1?sslmode=canary"_s;
    QTest::newRow("socket's path too long") << u"host=/canary"_s + u"x"_s.repeated(100);
    QTest::newRow("socket's path too long, Redis") << u"redis://%2Fcanary"_s + u"x"_s.repeated(101);
    QTest::newRow("nothing") << u"  "_s;
}

void TestTargetUrl::refusesWithoutQuoting()
{
    QFETCH(const QString, text);
    const auto url = targetFromUrl(text);
    if (url) {
        QCOMPARE(text.trimmed(), QString()); // nothing given is libpq's default, the local socket
        return;
    }
    QVERIFY(url.error().kind == ErrorKind::Config || url.error().kind == ErrorKind::Unsupported);
    QVERIFY(!url.error().text.isEmpty());
    QVERIFY2(!shown(url.error()).contains(u"canary"), qPrintable(shown(url.error())));
}

void TestTargetUrl::takesThePasswordOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("password");
    QTest::newRow("URL") << u"postgresql://bob:url-canary@db1/x"_s << u"url-canary"_s;
    QTest::newRow("encoded") << u"postgresql://bob:p%40ss%2Fcanary@db1/x"_s << u"p@ss/canary"_s;
    QTest::newRow("? is no border before the @") << u"postgresql://bob:hu?canary=1@db1/x"_s << u"hu?canary=1"_s;
    QTest::newRow("query") << u"postgresql://db1/x?password=query-canary"_s << u"query-canary"_s;
    QTest::newRow("keyword") << u"host=db1 password='key canary'"_s << u"key canary"_s;
    QTest::newRow("like a URL, by keyword") << u"host=db1 password='x://a@b@canary'"_s << u"x://a@b@canary"_s;
}

void TestTargetUrl::takesThePasswordOut()
{
    QFETCH(const QString, text);
    QFETCH(const QString, password);
    const auto url = targetFromUrl(text);
    QVERIFY(url.has_value());
    QCOMPARE(url->password, password);
    QVERIFY(url->holdsSecret);
    QCOMPARE(url->target.password, (PasswordSource{PasswordSource::Kind::Url, {}}));
    QVERIFY(!shown(url->target.parameters).contains(u"canary"));
    QVERIFY(!url->target.name.contains(u"canary"));
    QCOMPARE(redact(u"said "_s + password), u"said ‹secret›"_s);
}

void TestTargetUrl::readsServices()
{
    QVERIFY(m_environment->write(u".pg_service.conf"_s, "# mine\n[other]\nhost=x\n[orders]\n host=db1\nport=6432 \n"
                                                        "password=service-canary\nhost=second\n[last]\nhost=y\n"));
    QVERIFY(m_environment->write(u"pg_service.conf"_s, "[system]   # production\napplication_name=x\nhost=db9\n"
                                                       "sslmode=require\n"));
    const auto own = targetFromUrl(u"orders"_s);
    QVERIFY(own.has_value());
    QCOMPARE(own->target.name, u"orders"_s);
    QCOMPARE(shown(own->target.parameters), u"host=db1 port=6432 sslmode=verify-full sslrootcert=system"_s);
    QCOMPARE(redact(u"service-canary"_s), u"‹secret›"_s);
    QCOMPARE(own->target.password, (PasswordSource{PasswordSource::Kind::Service, u"orders"_s}));
    QVERIFY(own->password.isEmpty() && !own->holdsSecret);
    const auto overridden = targetFromUrl(u"service=orders host=db2"_s);
    QCOMPARE(parameter(overridden->target.parameters, u"host"), u"db2"_s);
    const auto system = targetFromUrl(u"service=system"_s);
    QCOMPARE(shown(system->target.parameters), u"host=db9 sslmode=require"_s);
    qputenv("PGSERVICE", "orders");
    QCOMPARE(parameter(targetFromUrl(u"dbname=x"_s)->target.parameters, u"host"), u"db1"_s);
}

void TestTargetUrl::refusesBadServices_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QByteArray("[other]\nhost=db1\n") << u"no service"_s;
    QTest::newRow("LDAP") << QByteArray("[orders]\nldap://canary/x\n") << u"line 2"_s;
    QTest::newRow("no value") << QByteArray("[orders]\n\ncanary\n") << u"line 3"_s;
    QTest::newRow("nested") << QByteArray("[orders]\nservice=canary\n") << u"line 2"_s;
    QTest::newRow("space before the =") << QByteArray("[orders]\nhost = canary\n") << u"services, line 2"_s;
    QTest::newRow("unknown keyword") << QByteArray("[orders]\nhost=x\nname=canary\n") << u"services, line 3"_s;
    QTest::newRow("no word of libpq") << QByteArray("[orders]\nsslmode=canary\n") << u"verify-full"_s;
    QTest::newRow("no number") << QByteArray("[orders]\nconnect_timeout=canary\n") << u"line 2"_s;
    QTest::newRow("no port") << QByteArray("[orders]\nport=canary\n") << u"line 2"_s;
    QTest::newRow("a byte order mark") << QByteArray("\xef\xbb\xbf[orders]\nhost=x\n") << u"no service"_s;
    QTest::newRow("too large") << QByteArray(2 << 20, '#') << u"larger"_s;
}

void TestTargetUrl::refusesBadServices()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, words);
    qputenv("PGSERVICEFILE", m_environment->path(u"services"_s).toUtf8());
    QVERIFY(m_environment->write(u"services"_s, file));
    const auto url = targetFromUrl(u"service=orders"_s);
    QVERIFY(!url.has_value());
    QVERIFY2(url.error().text.contains(words), qPrintable(url.error().text));
    QVERIFY(!shown(url.error()).contains(u"canary"));
}

void TestTargetUrl::takesDefaultsFromTheEnvironment()
{
    qputenv("PGHOST", "db7");
    qputenv("PGHOSTADDR", "10.0.0.7");
    qputenv("PGUSER", "carol");
    qputenv("PGSSLMODE", "require");
    QCOMPARE(shown(targetFromUrl(u"dbname=x"_s)->target.parameters),
             u"dbname=x host=db7 hostaddr=10.0.0.7 sslmode=require user=carol"_s);
    QCOMPARE(shown(targetFromUrl(u"postgresql://bob@db8/x"_s)->target.parameters),
             u"dbname=x host=db8 sslmode=require user=bob"_s);
    qunsetenv("PGSSLMODE");
    qputenv("PGSSLROOTCERT", "system"); // libpq takes it with verify-full only
    QCOMPARE(shown(targetFromUrl(u"host=localhost user=bob"_s)->target.parameters),
             u"host=localhost sslmode=verify-full sslrootcert=system user=bob"_s);
}

void TestTargetUrl::refusesABadEnvironment_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("place") << QByteArray("PGHOST") << QByteArray("canary@db1");
    QTest::newRow("port") << QByteArray("PGPORT") << QByteArray("canary");
    QTest::newRow("word") << QByteArray("PGCHANNELBINDING") << QByteArray("canary");
}

void TestTargetUrl::refusesABadEnvironment()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const QByteArray, value);
    qputenv(variable.constData(), value);
    const auto url = targetFromUrl(u"dbname=x"_s);
    QVERIFY(!url);
    QCOMPARE(url.error().kind, ErrorKind::Config);
    QVERIFY2(url.error().text.contains(QString::fromLatin1(variable)), qPrintable(url.error().text));
    QVERIFY(!shown(url.error()).contains(u"canary"));
}

void TestTargetUrl::tellsHowLongASocketsPathIs()
{
    const QString folder = u'/' + u"ä"_s.repeated(46); // 93 bytes, and 14 of "/.s.PGSQL.5432"
    QVERIFY(targetFromUrl(u"host="_s + folder));
    for (const QString &url : {u"host="_s + folder + u'x', u"redis://%2F"_s + u"x"_s.repeated(107)}) {
        const auto refused = targetFromUrl(url);
        QVERIFY(!refused);
        QVERIFY2(refused.error().text.contains(u"108 bytes"), qPrintable(refused.error().text));
    }
}

void TestTargetUrl::keepsTheUsersAuthorities()
{
    QVERIFY(m_environment->write(u".postgresql/root.crt"_s, "authority"));
    QCOMPARE(shown(targetFromUrl(u"host=db1"_s)->target.parameters), u"host=db1 sslmode=verify-full"_s);
}

void TestTargetUrl::tellsWeakTls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("weak");
    QTest::newRow("default") << u"host=db1"_s << false;
    QTest::newRow("no host check") << u"host=db1 sslmode=verify-ca"_s << true;
    QTest::newRow("not verified") << u"host=db1 sslmode=require"_s << true;
    QTest::newRow("none") << u"host=db1 sslmode=disable"_s << true;
    QTest::newRow("this machine") << u"host=localhost sslmode=disable"_s << false;
    QTest::newRow("another loopback address") << u"host=127.8.0.1"_s << false;
}

void TestTargetUrl::tellsWeakTls()
{
    QFETCH(const QString, text);
    QTEST(weakTls(targetFromUrl(text)->target), "weak");
}

LOCKMASTER_TEST(TestTargetUrl)
#include "tst_targeturl.moc"
