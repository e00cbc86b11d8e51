// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What others do on a server must not mislead, slow or blind the console: F71 and F72 of the design's list. Bytes that
// are no RESP at all are sent by the fake server of tst_redislink_hostile.
#include <QTest>
#include <algorithm>
#include <thread>

#include "checked.h"
#include "harness/testprogram.h"
#include "lab/redis/labredisclient.h"
#include "lab/scenes/scene.h"
#include "lab/watch/redisservers.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"

using namespace lockmaster;
using namespace lockmaster::redisservers;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFaultsRedisNoise : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    bool sentinelWatches(int number, const RedisServer &server)
    {
        RedisServer &sentinel = m_lab->sentinel(number);
        return sentinel.order(u"SENTINEL REMOVE orders"_s)
               && sentinel.order(u"SENTINEL MONITOR orders 127.0.0.1 %1 2"_s.arg(server.port()))
               && sentinel.order(u"SENTINEL SET orders auth-pass %1"_s.arg(server.password()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Sentinel | LabPart::Cluster | LabPart::Valkey, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, wordsOf(started));
    }

    // Users choose names of keys, clients and errors: bytes of the protocol and of our lists in them are just bytes.
    void f71_forgedBytesInNamesAreNames_data()
    {
        QTest::addColumn<Server>("server");
        QTest::newRow("Redis") << Server(primary);
        QTest::newRow("Valkey") << Server(valkey);
    }
    void f71_forgedBytesInNamesAreNames()
    {
        QFETCH(Server, server);
        RedisServer &asked = server(*m_lab);
        LabRedisClient forger(asked);
        forger.ask({"CLIENT", "SETNAME", "addr=6.6.6.6:1"});
        forger.ask({"CONFIG", "SET", "slowlog-log-slower-than", "0"});
        forger.ask({"SET", "a\r\n+OK\r\n$-1\r\n*2\r\nused_memory:1\r\n", "1"});
        forger.ask({"EVAL", "return redis.error_reply('FORGED\\r\\nused_memory:1\\r\\n+OK')", "0"});
        forger.ask({"CONFIG", "SET", "slowlog-log-slower-than", "10000"});
        Watched watched(*m_lab, {targetOf(asked)}, quick());
        watched.engine().want(asked.name(), {u"clients"_s, u"slowlog"_s, u"commands"_s});
        QTRY_VERIFY2(watched.isLiveNow() && watched.redis()->clients && watched.redis()->slowLog,
                     qPrintable(watched.trouble()));
        const auto named = std::ranges::find(*watched.redis()->clients, u"addr=6.6.6.6:1"_s, &RedisClient::name);
        QVERIFY(named != watched.redis()->clients->end());
        QVERIFY2(named->address.startsWith(u"127.0.0.1:"), qPrintable(named->address));
        QVERIFY(std::ranges::any_of(*watched.redis()->slowLog,
                                    [](const auto &entry) { return entry.command.contains(u"$-1"); }));
        QVERIFY(watched.redis()->number(u"used_memory"_s) > 1000);
        QVERIFY(std::ranges::none_of(watched.redis()->errors,
                                     [](const auto &error) { return error.first.contains(u'\n'); }));
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 5);
        QVERIFY(watched.last()->probeErrors.empty());
        QCOMPARE(eventsIn(watched.all()), QString());
        QVERIFY(asked.order(u"SLOWLOG RESET"_s));
    }

    void f72_aFloodBesideUsDoesNotBlindUs_data()
    {
        QTest::addColumn<QByteArray>("listener");
        QTest::addColumn<QByteArray>("flood");
        QTest::newRow("MONITOR") << QByteArray("MONITOR") << QByteArray("SET news");
        QTest::newRow("publish and subscribe") << QByteArray("SUBSCRIBE news") << QByteArray("PUBLISH news");
    }
    void f72_aFloodBesideUsDoesNotBlindUs()
    {
        QFETCH(QByteArray, listener);
        QFETCH(QByteArray, flood);
        Watched watched(*m_lab, {targetOf(m_lab->redisPrimary())}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        LabRedisClient reader(m_lab->redisPrimary()); // which never reads
        reader.send(listener.split(' '));
        const auto commands = [&] { return watched.redis()->integer(u"total_commands_processed"_s).value_or(0); };
        const std::int64_t before = commands();
        const std::jthread others([this, flood](const std::stop_token &stop) {
            keepAsking(
                m_lab->redisPrimary(), 20'000,
                [&](int) { return flood.split(' ') + QByteArrayList{QByteArray(500, 'x')}; }, stop);
        });
        watched.forgetAll();
        QTRY_VERIFY_WITH_TIMEOUT(watched.all().size() >= 30 && commands() > before + 10'000, 20'000);
        QCOMPARE(eventsIn(watched.all()), QString());
        QVERIFY(watched.last()->probeErrors.empty());
        for (std::size_t i = 1; i < watched.all().size(); ++i) {
            const auto gap = watched.all()[i]->taken.steady - watched.all()[i - 1]->taken.steady;
            QVERIFY2(gap < 2s, "it was slowed");
        }
    }

    void f72_aTiltedSentinelIsNotTrusted()
    {
        RedisServer &sentinel = m_lab->sentinel(1);
        Watched watched(*m_lab, {sentinelTargetOf(sentinel)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const std::unique_ptr<Scene> scene = makeScene(u"sentinel-tilt"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        watched.forgetAll();
        QTRY_VERIFY(watched.isLiveNow() && watched.sentinel()->isTilted);
        QVERIFY(idsOf(watched.last()).contains(u"redis.sentinel.tilt"_s));
        QVERIFY(watched.sentinel()->tiltedFor);
        const Ended ended = checkedRedis(sentinel, u"sentinel"_s, {}, sentinel.password());
        QVERIFY2(ended.exitCode == kWarning && ended.words.contains("takes no part in a failover"), ended.words);
        const Result<void> finished = scene->end(); // by a restart
        QVERIFY2(finished, wordsOf(finished));
        watched.engine().retryNow(sentinel.name());
        QTRY_VERIFY2(watched.isLiveNow() && !watched.sentinel()->isTilted, qPrintable(watched.trouble()));
        QVERIFY(!idsOf(watched.last()).contains(u"redis.sentinel.tilt"_s));
    }

    void f72_sentinelsThatDisagreeAreAnAlarm()
    {
        Watched first(*m_lab, {sentinelTargetOf(m_lab->sentinel(1))}, quick());
        Watched second(*m_lab, {sentinelTargetOf(m_lab->sentinel(2))}, quick());
        QTRY_VERIFY(first.isLiveNow() && second.isLiveNow());
        const auto told = [&] { return fleetFindings({first.last(), second.last()}); };
        QVERIFY(told().empty());
        QVERIFY(sentinelWatches(2, m_lab->redisReplica()));
        QTRY_COMPARE(told().size(), 2u);
        QCOMPARE(told()[0].id, u"redis.sentinel.dissent"_s);
        QCOMPARE(told()[0].severity, FindingSeverity::Critical);
        QCOMPARE(told()[0].evidence[u"address"_s], u"127.0.0.1:%1"_s.arg(m_lab->redisPrimary().port()));
        QCOMPARE(told()[0].evidence[u"others"_s][0][u"address"_s], u"127.0.0.1:%1"_s.arg(m_lab->redisReplica().port()));
        QCOMPARE(told()[1].target, m_lab->sentinel(2).name());
        QVERIFY(sentinelWatches(2, m_lab->redisPrimary()));
        QTRY_VERIFY(told().empty());
    }

    void f72_slotsThatNobodyServesAreAnAlarm()
    {
        RedisServer &node = m_lab->cluster().node(1);
        const std::unique_ptr<Scene> scene = makeScene(u"cluster-slot-uncovered"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        Watched watched(*m_lab, {targetOf(node)}, quick());
        QTRY_COMPARE(findingOf(watched.last(), u"redis.cluster.down"_s).severity, FindingSeverity::Critical);
        QVERIFY(LabRedisClient(node).ask({"GET", "a"}).startsWith(u"CLUSTERDOWN"));
        const Ended ended = checkedRedis(node, u"redis"_s, u"lockmaster"_s, m_lab->password(u"lockmaster"_s));
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("slots are not served by any node"), ended.words);
        const Result<void> finished = scene->end();
        QVERIFY2(finished, wordsOf(finished));
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
    }
};

LOCKMASTER_TEST(TestFaultsRedisNoise)
#include "tst_faults_redisnoise.moc"
