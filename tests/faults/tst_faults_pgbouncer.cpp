// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a PgBouncer and what befalls it: F30 to F33 of the design's list. One of another version is in
// tst_faults_versions.
#include <QFile>
#include <QScopeGuard>
#include <QTest>
#include <csignal>
#include <libpq-fe.h>
#include <thread>
#include <tuple>
#include <vector>

#include "checked.h"
#include "harness/testprogram.h"
#include "lab/labclient.h"
#include "lab/scenes/scene.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The only one; empty before its first client.
PgBouncerPool poolOf(const Watched &watched)
{
    return watched.bouncer()->pools.empty() ? PgBouncerPool() : watched.bouncer()->pools.front();
}

Target withPort(Target target, int port)
{
    for (auto &[keyword, value] : target.parameters) {
        if (keyword == u"port")
            value = QString::number(port);
    }
    return target;
}

} // namespace

class TestFaultsPgBouncer : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;
    std::unique_ptr<PgLink> m_console; // kept: a PgBouncer that is suspended lets nobody in

    PgBouncerServer &pgbouncer() { return m_lab->pgbouncer(); }
    Target target() { return targetOf(pgbouncer()); }
    Target behind() { return withPort(targetOf(*m_lab, m_lab->primary()), pgbouncer().port()); }
    Result<PgRows> order(const QByteArray &command)
    {
        const auto say = [&] { return QCoro::waitFor(m_console->command(command, QDeadlineTimer(3s), {})); };
        const Result<PgRows> answer = say();
        if (m_console->isOpen() || !QCoro::waitFor(m_console->open(QDeadlineTimer(3s), {})))
            return answer;
        return say(); // a scene has restarted it meanwhile
    }
    Ended check()
    {
        return checkedWith({u"pgbouncer://lockmaster@127.0.0.1:%1"_s.arg(pgbouncer().port())},
                           m_lab->password(u"lockmaster"_s));
    }
    QString application() { return m_lab->applicationConninfo(u"web"_s, u"shop"_s); }
    bool setInFile(const QByteArray &before, const QByteArray &after)
    {
        QFile file(m_lab->folder() + u"/pgbouncer/pgbouncer.ini"_s);
        if (!file.open(QIODevice::ReadWrite))
            return false;
        QByteArray text = file.readAll();
        const bool isThere = text.contains(before);
        text.replace(before, after);
        return isThere && file.resize(0) && file.seek(0) && file.write(text) == text.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::PgBouncer, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, wordsOf(started));
        const Target admin = targetOf(pgbouncer(), u"pgbouncer_admin"_s);
        m_console =
            std::make_unique<PgLink>(PgLinkOptions{.target = admin.name,
                                                   .parameters = admin.parameters,
                                                   .password = passwordOf(m_lab->password(u"pgbouncer_admin"_s)),
                                                   .isPgBouncerConsole = true});
        QVERIFY(order("SHOW VERSION"));
    }
    void cleanupTestCase() { m_console.reset(); }

    void f30_whatAnAdministratorStops_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArray>("undo");
        QTest::addColumn<QString>("words");
        QTest::newRow("PAUSE") << QByteArray("PAUSE") << QByteArray("RESUME") << u"PgBouncer is paused."_s;
        QTest::newRow("PAUSE of a database")
            << QByteArray("PAUSE orders") << QByteArray("RESUME orders") << u"Database orders is paused."_s;
        QTest::newRow("DISABLE") << QByteArray("DISABLE orders") << QByteArray("ENABLE orders")
                                 << u"Database orders is disabled: new clients are refused."_s;
        QTest::newRow("KILL") << QByteArray("KILL orders") << QByteArray("RESUME orders")
                              << u"Database orders is paused."_s;
        QTest::newRow("SUSPEND") << QByteArray("SUSPEND") << QByteArray("RESUME") << u"PgBouncer is suspended."_s;
    }
    void f30_whatAnAdministratorStops()
    {
        QFETCH(QByteArray, command);
        QFETCH(QByteArray, undo);
        QFETCH(QString, words);
        Watched watched(*m_lab, {target()}, quick());
        watched.engine().want(u"pgbouncer"_s, {u"state"_s});
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
        const auto ordered = order(command);
        QVERIFY2(ordered, wordsOf(ordered));
        QTRY_COMPARE(sentenceOf(findingOf(watched.last(), u"pool.paused"_s)), words);
        if (command != "SUSPEND") {
            const Ended ended = check();
            QVERIFY2(ended.exitCode == kWarning && ended.words.contains(words.toUtf8()), ended.words);
        }
        QVERIFY(order(undo));
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
        QCOMPARE(eventsIn(watched.all()), QString()); // it was stopped, and never lost from sight
    }

    void f30_aKilledPoolIsEmpty()
    {
        Client shop(application());
        QCOMPARE(shop.run(u"BEGIN"_s), QString());
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY(watched.isLiveNow() && poolOf(watched).serversActive == 1);
        QVERIFY(order("KILL orders"));
        QTRY_VERIFY(poolOf(watched).clients() == 0 && poolOf(watched).servers() == 0);
        QVERIFY(order("RESUME orders"));
        QVERIFY(shop.run(u"SELECT 1"_s) != u"1");
    }

    void f30_reconnectReplacesServersOneByOne()
    {
        Client shop(application());
        QCOMPARE(shop.run(u"BEGIN"_s), QString());
        Watched watched(*m_lab, {target()}, quick());
        watched.engine().want(u"pgbouncer"_s, {u"servers"_s});
        const auto server = [&] { // that the shop uses
            const auto &all = watched.bouncer()->servers->all;
            const auto found = std::ranges::find_if(all, [](const auto &one) { return !one.link.isEmpty(); });
            return found == all.end() ? PgBouncerSocket() : *found;
        };
        QTRY_VERIFY(watched.isLiveNow() && watched.bouncer()->servers && server().remotePid > 0);
        const int pid = server().remotePid;
        QVERIFY(order("RECONNECT orders"));
        QTRY_VERIFY(server().isClosing);
        QCOMPARE(server().remotePid, pid); // not before its transaction has ended
        QCOMPARE(idsOf(watched.last()), QStringList());
        QCOMPARE(shop.run(u"COMMIT"_s), QString());
        QCOMPARE(shop.run(u"BEGIN"_s), QString());
        QTRY_VERIFY(server().remotePid > 0 && server().remotePid != pid && !server().isClosing);
        QCOMPARE(eventsIn(watched.all()), QString());
    }

    void f30_reloadChangesSettings()
    {
        Watched watched(*m_lab, {target()}, quick());
        watched.engine().want(u"pgbouncer"_s, {u"config"_s});
        QTRY_VERIFY(watched.isLiveNow() && watched.bouncer()->databases.at(0).poolSize == 10);
        QVERIFY(setInFile("default_pool_size = 10", "default_pool_size = 3"));
        QVERIFY(order("RELOAD"));
        QTRY_VERIFY(watched.bouncer()->settings.at(u"default_pool_size"_s).value == u"3"
                    && watched.bouncer()->databases.at(0).poolSize == 3);
        QVERIFY(setInFile("default_pool_size = 3", "default_pool_size = 10"));
        QVERIFY(order("RELOAD"));
        QTRY_COMPARE(watched.bouncer()->databases.at(0).poolSize, 10);
        QCOMPARE(eventsIn(watched.all()), QString());
    }

    // A server that is reached through the pool cannot answer meanwhile: it is not dead.
    void f30_whoIsBehindAPauseIsNotDead()
    {
        EngineOptions options = quick();
        options.queryTimeout = 300ms;
        options.connectTimeout = 700ms;
        options.dropAfter = 1s;
        Watched server(*m_lab, {behind()}, options);
        Watched front(*m_lab, {target()}, quick());
        const auto told = [&] { return fleetFindings({server.last(), front.last()}); };
        QTRY_VERIFY2(server.isLiveNow() && front.isLiveNow(), qPrintable(server.trouble()));
        QVERIFY(told().empty());
        QVERIFY(order("PAUSE orders"));
        QTRY_VERIFY(told().size() == 1);
        QCOMPARE(told()[0].id, u"target.behind_pause"_s);
        QCOMPARE(told()[0].target, m_lab->primary().name());
        QVERIFY2(sentenceOf(told()[0]).startsWith(u"Paused, not down"), qPrintable(sentenceOf(told()[0])));
        QVERIFY(order("RESUME orders"));
        QTRY_VERIFY_WITH_TIMEOUT(server.isLiveNow() && told().empty(), 15'000);
    }

    void f30_aDisabledDatabaseIsSaidSo()
    {
        QVERIFY(order("DISABLE orders"));
        Watched watched(*m_lab, {behind()}, quick());
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        QCOMPARE(idsOf(watched.last()), QStringList{u"target.starting"_s});
        QVERIFY2(watched.trouble().contains(u"disabled at PgBouncer"), qPrintable(watched.trouble()));
        QVERIFY(order("ENABLE orders"));
        QTRY_VERIFY_WITH_TIMEOUT(watched.isLiveNow(), 15'000);
    }

    void f31_withoutDescriptorsTheLimitIsNamed()
    {
        const std::unique_ptr<Scene> played = makeScene(u"pgbouncer-descriptors"_s);
        const auto begun = played->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        EngineOptions options = quick();
        options.connectTimeout = 500ms;
        Watched watched(*m_lab, {target()}, options);
        QTRY_COMPARE(watched.phase(), LinkPhase::Broken);
        QVERIFY2(watched.trouble().contains(u"limit of open files"), qPrintable(watched.trouble()));
        QCOMPARE(idsOf(watched.last()), QStringList{u"target.unreachable"_s});
        const Ended ended = check();
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("limit of open files") && ended.inTime,
                 ended.words);
        QVERIFY(played->end());
        watched.engine().retryNow(u"pgbouncer"_s);
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
    }

    void f33_fullOfClientsIsSaidSo()
    {
        std::vector<std::unique_ptr<Client>> crowd;
        const auto enter = [&] { return crowd.emplace_back(std::make_unique<Client>(application()))->isOpen(); };
        Watched watched(*m_lab, {target()}, quick()); // its own connection is one of the ten, and stays
        watched.engine().want(u"pgbouncer"_s, {u"config"_s, u"lists"_s});
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(order("SET max_client_conn = 10"));
        const auto restore = qScopeGuard([this] { order("SET max_client_conn = 2500"); });
        while (enter() && crowd.size() < 20) {
        }
        QVERIFY(!crowd.back()->isOpen());
        QTRY_COMPARE(findingOf(watched.last(), u"pool.saturated"_s).severity, FindingSeverity::Critical);
        QCOMPARE(findingOf(watched.last(), u"pool.saturated"_s).evidence[u"maximum"_s], 10);
        Watched refused(*m_lab, {behind()}, quick());
        QTRY_COMPARE(refused.phase(), LinkPhase::Broken);
        QCOMPARE(refused.last()->link.error->kind, ErrorKind::Full);
        QCOMPARE(idsOf(refused.last()), QStringList{u"pool.saturated"_s});
        QCOMPARE(sentenceOf(findingOf(refused.last(), u"pool.saturated"_s)),
                 u"PgBouncer takes no more clients: “no more connections allowed (max_client_conn)”"_s);
        const Ended ended = check(); // the console is let in all the same
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("max_client_conn") && ended.inTime, ended.words);
        crowd.clear();
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
        refused.engine().retryNow(refused.last()->target);
        QTRY_VERIFY2(refused.isLiveNow(), qPrintable(refused.trouble()));
    }

    // Who comes while the server is down waits at login, of which PgBouncer tells 0 s.
    void f33_whoWaitsAtLoginIsSeen()
    {
        std::vector<std::jthread> clients;
        const auto restore = qScopeGuard([this] { // and so lets the clients go
            std::ignore = m_lab->primary().start();
            std::ignore = pgbouncer().stop();
            std::ignore = pgbouncer().start();
        });
        QVERIFY(m_lab->primary().stop());
        QVERIFY(pgbouncer().stop() && pgbouncer().start());
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QCOMPARE(idsOf(watched.last()), QStringList());
        for (int i = 0; i < 3; ++i)
            clients.emplace_back([conninfo = application().toUtf8()] { PQfinish(PQconnectdb(conninfo.constData())); });
        const auto waiting = [&] { return findingOf(watched.last(), u"pool.waiting"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(waiting().evidence[u"longest_wait_seconds"_s].toDouble() >= 2, 15'000);
        QCOMPARE(waiting().severity, FindingSeverity::Critical);
        QCOMPARE(waiting().evidence[u"waiting"_s], QJsonValue(3));
        QCOMPARE(poolOf(watched).longestWait, std::chrono::microseconds(0));
        const Ended ended = check(); // which comes late
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("no connection to the server stands"),
                 ended.words);
    }

    // The last, since another process is the PgBouncer then.
    void f32_aTakeoverIsARestartAndNotAnOutage()
    {
        QVERIFY(setInFile("unix_socket_dir =", "unix_socket_dir = " + (m_lab->folder() + u"/pgbouncer"_s).toUtf8()));
        QVERIFY(pgbouncer().stop() && pgbouncer().start());
        Client shop(application());
        QCOMPARE(shop.run(u"SELECT 1"_s), u"1"_s);
        Watched watched(*m_lab, {target()}, quick());
        QTRY_VERIFY(watched.isLiveNow() && !watched.bouncer()->stats.empty()
                    && watched.bouncer()->stats[0].queries > 0);
        const QString folder = m_lab->folder() + u"/pgbouncer"_s;
        ServerProcess next;
        QVERIFY(next.start({u"pgbouncer"_s, {u"-R"_s, u"pgbouncer.ini"_s}, folder, folder + u"/next.log"_s, {}}));
        QTRY_VERIFY2_WITH_TIMEOUT(eventOf(watched.all(), EventKind::Restarted),
                                  qPrintable(lastLines(folder + u"/next.log"_s)), 15'000);
        QTRY_VERIFY(watched.isLiveNow() && poolOf(watched).clients() == 1); // it has moved over
        QCOMPARE(shop.run(u"SELECT 2"_s), u"2"_s);
        QCOMPARE(idsOf(watched.last()), QStringList());
        next.signal(SIGQUIT);
        QVERIFY(next.waitForExit(10s));
    }
};

LOCKMASTER_TEST(TestFaultsPgBouncer)
#include "tst_faults_pgbouncer.moc"
