// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <csignal>

#include "harness/testprogram.h"
#include "link/taskscope.h"
#include "lab/watch/monitored.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<void> queryInto(std::shared_ptr<PgLink> link, QByteArray sql, std::stop_token stop,
                            std::optional<Error> *error)
{
    const auto rows = co_await link->query({sql, {}, {}}, QDeadlineTimer(60s), stop);
    *error = rows ? std::optional<Error>() : rows.error();
}

QCoro::Task<Result<QString>> givenLate(QString password, std::chrono::milliseconds pause, std::stop_token stop)
{
    co_await sleepFor(pause, stop);
    co_return password;
}

QCoro::Task<Result<QString>> notGiven(std::stop_token)
{
    co_return fail(ErrorKind::Config, u"The password command failed with exit code 3"_s);
}

} // namespace

class TestPgLink : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    std::unique_ptr<PgLink> connected(const QString &role = u"lockmaster"_s)
    {
        auto link = std::make_unique<PgLink>(optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary(), role)));
        const auto opened = QCoro::waitFor(link->open(QDeadlineTimer(3s), {}));
        if (!opened)
            qWarning() << opened.error().text << opened.error().detail;
        return link;
    }
    static Result<PgRows> ask(PgLink &link, const QByteArray &sql, std::vector<PgParam> params = {},
                              std::chrono::milliseconds patience = 3s)
    {
        return QCoro::waitFor(link.query({sql, std::move(params), {}}, QDeadlineTimer(patience), {}));
    }
    // Opens with changed parameters; gives the state of the link afterwards.
    LinkState openWith(const PgParameters &changed, const QString &password = {})
    {
        PgLinkOptions options = optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary()));
        for (const auto &[keyword, value] : changed) {
            std::erase_if(options.parameters, [&](const auto &entry) { return entry.first == keyword; });
            options.parameters.emplace_back(keyword, value);
        }
        if (!password.isEmpty())
            options.password = passwordOf(password);
        PgLink link(options);
        [[maybe_unused]] const auto opened = QCoro::waitFor(link.open(QDeadlineTimer(1500ms), {}));
        return link.state();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>();
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void readsEveryTypeItPromises()
    {
        auto link = connected();
        QVERIFY(link->isOpen());
        const auto rows = ask(
            *link, "SELECT true, 7::int2, -8::int4, 9000000000::int8, 26::oid, 1.5::float4, 2.25::float8, 'é'::text, "
                   "'2026-11-21 03:12:07.123456+00'::timestamptz, '{1,NULL,3}'::int4[], NULL::int4, "
                   "'infinity'::timestamptz, '4294967295'::xid");
        QVERIFY(rows);
        QVERIFY(rows->boolean(0, 0));
        QCOMPARE(rows->integer(0, 1), 7);
        QCOMPARE(rows->integer(0, 2), -8);
        QCOMPARE(rows->integer(0, 3), 9'000'000'000);
        QCOMPARE(rows->integer(0, 4), 26);
        QCOMPARE(rows->real(0, 5), 1.5);
        QCOMPARE(rows->real(0, 6), 2.25);
        QCOMPARE(rows->text(0, 7), u"é"_s);
        const auto moment = rows->time(0, 8);
        QVERIFY(moment);
        QCOMPARE(rows->integers(0, 9), (std::vector<int>{1, 3}));
        QVERIFY(rows->isNull(0, 10));
        QVERIFY(!rows->time(0, 11));
        QCOMPARE(rows->integer(0, 12), 4294967295);

        const auto same =
            ask(*link, "SELECT $1::timestamptz = '2026-11-21 03:12:07.123456+00'::timestamptz", {PgParam::of(*moment)});
        QVERIFY(same && same->boolean(0, 0));
    }

    void aStatementThatFailsDoesNotStopTheOthers()
    {
        auto link = connected();
        std::vector<PgQuery> queries;
        queries.push_back({"SELECT 1", {}, {}});
        queries.push_back({"SELECT 1/0", {}, {}});
        queries.push_back({"SELECT $1::int4", {PgParam::of(std::int64_t(3))}, "third"});
        queries.push_back({"SELECT nonsense FROM nowhere", {}, "fourth"});
        queries.push_back({"SELECT 5", {}, {}});
        const auto answers = QCoro::waitFor(link->batch(std::move(queries), QDeadlineTimer(3s), {}));
        QCOMPARE(answers.size(), 5u);
        QVERIFY(answers[0] && answers[2] && answers[4]);
        QCOMPARE(answers[2]->integer(0, 0), 3);
        QCOMPARE(answers[1].error().sqlState, u"22012"_s);
        QCOMPARE(answers[3].error().sqlState, u"42P01"_s);
        QVERIFY(link->isOpen());
    }

    void aPreparedStatementIsPreparedOnce()
    {
        auto link = connected();
        for (int round = 0; round < 3; ++round) {
            const auto rows = QCoro::waitFor(link->query({"SELECT 42", {}, "answer"}, QDeadlineTimer(3s), {}));
            QVERIFY(rows);
            QCOMPARE(rows->integer(0, 0), 42);
        }
        QCOMPARE(
            ask(*link, "SELECT count(*) FROM pg_catalog.pg_prepared_statements WHERE name = 'answer'")->integer(0, 0),
            1);
    }

    void warningsAreKept()
    {
        auto link = connected();
        const auto rows = ask(*link, "DO $$ BEGIN RAISE WARNING E'skipping \\x1b[31m it'; END $$");
        QVERIFY(rows);
        QCOMPARE(rows->notices().size(), 1);
        QVERIFY(rows->notices().first().startsWith(u"WARNING: skipping "));
        QVERIFY(!rows->notices().first().contains(QChar(0x1b)));
    }

    /// A vacuum of many partitions tells two lines of each, and which one it left out at the end.
    void noWarningIsLostInAFlood()
    {
        auto link = connected();
        const auto rows = ask(*link, "DO $$ BEGIN RAISE WARNING 'first'; "
                                     "FOR i IN 1..200 LOOP RAISE NOTICE 'line %', i; END LOOP; "
                                     "RAISE WARNING 'skipping it'; END $$");
        QVERIFY(rows);
        QCOMPARE(rows->notices().size(), 50);
        QCOMPARE(rows->notices().first(), u"WARNING: first"_s);
        QCOMPARE(rows->notices().at(1), u"NOTICE: line 1"_s);
        QCOMPARE(rows->notices().last(), u"WARNING: skipping it"_s);
    }

    void everyRungNamesItself_data()
    {
        QTest::addColumn<QString>("keyword");
        QTest::addColumn<QString>("value");
        QTest::addColumn<Rung>("rung");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("dns") << u"host"_s << u"nowhere.invalid"_s << Rung::Dns << ErrorKind::Dns
                             << u"nowhere.invalid"_s;
        QTest::newRow("refused") << u"port"_s << u"1"_s << Rung::Tcp << ErrorKind::Network << u"refused"_s;
        QTest::newRow("certificate") << u"sslrootcert"_s << u"/nonexistent/ca.crt"_s << Rung::Tls << ErrorKind::Tls
                                     << u"TLS"_s;
        QTest::newRow("no such database")
            << u"dbname"_s << u"absent"_s << Rung::Auth << ErrorKind::Auth << u"database"_s;
    }
    void everyRungNamesItself()
    {
        QFETCH(QString, keyword);
        QFETCH(QString, value);
        QFETCH(Rung, rung);
        QFETCH(ErrorKind, kind);
        QFETCH(QString, words);
        const LinkState state = openWith({{keyword, value}});
        QVERIFY(state.error);
        QCOMPARE(state.rung, rung);
        QCOMPARE(state.error->kind, kind);
        QVERIFY2(state.error->text.contains(words), qPrintable(state.error->text));
    }

    void aWrongPasswordIsNamedAndNotShown()
    {
        const LinkState state = openWith({}, u"canary-of-a-password"_s);
        QVERIFY(state.error);
        QCOMPARE(state.phase, LinkPhase::Refused);
        QCOMPARE(state.error->sqlState, u"28P01"_s);
        QVERIFY(!(state.error->text + state.error->detail).contains(u"canary"));
    }

    // A name with two addresses, or two hosts: each try of a wrong password counts towards a lock-out.
    void aWrongPasswordIsNotTriedAtTheNextHost()
    {
        QFile log(m_lab->primary().logFile());
        QVERIFY(log.open(QFile::ReadOnly) && log.seek(log.size()));
        const QString port = QString::number(m_lab->primary().port());
        const LinkState state = openWith({{u"host"_s, u"127.0.0.1,127.0.0.1"_s}, {u"port"_s, port}}, u"wrong one"_s);
        QCOMPARE(state.phase, LinkPhase::Refused);
        QByteArray written;
        const auto failures = [&] { return (written += log.readAll()).count("password authentication failed"); };
        QTRY_COMPARE(failures(), 1);
    }

    // 28000, after a password was given: what LDAP and PAM say to a wrong one, too.
    void aRoleThatMayNotLogInIsRefused()
    {
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster NOLOGIN"_s));
        const LinkState state = openWith({});
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster LOGIN"_s));
        QVERIFY(state.error);
        QCOMPARE(state.error->sqlState, u"28000"_s);
        QCOMPARE(state.phase, LinkPhase::Refused);
    }

    /// libpq takes a password file without a word, and ignores one with a word on standard error only.
    void thePasswordFileIsTakenOrTheReasonTold()
    {
        const QTemporaryDir home;
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toUtf8());
        const auto putHome = qScopeGuard([before] { qputenv("HOME", before); });
        const auto opened = [&](const QByteArray &host, QFile::Permissions others) {
            QFile file(home.filePath(u".pgpass"_s));
            const QByteArray password = m_lab->password(u"lockmaster"_s).toUtf8();
            const QByteArray line = host + ":*:orders:lockmaster:" + password + '\n';
            const bool written = file.open(QFile::WriteOnly) && file.write(line) == line.size();
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | others);
            file.close();
            PgLinkOptions options = optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary()));
            options.password = {};
            PgLink link(options);
            const auto done = QCoro::waitFor(link.open(QDeadlineTimer(3s), {}));
            return !written ? u"not written"_s : done ? u"open"_s : done.error().detail;
        };
        QCOMPARE(opened("127.0.0.1", {}), u"open"_s);
        const QString exposed = opened("127.0.0.1", QFile::ReadOther);
        QVERIFY2(exposed.contains(u"chmod 600 "), qPrintable(exposed));
        const QString elsewhere = opened("localhost", {});
        QVERIFY2(elsewhere.contains(u"an entry for localhost, not for 127.0.0.1"), qPrintable(elsewhere));
    }

    /// A file of authorities that lies in the home folder makes libpq verify where nobody asked for it.
    void authoritiesOfTheHomeFolderAreNamed()
    {
        const QTemporaryDir home;
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toUtf8());
        const auto putHome = qScopeGuard([before] { qputenv("HOME", before); });
        QVERIFY(QDir(home.path()).mkdir(u".postgresql"_s));
        const QString file = home.filePath(u".postgresql/root.crt"_s);
        const PgParameters required{{u"sslmode"_s, u"require"_s}, {u"sslrootcert"_s, {}}};
        QVERIFY(QFile::copy(m_lab->certificate().authority, file));
        const LinkState right = openWith(required);
        QCOMPARE(right.phase, LinkPhase::Live);
        QVERIFY(right.encrypted && !right.verified);
        QVERIFY(QFile::remove(file));
        QVERIFY(QFile::copy(m_lab->certificate().certificate, file)); // no authority of anybody
        const LinkState wrong = openWith(required);
        QVERIFY(wrong.error);
        QCOMPARE(wrong.error->kind, ErrorKind::Tls);
        QVERIFY2(wrong.error->detail.contains(u"sslmode=require verifies because "_s + file + u" exists"_s),
                 qPrintable(wrong.error->detail));
        QVERIFY2(wrong.error->detail.contains(u"it shows the certificate of \"localhost\" (names: "_s)
                     && wrong.error->detail.contains(u"), issued by \"Lockmaster lab authority\", valid until 20"_s),
                 qPrintable(wrong.error->detail));
    }

    void aSlowPasswordDoesNotUseUpTheTimeToConnect()
    {
        PgLinkOptions options = optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary()));
        options.password = [password = m_lab->password(u"lockmaster"_s)](std::stop_token stop) {
            return givenLate(password, 1200ms, stop);
        };
        PgLink link(options);
        QVERIFY(QCoro::waitFor(link.open(QDeadlineTimer(1s), {})));
    }

    void aFolderOfSocketsMayHaveAnyName()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a b@c"_s);
        QVERIFY(QFile::link(m_lab->folder() + u'/' + m_lab->primary().name(), path));
        PgLinkOptions options;
        options.parameters = {{u"host"_s, path},
                              {u"port"_s, QString::number(m_lab->primary().port())},
                              {u"user"_s, u"lab_admin"_s},
                              {u"dbname"_s, u"orders"_s}};
        PgLink link(options);
        const auto opened = QCoro::waitFor(link.open(QDeadlineTimer(3s), {}));
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().text + opened.error().detail));
    }

    /// The postmaster stands still, the kernel takes what comes: as with a pooler that has no server.
    void aLoginThatWaitsIsWaitedFor()
    {
        const pid_t postmaster = m_lab->primary().pid();
        const auto goOn = qScopeGuard([postmaster] { ::kill(postmaster, SIGCONT); });
        PgLinkOptions options;
        options.parameters = {{u"host"_s, m_lab->folder() + u'/' + m_lab->primary().name()},
                              {u"port"_s, QString::number(m_lab->primary().port())},
                              {u"user"_s, u"lab_admin"_s},
                              {u"dbname"_s, u"orders"_s}};
        PgLink link(options);
        QCOMPARE(::kill(postmaster, SIGSTOP), 0);
        const auto opened = QCoro::waitFor(link.open(QDeadlineTimer(300ms), {}));
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Timeout);
        QCOMPARE(link.state().rung, Rung::Auth);
        QVERIFY(link.isWaiting() && !link.isOpen());
        const auto still = QCoro::waitFor(link.goOn(QDeadlineTimer(100ms), {}));
        QVERIFY(!still && link.isWaiting());
        QTimer::singleShot(100ms, this, [postmaster] { ::kill(postmaster, SIGCONT); });
        const auto late = QCoro::waitFor(link.goOn(QDeadlineTimer(5s), {}));
        QVERIFY2(late, qPrintable(late ? QString() : late.error().text));
        QVERIFY(link.isOpen() && !link.isWaiting());
        QCOMPARE(link.state().phase, LinkPhase::Live);
        QCOMPARE(::kill(postmaster, SIGSTOP), 0);
        QVERIFY(!QCoro::waitFor(link.open(QDeadlineTimer(300ms), {})));
        QVERIFY(link.isWaiting());
        std::stop_source stop;
        QTimer::singleShot(100ms, this, [&stop] { stop.request_stop(); });
        const auto stopped = QCoro::waitFor(link.goOn(QDeadlineTimer(5s), stop.get_token()));
        QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
        QVERIFY(!link.isWaiting());
    }

    void aPasswordThatCannotBeGotIsARungOfItsOwn()
    {
        PgLinkOptions options = optionsOf(*m_lab, targetOf(*m_lab, m_lab->primary()));
        options.password = [](std::stop_token stop) { return notGiven(std::move(stop)); };
        PgLink link(options);
        const auto opened = QCoro::waitFor(link.open(QDeadlineTimer(3s), {}));
        QVERIFY(!opened);
        QCOMPARE(link.state().rung, Rung::Password);
        QCOMPARE(link.state().phase, LinkPhase::Broken);
    }

    void aConnectionClosedBeforeItIsReadyIsTheNetworks()
    {
        QTcpServer closing; // a proxy whose server is down
        QVERIFY(closing.listen(QHostAddress::LocalHost));
        connect(&closing, &QTcpServer::newConnection, &closing,
                [&closing] { closing.nextPendingConnection()->close(); });
        const LinkState state =
            openWith({{u"port"_s, QString::number(closing.serverPort())}, {u"sslmode"_s, u"disable"_s}});
        QVERIFY(state.error);
        QCOMPARE(state.error->kind, ErrorKind::Network);
        QCOMPARE(state.phase, LinkPhase::Broken);
    }

    void aSilentServerEndsAtOurDeadline()
    {
        QTcpServer silent; // accepts and never says a word
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const LinkState state = openWith({{u"port"_s, QString::number(silent.serverPort())}});
        QVERIFY(state.error);
        QCOMPARE(state.error->kind, ErrorKind::Timeout);
        QVERIFY(state.error->text.contains(u"accepts TCP but does not answer"));
    }

    void theNextHostIsTried()
    {
        const QString port = QString::number(m_lab->primary().port());
        const LinkState state = openWith({{u"host"_s, u"127.0.0.1,127.0.0.1"_s}, {u"port"_s, u"1,"_s + port}});
        QCOMPARE(state.phase, LinkPhase::Live);
        QCOMPARE(state.address, u"127.0.0.1:"_s + port);
        QVERIFY(!state.error); // the first host's trouble is over
        QVERIFY(state.encrypted);
        QVERIFY(state.verified);
    }

    void aQueryEndsAtItsDeadline()
    {
        auto link = connected();
        const auto rows = ask(*link, "SELECT pg_sleep(30)", {}, 200ms);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Timeout);
        QVERIFY(!link->isOpen());
    }

    void aTerminatedBackendIsToldApart()
    {
        auto link = connected();
        QVERIFY(m_lab->endSessions({link->backendPid()}));
        const auto rows = ask(*link, "SELECT 1");
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, ErrorKind::Starting);
        QVERIFY(!link->isOpen());
    }

    void closingTheScopeEndsACoroutineThatWaits()
    {
        std::shared_ptr<PgLink> link = connected();
        std::optional<Error> error;
        auto scope = std::make_unique<TaskScope>();
        scope->hold(queryInto(link, "SELECT pg_sleep(60)", scope->token(), &error));
        QCOMPARE(scope->running(), 1);
        scope.reset(); // synchronous: nothing of it is left
        QVERIFY(error);
        QCOMPARE(error->kind, ErrorKind::Cancelled);
        link.reset();
    }

    void oneOperationAtATime()
    {
        std::shared_ptr<PgLink> link = connected();
        std::optional<Error> error;
        TaskScope scope;
        scope.hold(queryInto(link, "SELECT pg_sleep(60)", scope.token(), &error));
        const auto second = ask(*link, "SELECT 1");
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Bug);
    }
};

LOCKMASTER_TEST(TestPgLink)
#include "tst_pglink.moc"
