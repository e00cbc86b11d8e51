// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults in what the server shows: hidden columns, hijacked names, locked catalogs, broken bytes, hostile names.
#include <QTest>

#include "engine/postgres/postgressource.h"
#include "harness/testprogram.h"
#include "lab/watch/watched.h"
#include "link/taskscope.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<void> runUntilStopped(PgLink *link, QByteArray statement, std::stop_token stop)
{
    [[maybe_unused]] const auto rows = co_await link->query({statement, {}, {}}, QDeadlineTimer(60s), stop);
}

} // namespace

class TestCatalogFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target primary(const QString &role = u"lockmaster"_s) const { return targetOf(*m_lab, m_lab->primary(), role); }
    Target inDatabase(const QString &database, const QString &role = u"lockmaster"_s) const
    {
        Target target = primary(role);
        for (auto &[keyword, value] : target.parameters) {
            if (keyword == u"dbname")
                value = database;
        }
        return target;
    }
    std::unique_ptr<PgLink> connected(const Target &target)
    {
        auto link = std::make_unique<PgLink>(optionsOf(*m_lab, target));
        const auto opened = QCoro::waitFor(link->open(QDeadlineTimer(3s), {}));
        return opened ? std::move(link) : nullptr;
    }
    static bool run(PgLink &link, const QByteArray &sql)
    {
        return QCoro::waitFor(link.query({sql, {}, {}}, QDeadlineTimer(3s), {})).has_value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>();
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void f26_withoutPgMonitor()
    {
        Watched watched(*m_lab, {primary(u"lockmaster_plain"_s)}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(!watched.last()->hidden.empty());
        QVERIFY(watched.last()->hidden.front().contains(u"GRANT pg_monitor TO lockmaster_plain;"));
        auto other = connected(primary(u"web"_s));
        QTRY_VERIFY(findSession(*watched.state(), other->backendPid()));
        const SessionPtr session = findSession(*watched.state(), other->backendPid());
        QCOMPARE(session->state, SessionState::Hidden); // not "idle", not an empty query taken for a fact
        QVERIFY(session->query.isEmpty());
        QCOMPARE(session->user, u"web"_s);
    }

    void f28_hijackedNames()
    {
        for (const char *sql :
             {"CREATE TABLE public.pg_stat_activity (pid int)",
              "CREATE FUNCTION public.count() RETURNS int8 LANGUAGE sql AS 'SELECT 1/0'",
              "CREATE FUNCTION public.pg_stat_get_activity(int) RETURNS int LANGUAGE sql AS 'SELECT 1/0'",
              "CREATE FUNCTION public.host(inet) RETURNS text LANGUAGE sql AS 'SELECT (1/0)::text'",
              "ALTER ROLE lockmaster SET search_path = public, pg_catalog"})
            QVERIFY2(m_lab->exec(QString::fromLatin1(sql)), sql);
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(watched.state()->sessions.size() > 3);
        QVERIFY(watched.last()->probeErrors.empty());
        QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster RESET search_path"_s));
    }

    void f41_aLockedCatalog()
    {
        auto locker = connected(primary(u"lab_admin"_s));
        QVERIFY(locker);
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(run(*locker, "BEGIN"));
        QVERIFY(run(*locker, "LOCK TABLE pg_catalog.pg_database IN ACCESS EXCLUSIVE MODE"));
        const auto sequence = watched.last()->sequence;
        QTRY_VERIFY(watched.last()->sequence > sequence + 5);
        QVERIFY(watched.isLiveNow()); // sessions and locks need no catalog
        const int backends = int(watched.state()->sessions.size());
        QTRY_VERIFY(watched.last()->sequence > sequence + 10);
        QCOMPARE(int(watched.state()->sessions.size()), backends); // nothing piles up behind the lock
        QVERIFY(run(*locker, "ROLLBACK"));
    }

    void f41_theBlockedProbeNamesTheBlocker()
    {
        auto locker = connected(primary(u"lab_admin"_s));
        PostgresSource source({primary(), passwordOf(m_lab->password(u"lockmaster"_s)), u"lockmaster"_s},
                              systemClock());
        QVERIFY(QCoro::waitFor(source.open(QDeadlineTimer(5s), {})));
        QVERIFY(run(*locker, "BEGIN"));
        QVERIFY(run(*locker, "LOCK TABLE pg_catalog.pg_database IN ACCESS EXCLUSIVE MODE"));
        const auto sample = [&] {
            return QCoro::waitFor(source.sample(systemClock().steadyNow(), {}, QDeadlineTimer(5s), {}));
        };
        const SampleResult locked = sample();
        QCOMPARE(locked.probeErrors.size(), 4u); // names, ages and settings of databases, and the tables of ours
        for (const Error &error : locked.probeErrors)
            QVERIFY2(error.text.contains(u"blocked by pid %1"_s.arg(locker->backendPid())), qPrintable(error.text));
        QVERIFY(locked.data.postgres); // all that needs no catalog is there
        QVERIFY(findSession(*locked.data.postgres, locker->backendPid())->database.startsWith(u"oid "));
        QVERIFY(run(*locker, "ROLLBACK"));
        QVERIFY(sample().probeErrors.empty());
        QCOMPARE(findSession(*sample().data.postgres, locker->backendPid())->database, u"orders"_s);
    }

    void f44_bytesThatAreNoUtf8()
    {
        QVERIFY(m_lab->exec(
            u"CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"_s));
        QVERIFY(
            m_lab->exec(u"CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"_s));
        Target ascii = inDatabase(u"ascii"_s, u"lab_admin"_s);
        ascii.parameters.emplace_back(u"client_encoding"_s, u"SQL_ASCII"_s);
        auto broken = connected(ascii);
        QVERIFY(broken);
        QVERIFY(run(*broken, "SELECT 1 /* caf\xe9\xff */"));
        for (const QString &database : {u"orders"_s, u"ascii"_s, u"latin"_s}) { // seen from each of the three encodings
            Watched watched(*m_lab, {inDatabase(database)}, quick());
            QTRY_VERIFY2(watched.isLiveNow(), qPrintable(database + watched.trouble()));
            QTRY_VERIFY(findSession(*watched.state(), broken->backendPid()));
            const SessionPtr session = findSession(*watched.state(), broken->backendPid());
            QVERIFY2(session->query.startsWith(u"SELECT 1 /* caf"), qPrintable(session->query));
            if (database != u"latin")
                QVERIFY(session->queryHadInvalidBytes);
            QVERIFY(watched.state()->sessions.size() > 5);
        }
    }

    void f45_hostileNames()
    {
        const QString name = u"a\nb\u202e\u200b<img src=/dev/zero>\x1b[31m"_s;
        auto sql = [](const QString &text) { return u'"' + text + u'"'; };
        QVERIFY(m_lab->exec(u"CREATE ROLE %1 LOGIN PASSWORD 'x'"_s.arg(sql(name))));
        QVERIFY(m_lab->exec(u"CREATE TABLE %1 (id int)"_s.arg(sql(name))));
        auto holder = connected(primary(u"lab_admin"_s));
        auto waiter = connected(primary(u"lab_admin"_s));
        QVERIFY(run(*holder, "BEGIN"));
        QVERIFY(run(*holder, "LOCK TABLE public." + sql(name).toUtf8()));
        QVERIFY(run(*holder, "SET application_name = '<img src=/dev/zero>'"));
        TaskScope scope;
        scope.hold(runUntilStopped(waiter.get(), "SELECT * FROM public." + sql(name).toUtf8(), scope.token()));
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow() && !watched.state()->lockWaits.empty());
        QTRY_COMPARE(watched.state()->lockWaits.front().relation,
                     name); // exactly, for copies; escaping is the screen's
        QCOMPARE(findSession(*watched.state(), holder->backendPid())->application, u"<img src=/dev/zero>"_s);
    }
};

LOCKMASTER_TEST(TestCatalogFaults)
#include "tst_faults_catalog.moc"
