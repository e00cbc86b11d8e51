// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a lab beyond a primary and its standbys: who may see what, TLS, the cluster, the cascade, the fleet.
#include "harness/testprogram.h"
#include "lab/labwords.h"
#include "lab/lab.h"
#include "lab/process/processes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLabParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void partsBringOthers();
    void cascadeStreamsFromTheFirstStandby();
    void promotedStandbyIsRebuilt();
    void clusterSharesTheSlots();
    void valkeyIsValkey();
    void redisSpeaksTls_data();
    void redisSpeaksTls();
    void redisUsersHaveTheirRights_data();
    void redisUsersHaveTheirRights();
    void consoleKnowsItsUsers_data();
    void consoleKnowsItsUsers();
    void fleetNamesWhatIsAsked();
    void cleanupTestCase();

private:
    /// What redis-cli prints, with the password of `user`.
    QString redisCli(int port, const QString &user, const QStringList &arguments) const;

    std::unique_ptr<Lab> m_lab;
};

void TestLabParts::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    LabOptions options{kWholeLab, {}};
    options.fleetKinds = FleetKinds::All;
    m_lab = std::make_unique<Lab>(options);
    const Result<void> up = m_lab->start();
    QVERIFY2(up, words(up));
    qInfo("the whole lab is up after %lld ms", timer.elapsed());
}

void TestLabParts::partsBringOthers()
{
    QVERIFY(completed(LabPart::Cascade).testFlags(LabPart::Postgres | LabPart::Standbys));
    QVERIFY(completed(LabPart::Sentinel).testFlag(LabPart::Redis));
    QVERIFY(!completed(LabPart::Cluster).testAnyFlags(LabPart::Redis | LabPart::Standbys));
}

void TestLabParts::cascadeStreamsFromTheFirstStandby()
{
    const QString names =
        u"SELECT string_agg(application_name, ' ' ORDER BY application_name) FROM pg_stat_replication"_s;
    QVERIFY(waitUntil([&] { return m_lab->standby(1).value(names) == u"orders_standby_3"; }, 10s));
    QVERIFY(waitUntil([&] { return m_lab->value(names) == u"orders_standby_1 orders_standby_2"; }, 10s));
    const QString places =
        u"SELECT string_agg(slot_name || active, ' ' ORDER BY slot_name) FROM pg_replication_slots"_s;
    QCOMPARE(m_lab->value(places), u"orders_standby_1true orders_standby_2true"_s);
    QCOMPARE(m_lab->standby(1).value(places), u"orders_standby_3true"_s);
    QVERIFY(m_lab->exec(u"CREATE TABLE echo AS SELECT 42 AS answer"_s));
    QVERIFY(waitUntil([&] { return m_lab->standby(3).value(u"SELECT answer FROM echo"_s) == u"42"; }, 10s));
}

void TestLabParts::promotedStandbyIsRebuilt()
{
    const QString recovers = u"SELECT pg_is_in_recovery()"_s;
    QVERIFY(m_lab->standby(2).promote());
    QVERIFY(m_lab->standby(2).exec(u"CREATE TABLE lost (id int)"_s));
    QCOMPARE(m_lab->standby(2).value(recovers), u"f"_s);
    const Result<void> rebuilt = m_lab->rebuildStandby(2);
    QVERIFY2(rebuilt, words(rebuilt));
    QCOMPARE(m_lab->standby(2).value(recovers), u"t"_s);
    QCOMPARE(m_lab->standby(2).value(u"SELECT count(*) FROM pg_class WHERE relname = 'lost'"_s), u"0"_s);
    const QString streaming = u"SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"_s;
    QVERIFY(waitUntil([&] { return m_lab->value(streaming) == u"2"; }, 10s));
}

void TestLabParts::clusterSharesTheSlots()
{
    QVERIFY(m_lab->cluster().isWhole());
    const QByteArray nodes = m_lab->cluster().node(5).ask(u"CLUSTER NODES"_s);
    QCOMPARE(nodes.count("master -"), 3);
    QCOMPARE(nodes.count("slave "), 3);
    int taken = 0;
    int moved = 0;
    for (int number = 1; number <= LabCluster::kMasters; ++number) {
        const QByteArray answer = m_lab->cluster().node(number).ask(u"SET shop:1 open"_s);
        taken += answer.endsWith("+OK\r\n+OK\r\n") ? 1 : 0;
        moved += answer.contains("-MOVED") ? 1 : 0;
    }
    QCOMPARE(taken, 1);
    QCOMPARE(moved, 2);
}

void TestLabParts::valkeyIsValkey()
{
    QCOMPARE(m_lab->valkey().info(u"server_name"_s), u"valkey"_s);
    QCOMPARE(m_lab->valkey().info(u"role"_s), u"master"_s);
    QCOMPARE(m_lab->redisPrimary().info(u"server_name"_s), QString());
    const Result<QByteArray> refused = m_lab->redisPrimary().order(u"COMMANDLOG LEN slow"_s);
    QVERIFY(!refused && refused.error().detail.contains(u"unknown command"));
}

QString TestLabParts::redisCli(int port, const QString &user, const QStringList &arguments) const
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"REDISCLI_AUTH"_s, m_lab->password(user));
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(u"redis-cli"_s, QStringList{u"-p"_s, QString::number(port), u"--user"_s, user} + arguments);
    program.waitForFinished(10000);
    return QString::fromUtf8(program.readAll()).trimmed();
}

void TestLabParts::redisSpeaksTls_data()
{
    QTest::addColumn<int>("port");
    QTest::newRow("Redis") << m_lab->redisPrimary().tlsPort();
    QTest::newRow("Valkey") << m_lab->valkey().tlsPort();
}

void TestLabParts::redisSpeaksTls()
{
    QFETCH(int, port);
    const QStringList ping{u"--tls"_s, u"--cacert"_s, m_lab->certificate().authority, u"PING"_s};
    QCOMPARE(redisCli(port, u"lockmaster"_s, ping), u"PONG"_s);
    const QString unknown = redisCli(port, u"lockmaster"_s, {u"--tls"_s, u"PING"_s});
    QVERIFY2(unknown.contains(u"certificate verify failed"), qPrintable(unknown));
}

void TestLabParts::redisUsersHaveTheirRights_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("allowed");
    for (const QString &command : {u"INFO"_s, u"CLIENT LIST"_s, u"SLOWLOG GET 1"_s, u"LATENCY LATEST"_s,
                                   u"CONFIG GET maxmemory"_s, u"MEMORY STATS"_s, u"ACL WHOAMI"_s}) {
        QTest::addRow("lockmaster: %s", qPrintable(command)) << u"lockmaster"_s << command << true;
        const bool plain = command == u"INFO";
        QTest::addRow("lockmaster_plain: %s", qPrintable(command)) << u"lockmaster_plain"_s << command << plain;
    }
    for (const QString &command : {u"GET pool:7"_s, u"CONFIG SET maxmemory 0"_s, u"FLUSHALL"_s, u"SHUTDOWN"_s}) {
        QTest::addRow("lockmaster: %s", qPrintable(command)) << u"lockmaster"_s << command << false;
    }
}

void TestLabParts::redisUsersHaveTheirRights()
{
    QFETCH(QString, user);
    QFETCH(QString, command);
    QFETCH(bool, allowed);
    for (const RedisServer *server : {&m_lab->redisPrimary(), &m_lab->valkey(), &m_lab->cluster().node(2)}) {
        const QString answer = redisCli(server->port(), user, command.split(u' '));
        QVERIFY2(answer.contains(u"NOPERM") != allowed && !answer.contains(u"WRONGPASS"), qPrintable(answer));
    }
}

void TestLabParts::consoleKnowsItsUsers_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("admin may act") << u"pgbouncer_admin"_s << u"RELOAD"_s << QString();
    QTest::newRow("monitor may look") << u"lockmaster"_s << u"SHOW POOLS"_s << QString();
    QTest::newRow("monitor may not act") << u"lockmaster"_s << u"RELOAD"_s << u"admin access needed"_s;
    QTest::newRow("others may not enter") << u"lockmaster_plain"_s << u"SHOW POOLS"_s << u"not allowed"_s;
}

void TestLabParts::consoleKnowsItsUsers()
{
    QFETCH(QString, user);
    QFETCH(QString, command);
    QFETCH(QString, refusal);
    QString console = m_lab->applicationConninfo(user, u"test"_s);
    console.replace(u"dbname=orders"_s, u"dbname=pgbouncer"_s);
    const Result<SqlTable> answer = runSql(console, command);
    QCOMPARE(answer.has_value(), refusal.isEmpty());
    QVERIFY2(answer || answer.error().detail.contains(refusal), words(answer.transform([](const SqlTable &) {})));
}

void TestLabParts::fleetNamesWhatIsAsked()
{
    QFile file(m_lab->fleetFile().value());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString yaml = QString::fromUtf8(file.readAll());
    QStringList urls{u"pgbouncer://lockmaster@127.0.0.1:%1/pgbouncer"_s.arg(m_lab->pgbouncer().port())};
    for (const RedisServer *server :
         {&m_lab->redisPrimary(), &m_lab->redisReplica(), &m_lab->valkey(), &m_lab->cluster().node(1)}) {
        urls += u"redis://lockmaster@127.0.0.1:%1"_s.arg(server->port());
    }
    for (const int number : {1, 2, 3}) {
        urls += u"sentinel://127.0.0.1:%1"_s.arg(m_lab->sentinel(number).port());
        urls += m_lab->url(m_lab->standby(number));
    }
    for (const QString &url : urls) {
        QVERIFY2(yaml.contains(u"url: \"%1\""_s.arg(url)), qPrintable(url + u'\n' + yaml));
    }
    QCOMPARE(yaml.count(u"- name:"), 1 + urls.size());
    QCOMPARE(yaml.count(u"group: cache-cluster"), 1);
}

void TestLabParts::cleanupTestCase()
{
    const QString folder = m_lab->folder();
    m_lab.reset();
    QVERIFY(!QDir(folder).exists());
    QVERIFY(processesIn(folder).empty());
}

LOCKMASTER_TEST(TestLabParts)
#include "tst_labparts.moc"
