// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of Redis, Sentinel and Redis Cluster, by their own word.
#include "harness/testprogram.h"
#include "lab/watch/redisservers.h"
#include "window/scenetest.h"

using namespace lockmaster;
using namespace lockmaster::redisservers;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The server answers `command` with `answer` in it.
Seen says(Server server, const QString &command, const QByteArray &answer)
{
    return [=](Lab &lab) { return server(lab).ask(command).contains(answer); };
}

/// A counter of INFO moves within a second.
Seen counts(const QString &field)
{
    return [field](Lab &lab) {
        const QString before = primary(lab).info(field);
        return waitUntil([&] { return primary(lab).info(field) != before; }, 1s);
    };
}

Seen opposite(const Seen &seen)
{
    return [seen](Lab &lab) { return !seen(lab); };
}

} // namespace

class TestLabScenesRedis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sceneCanBePlayedTwice_data();
    void sceneCanBePlayedTwice();
    void nothingWasFailedOver();
    void nothingIsLeft();

private:
    std::unique_ptr<Lab> m_lab;
};

void TestLabScenesRedis::initTestCase()
{
    m_lab = std::make_unique<Lab>(LabOptions{LabPart::Sentinel | LabPart::Cluster, {}});
    const Result<void> up = m_lab->start();
    QVERIFY2(up, wordsOf(up));
    QVERIFY(m_lab->redisPrimary().order(u"SET pool:7 open"_s));
}

void TestLabScenesRedis::sceneCanBePlayedTwice_data()
{
    QTest::addColumn<Seen>("isOn");
    QTest::addColumn<Seen>("isOver");
    const Seen oom = says(primary, u"SET probe 1"_s, "-OOM");
    const Seen evicts = counts(u"evicted_keys"_s);
    const Seen misses = counts(u"keyspace_misses"_s);
    const QString quorum = u"SENTINEL CKQUORUM orders"_s;
    const QString link = u"INFO replication"_s;
    QTest::newRow("redis-memory-full") << oom << opposite(oom);
    QTest::newRow("redis-evicting") << evicts << opposite(evicts);
    QTest::newRow("hit-rate-collapse") << misses << opposite(misses);
    QTest::newRow("redis-busy-script") << says(primary, u"INFO"_s, "-BUSY") << says(primary, u"PING"_s, "+PONG");
    QTest::newRow("redis-loading") << says(primary, u"PING"_s, "-LOADING") << says(primary, u"PING"_s, "+PONG");
    QTest::newRow("replica-link-down") << says(replica, link, "master_link_status:down")
                                       << says(replica, link, "master_link_status:up");
    QTest::newRow("sentinel-tilt") << says(sentinel, u"INFO sentinel"_s, "sentinel_tilt:1")
                                   << says(sentinel, u"INFO sentinel"_s, "sentinel_tilt:0");
    QTest::newRow("sentinel-no-quorum") << says(sentinel, quorum, "-NOQUORUM") << says(sentinel, quorum, "+OK 3");
    QTest::newRow("cluster-slot-uncovered") << says(node, u"CLUSTER INFO"_s, "cluster_state:fail")
                                            << Seen([](Lab &lab) { return lab.cluster().isWhole(); });
}

void TestLabScenesRedis::sceneCanBePlayedTwice()
{
    QFETCH(Seen, isOn);
    QFETCH(Seen, isOver);
    playTwice(*m_lab, QString::fromLatin1(QTest::currentDataTag()), isOn, isOver);
}

void TestLabScenesRedis::nothingWasFailedOver()
{
    QCOMPARE(m_lab->redisPrimary().info(u"role"_s), u"master"_s);
    QCOMPARE(m_lab->redisReplica().info(u"role"_s), u"slave"_s);
    for (const int number : {1, 2, 3}) {
        const QByteArray master = m_lab->sentinel(number).ask(u"SENTINEL MASTER orders"_s);
        QVERIFY2(master.contains("config-epoch\r\n$1\r\n0\r\n"), master); // counts failovers
        QVERIFY2(master.contains("down-after-milliseconds\r\n$4\r\n1000\r\n"), master);
    }
}

void TestLabScenesRedis::nothingIsLeft()
{
    const RedisServer &server = m_lab->redisPrimary();
    QVERIFY(server.ask(u"CONFIG GET maxmemory"_s).contains("$1\r\n0\r\n"));
    QVERIFY(server.ask(u"CONFIG GET maxmemory-policy"_s).contains("noeviction"));
    QVERIFY(server.ask(u"DEL probe"_s).contains(":"));
    const QByteArray keys = server.ask(u"KEYS *"_s);
    QVERIFY2(keys == "+OK\r\n*1\r\n$6\r\npool:7\r\n" || keys == "+OK\r\n*0\r\n", keys); // an eviction may have hit it
}

LOCKMASTER_TEST(TestLabScenesRedis)
#include "tst_labscenes_redis.moc"
