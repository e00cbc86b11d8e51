// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A whole lab: every part works, and every fault that tests need can be made and mended.
#include "harness/testprogram.h"
#include "lab/labwords.h"
#include "lab/crowd/workload.h"
#include "lab/lab.h"
#include "lab/process/processes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLabServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void standbysStream();
    void settingsReachEveryServer();
    void workloadPassesPgBouncer();
    void workloadReadsRedis();
    void redisIsReplicated();
    void sentinelFailsOver();
    void suspendedServerIsSilent();
    void restartedServerIsTheSame();
    void killedServerComesBack();
    void accessFileDecides();
    void standbyIsPromoted();
    void cleanupTestCase();

private:
    std::unique_ptr<Lab> m_lab;
};

void TestLabServers::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    m_lab = std::make_unique<Lab>(LabOptions{kWholeLab, {{u"work_mem"_s, u"5MB"_s}, {u"max_connections"_s, u"123"_s}}});
    const Result<void> up = m_lab->start();
    QVERIFY2(up, words(up));
    qInfo("the whole lab is up after %lld ms", timer.elapsed());
}

void TestLabServers::standbysStream()
{
    const QString streaming = u"SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"_s;
    QVERIFY(waitUntil([&] { return m_lab->value(streaming) == u"2"; }, 10s));
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_replication_slots WHERE active"_s), u"2"_s);
    QVERIFY(m_lab->exec(u"CREATE TABLE echo AS SELECT 42 AS answer"_s));
    for (const int number : {1, 2}) {
        QVERIFY(waitUntil([&] { return m_lab->standby(number).value(u"SELECT answer FROM echo"_s) == u"42"; }, 10s));
        QCOMPARE(m_lab->standby(number).value(u"SELECT pg_is_in_recovery()"_s), u"t"_s);
    }
}

void TestLabServers::settingsReachEveryServer()
{
    for (PostgresServer *server : {&m_lab->primary(), &m_lab->standby(1), &m_lab->standby(2)}) {
        QCOMPARE(server->value(u"SHOW work_mem"_s), u"5MB"_s);
        QCOMPARE(server->value(u"SHOW max_connections"_s), u"123"_s);
        QCOMPARE(server->value(u"SHOW cluster_name"_s), server->name());
    }
    QVERIFY(m_lab->standby(1).set({{u"work_mem"_s, u"6MB"_s}}));
    QCOMPARE(m_lab->standby(1).value(u"SHOW work_mem"_s), u"6MB"_s);
}

void TestLabServers::workloadPassesPgBouncer()
{
    const QString orders = u"SELECT count(*) FROM orders"_s;
    const int before = m_lab->value(orders).toInt();
    const Workload workload(*m_lab, 200);
    QVERIFY(waitUntil([&] { return m_lab->value(orders).toInt() > before + 20; }, 20s));
    QString console = m_lab->applicationConninfo(u"lockmaster"_s, u"test"_s);
    console.replace(u"dbname=orders"_s, u"dbname=pgbouncer"_s);
    const auto pools = runSql(console, u"SHOW CLIENTS"_s);
    QVERIFY2(pools, words(pools.transform([](const SqlTable &) {})));
    QVERIFY(pools->size() >= 8);
    const QString failed = u"SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction (aborted)'"_s;
    QCOMPARE(m_lab->value(failed), u"0"_s);
}

void TestLabServers::workloadReadsRedis()
{
    const Workload workload(*m_lab, 200);
    const auto counter = [this](const QString &name) { return m_lab->redisPrimary().info(name).toInt(); };
    QVERIFY(waitUntil([&] { return counter(u"keyspace_misses"_s) >= 20; }, 20s));
    QVERIFY(counter(u"keyspace_hits"_s) > 10 * counter(u"keyspace_misses"_s));
}

void TestLabServers::redisIsReplicated()
{
    QVERIFY(m_lab->redisPrimary().ask(u"SET pool:7 open"_s).contains("+OK"));
    QVERIFY(waitUntil([&] { return m_lab->redisReplica().ask(u"GET pool:7"_s).contains("open"); }, 5s));
}

void TestLabServers::sentinelFailsOver()
{
    QVERIFY(m_lab->redisPrimary().stop());
    QVERIFY(waitUntil([&] { return m_lab->redisReplica().ask(u"ROLE"_s).contains("master"); }, 30s));
}

void TestLabServers::suspendedServerIsSilent()
{
    PostgresServer &server = m_lab->standby(2);
    const QString conninfo = m_lab->url(server) + u"&connect_timeout=2&password="_s + m_lab->password(u"lockmaster"_s);
    server.suspend();
    const auto silent = runSql(conninfo, u"SELECT 1"_s);
    server.resume();
    QVERIFY(!silent);
    QVERIFY2(silent.error().detail.contains(u"timeout"), qPrintable(silent.error().detail));
    QVERIFY(runSql(conninfo, u"SELECT 1"_s));
}

void TestLabServers::restartedServerIsTheSame()
{
    PostgresServer &server = m_lab->standby(2);
    const int port = server.port();
    QVERIFY(server.stop(StopMode::Fast));
    QVERIFY(!server.isRunning());
    QVERIFY(!server.exec(u"SELECT 1"_s));
    const Result<void> started = server.start();
    QVERIFY2(started, words(started));
    QCOMPARE(server.value(u"SHOW port"_s).toInt(), port);
}

void TestLabServers::killedServerComesBack()
{
    PostgresServer &server = m_lab->primary();
    const QString before = server.value(u"SELECT count(*) FROM customers"_s);
    server.kill();
    QVERIFY(!server.isRunning());
    const Result<void> started = server.start();
    QVERIFY2(started, words(started));
    QCOMPARE(server.value(u"SELECT count(*) FROM customers"_s), before);
}

void TestLabServers::accessFileDecides()
{
    const QString conninfo = m_lab->conninfo(u"web"_s, u"test"_s);
    QVERIFY(runSql(conninfo, u"SELECT 1"_s));
    QVERIFY(m_lab->primary().prependHba(u"host all web 127.0.0.1/32 reject"_s));
    const auto refused = runSql(conninfo, u"SELECT 1"_s);
    QVERIFY(!refused && refused.error().detail.contains(u"pg_hba.conf"));
}

void TestLabServers::standbyIsPromoted()
{
    const Result<void> promoted = m_lab->standby(1).promote();
    QVERIFY2(promoted, words(promoted));
    QVERIFY(m_lab->standby(1).exec(u"CREATE TABLE mine (id int)"_s));
}

void TestLabServers::cleanupTestCase()
{
    m_lab->standby(2).suspend(); // also what does not answer goes
    const QString folder = m_lab->folder();
    m_lab.reset();
    QVERIFY(!QDir(folder).exists());
    QVERIFY(processesIn(folder).empty());
}

LOCKMASTER_TEST(TestLabServers)
#include "tst_labservers.moc"
