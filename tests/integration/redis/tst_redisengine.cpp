// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine on real Redis, Valkey, Cluster nodes and Sentinels: what it sees is what they say, incidents come and go
// within two samples, and what a user may not see is hidden with the rule to add. Servers that refuse, load, hang or are
// flooded are in faults/tst_faults_redis and tst_faults_redisnoise.
#include <QScopeGuard>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <csignal>

#include "harness/testprogram.h"
#include "lab/redis/labredisclient.h"
#include "lab/scenes/scene.h"
#include "lab/watch/redisservers.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"
#include "metrics/exposition.h"
#include "model/fleet/discovery.h"
#include "model/fleet/sameserver.h"
#include "model/series.h"
#include "redisfixtures.h"

using namespace lockmaster;
using namespace lockmaster::redisservers;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool has(const SnapshotPtr &snapshot, const QString &series)
{
    return std::ranges::contains(snapshot->samples, series, &Sample::series);
}

qsizetype asked(const std::vector<SnapshotPtr> &all, const QString &probe)
{
    return std::ranges::count_if(all, [&](const SnapshotPtr &snapshot) {
        return std::ranges::contains(snapshot->costs, probe, &ProbeCost::probe);
    });
}

} // namespace

class TestRedisEngine : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Sentinel | LabPart::Cluster | LabPart::Valkey;
        m_lab = std::make_unique<Lab>(options);
        const Result<void> up = m_lab->start();
        QVERIFY2(up, wordsOf(up));
    }

    void itSaysWhatTheServerSays_data()
    {
        QTest::addColumn<Server>("server");
        QTest::addColumn<bool>("isValkey");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<RedisRole>("role");
        QTest::newRow("primary") << Server(primary) << false << u"standalone"_s << RedisRole::Primary;
        QTest::newRow("replica") << Server(replica) << false << u"standalone"_s << RedisRole::Replica;
        QTest::newRow("Valkey") << Server(valkey) << true << u"standalone"_s << RedisRole::Primary;
        QTest::newRow("node of a cluster") << Server(node) << false << u"cluster"_s << RedisRole::Primary;
    }
    void itSaysWhatTheServerSays()
    {
        QFETCH(Server, server);
        RedisServer &asked = server(*m_lab);
        Watched watched(*m_lab, {targetOf(asked)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const RedisState &state = *watched.redis();
        QTEST(state.identity.isValkey, "isValkey");
        QTEST(state.identity.mode, "mode");
        QTEST(state.identity.role, "role");
        QCOMPARE(state.identity.version,
                 asked.info(state.identity.isValkey ? u"valkey_version"_s : u"redis_version"_s));
        QCOMPARE(state.identity.runId, asked.info(u"run_id"_s));
        QCOMPARE(state.identity.port, asked.port());
        QCOMPARE(state.identity.user, u"lockmaster"_s);
        QCOMPARE(state.condition, RedisCondition::Ready);
        QVERIFY(state.identity.started && *state.identity.started < state.serverNow);
        QCOMPARE(state.info.value(u"maxclients"_s), asked.info(u"maxclients"_s));
        QCOMPARE(state.settings.at(u"maxclients"_s), asked.info(u"maxclients"_s));
        QVERIFY(state.clients && state.slowLog && state.slowLogLength && !state.commands.empty());
        QVERIFY(std::ranges::contains(*state.clients, u"lockmaster"_s, &RedisClient::name));
        QCOMPARE(state.largeLogs.size(), state.identity.isValkey ? 2u : 0u);
        QCOMPARE(state.cluster.has_value(), state.identity.mode == u"cluster");
        QVERIFY(watched.last()->hidden.empty() && watched.last()->probeErrors.empty());
        QCOMPARE(idsOf(watched.last()), QStringList());
        QTRY_VERIFY(has(watched.last(), u"rate(redis_commands_processed_total)"_s));
    }

    void replicationIsSeenFromBothEnds()
    {
        Watched above(*m_lab, {targetOf(m_lab->redisPrimary())}, quick());
        Watched below(*m_lab, {targetOf(m_lab->redisReplica())}, quick());
        QTRY_VERIFY(above.isLiveNow() && below.isLiveNow());
        const RedisReplication &ofPrimary = above.redis()->replication;
        QCOMPARE(ofPrimary.replicas.size(), 1u);
        QCOMPARE(ofPrimary.replicas[0].address, u"127.0.0.1:%1"_s.arg(m_lab->redisReplica().port()));
        QCOMPARE(ofPrimary.replicas[0].state, u"online"_s);
        QCOMPARE(below.redis()->replication.isLinkUp, true);
        QCOMPARE(below.redis()->replication.primaryPort, m_lab->redisPrimary().port());
        QTRY_VERIFY(replicaLag(above.redis()->replication, above.redis()->replication.replicas.at(0)) == 0);
        QTRY_COMPARE(below.redis()->replication.offset, above.redis()->replication.offset);
        const auto found = discovered(targetOf(m_lab->redisPrimary()), *above.last());
        QCOMPARE(found.size(), 1u);
        QCOMPARE(parameter(found[0].parameters, u"port"), QString::number(m_lab->redisReplica().port()));
        QCOMPARE(discovered(targetOf(m_lab->redisReplica()), *below.last()).size(), 1u);
    }

    /// A replica behind a translation of addresses is listed by the name it announces, and is the same target.
    void aReplicaIsKnownByWhatItAnnounces()
    {
        const RedisServer &server = m_lab->redisReplica();
        const auto announce = [&](const QString &host, int port) {
            QVERIFY(server.order(u"CONFIG SET replica-announce-ip %1"_s.arg(host)));
            QVERIFY(server.order(u"CONFIG SET replica-announce-port %1"_s.arg(port)));
            QVERIFY(m_lab->redisPrimary().order(u"CLIENT KILL TYPE replica"_s)); // it tells when it comes
        };
        announce(u"replica.example.test"_s, 16379);
        const auto mend = qScopeGuard([&] { announce(u"\"\""_s, 0); });
        const Target target = targetOf(server);
        Watched above(*m_lab, {targetOf(m_lab->redisPrimary())}, quick());
        Watched below(*m_lab, {target}, quick());
        const auto named = [&] {
            const auto &all = above.redis()->replication.replicas;
            return all.empty() ? QString() : all.front().address;
        };
        QTRY_VERIFY(above.isLiveNow() && below.isLiveNow());
        QTRY_COMPARE(named(), u"replica.example.test:16379"_s);
        QVERIFY(isSameServer({named()}, &target, below.last().get()));
        QVERIFY(!isSameServer({named()}, &target, nullptr));
        QVERIFY(!isSameServer({named()}, nullptr, above.last().get()));
    }

    /// Its sockets live in the engine's thread: what is idle is closed by stop() there, not by whoever destroys the engine.
    void idleConnectionsEndInTheEnginesThread()
    {
        const RedisServer &server = m_lab->valkey();
        const auto watchers = [&] { return server.ask(u"CLIENT LIST"_s).count(" name=lockmaster "); };
        QTRY_COMPARE(watchers(), 0);
        QThread thread;
        Engine engine(
            Fleet{{targetOf(server)}}, [this](const Target &) { return passwordOf(m_lab->password(u"lockmaster"_s)); },
            quick());
        engine.moveToThread(&thread);
        thread.start();
        const auto ended = qScopeGuard([&] {
            thread.quit();
            thread.wait();
        });
        QMetaObject::invokeMethod(&engine, &Engine::start);
        QTRY_COMPARE(watchers(), 1);
        QMetaObject::invokeMethod(&engine, &Engine::stop, Qt::BlockingQueuedConnection);
        QTRY_COMPARE(watchers(), 0); // the engine is still there
    }

    void aClusterIsSeenFromOneNode()
    {
        Watched watched(*m_lab, {targetOf(m_lab->cluster().node(1))}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const RedisCluster &cluster = *watched.redis()->cluster;
        QVERIFY(cluster.isOk);
        QCOMPARE(cluster.slotsOk, 16384);
        QCOMPARE(cluster.nodes.size(), std::size_t(LabCluster::kNodes));
        QCOMPARE(std::ranges::count(cluster.nodes, RedisRole::Replica, &RedisClusterNode::role), 3);
        const auto myself = std::ranges::find(cluster.nodes, true, &RedisClusterNode::isMyself);
        QCOMPARE(myself->address, u"127.0.0.1:%1"_s.arg(m_lab->cluster().node(1).port()));
        QCOMPARE(discovered(targetOf(m_lab->cluster().node(1)), *watched.last()).size(), 5u);
    }

    void aSentinelTellsWhatItWatches()
    {
        const Target target = sentinelTargetOf(m_lab->sentinel(1));
        Watched watched(*m_lab, {target}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const SentinelState &state = *watched.sentinel();
        QCOMPARE(state.runId, m_lab->sentinel(1).info(u"run_id"_s));
        QVERIFY(!state.isTilted && state.started);
        QCOMPARE(state.primaries.size(), 1u);
        const SentinelPrimary &orders = state.primaries[0];
        QCOMPARE(orders.name, u"orders"_s);
        QCOMPARE(orders.server.address, u"127.0.0.1:%1"_s.arg(m_lab->redisPrimary().port()));
        QCOMPARE(orders.quorum, 2);
        QCOMPARE(orders.downAfter, 1000ms);
        QCOMPARE(orders.hasQuorum, true);
        QVERIFY2(orders.quorumText.startsWith(u"OK 3 usable"), qPrintable(orders.quorumText));
        QCOMPARE(orders.replicas.size(), 1u);
        QCOMPARE(orders.replicas[0].isLinkUp, true);
        QCOMPARE(orders.sentinels.size(), 2u);
        Watched other(*m_lab, {sentinelTargetOf(m_lab->sentinel(2))}, quick());
        QTRY_VERIFY2(other.isLiveNow(), qPrintable(other.trouble()));
        QVERIFY(std::ranges::any_of(orders.sentinels, [&](const SentinelPeer &peer) { // whatever it announces
            return isSameServer({u"nat.example.test:1"_s, peer.runId}, nullptr, other.last().get());
        }));
        QCOMPARE(orders.server.runId, m_lab->redisPrimary().info(u"run_id"_s));
        QCOMPARE(idsOf(watched.last()), QStringList());
        QVERIFY(has(watched.last(), u"redis_sentinel_masters"_s));
        const QString series = u"redis_sentinel_master_ok_sentinels{master_name=\"orders\",master_address=\"%1\"}"_s;
        const Sample all{series.arg(orders.server.address), 3};
        QVERIFY(std::ranges::contains(exposed(target, *watched.last()), all));
        QCOMPARE(discovered(target, *watched.last()).size(), 4u); // primary, replica, two Sentinels
    }

    void aSentinelWithoutTheGroupSaysWhichItHas()
    {
        Target target = sentinelTargetOf(m_lab->sentinel(1));
        target.sentinelGroup = u"mymaster"_s;
        Watched watched(*m_lab, {target}, quick());
        QTRY_VERIFY2(watched.isLiveNow() && !watched.last()->hidden.empty(), qPrintable(watched.trouble()));
        QCOMPARE(watched.last()->hidden.front(), u"This Sentinel knows no group mymaster; it has: orders"_s);
        QVERIFY(watched.sentinel()->primaries.empty());
        QVERIFY(idsOf(watched.last()).contains(u"target.hidden"_s));
    }

    void aSentinelThatIsDownIsMissed()
    {
        Watched watched(*m_lab, {sentinelTargetOf(m_lab->sentinel(1))}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
        QVERIFY(m_lab->sentinel(3).stop());
        QTRY_COMPARE_WITH_TIMEOUT(idsOf(watched.last()), QStringList{u"redis.sentinel.degraded"_s}, 15'000);
        const Finding finding = findingOf(watched.last(), u"redis.sentinel.degraded"_s);
        QCOMPARE(sentenceOf(finding),
                 u"2 of 3 Sentinels of orders answer, and a failover needs 2: no other may fail."_s);
        QCOMPARE(finding.evidence[u"ghosts"_s], QJsonValue(0));
        QVERIFY(m_lab->sentinel(3).start());
        QTRY_COMPARE_WITH_TIMEOUT(idsOf(watched.last()), QStringList(), 15'000);
    }

    void aSubscriberThatDoesNotReadIsNamed()
    {
        const QString name = m_lab->redisPrimary().name();
        LabRedisClient subscriber(m_lab->redisPrimary());
        subscriber.ask({"SUBSCRIBE", "feed"});
        LabRedisClient publisher(m_lab->redisPrimary());
        for (int i = 0; i < 24; ++i) // the kernel takes some of it
            publisher.ask({"PUBLISH", "feed", QByteArray(1 << 20, 'x')});
        Watched watched(*m_lab, {targetOf(m_lab->redisPrimary())}, quick());
        watched.engine().want(name, {u"clients"_s});
        QTRY_VERIFY_WITH_TIMEOUT(idsOf(watched.last()).contains(u"redis.client.output"_s), 15'000);
        const Finding finding = findingOf(watched.last(), u"redis.client.output"_s);
        QVERIFY2(sentenceOf(finding).startsWith(u"Subscriber "), qPrintable(sentenceOf(finding)));
        QCOMPARE(finding.recommended.size(), 2u);
        QVERIFY(m_lab->redisPrimary().order(finding.recommended[1].command));
        QTRY_VERIFY_WITH_TIMEOUT(!idsOf(watched.last()).contains(u"redis.client.output"_s), 15'000);
    }

    void aReplicaThatMayNotLogInSaysWhy()
    {
        const Fleet fleet{{targetOf(m_lab->redisPrimary()), targetOf(m_lab->redisReplica())}};
        Watched watched(*m_lab, fleet.targets, quick());
        const auto told = [&] {
            Snapshots newest;
            for (const Target &target : fleet.targets) {
                const auto found = std::find_if(watched.all().rbegin(), watched.all().rend(),
                                                [&](const SnapshotPtr &one) { return one->target == target.name; });
                newest.push_back(found == watched.all().rend() ? nullptr : *found);
            }
            QStringList ids;
            for (const Finding &finding : fleetFindings(newest, fleet))
                ids << finding.id;
            return ids;
        };
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QCOMPARE(told(), QStringList());
        const std::unique_ptr<Scene> scene = makeScene(u"replica-link-down"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"redis.replication.login"_s}, 15'000);
        QVERIFY(scene->end());
        QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList(), 15'000);
    }

    void dearProbesAreAskedRarelyUnlessSomebodyLooks()
    {
        Watched watched(*m_lab, {targetOf(m_lab->redisPrimary())}, quick());
        QTRY_VERIFY(watched.all().size() >= 10);
        for (const QString &probe : {u"clients"_s, u"slowlog"_s, u"commands"_s, u"settings"_s})
            QCOMPARE(asked(watched.all(), probe), 1);
        QCOMPARE(asked(watched.all(), u"memory"_s), 0);
        QVERIFY(asked(watched.all(), u"info"_s) >= 10);
        watched.engine().want(m_lab->redisPrimary().name(), {u"clients"_s, u"memory"_s});
        watched.forgetAll();
        QTRY_VERIFY(asked(watched.all(), u"clients"_s) >= 4 && asked(watched.all(), u"memory"_s) >= 4);
        QVERIFY(watched.redis()->memoryStats.contains(u"total.allocated"_s));
        QVERIFY(!watched.redis()->memoryDoctor.isEmpty());
        QCOMPARE(asked(watched.all(), u"slowlog"_s), 0);
    }

    void overTls()
    {
        Target target = targetOf(m_lab->redisPrimary());
        target.parameters = {{u"host"_s, u"127.0.0.1"_s},
                             {u"port"_s, QString::number(m_lab->redisPrimary().tlsPort())},
                             {u"user"_s, u"lockmaster"_s},
                             {u"sslmode"_s, u"verify-full"_s},
                             {u"sslrootcert"_s, m_lab->certificate().authority}};
        Watched watched(*m_lab, {target}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(watched.last()->link.encrypted && watched.last()->link.verified);
    }

    void aUserWithFewRightsIsToldTheRules()
    {
        Watched watched(*m_lab, {targetOf(m_lab->redisPrimary(), u"lockmaster_plain"_s)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const qint64 refusals = m_lab->redisPrimary().info(u"acl_access_denied_cmd"_s).toLongLong();
        const QString hidden = QStringList(watched.last()->hidden.begin(), watched.last()->hidden.end()).join(u'\n');
        for (const QString &rule : {u"+client|list"_s, u"+slowlog|get"_s, u"+slowlog|len"_s, u"+config|get"_s})
            QVERIFY2(hidden.contains(u"ACL SETUSER lockmaster_plain "_s + rule), qPrintable(hidden));
        QCOMPARE(watched.last()->hidden.size(), 4u);
        QVERIFY(watched.last()->probeErrors.empty());
        const RedisState &state = *watched.redis();
        QVERIFY(!state.clients && !state.slowLog && !state.slowLogLength && state.settings.empty());
        QCOMPARE(allowAll(state.refused),
                 u"ACL SETUSER lockmaster_plain +config|get +slowlog|len +slowlog|get +client|list"_s);
        QVERIFY(hidden.contains(refusalOf(state.refused, {u"CLIENT LIST"_s}))
                && refusalOf(state.refused, {u"INFO"_s}).isEmpty());
        QVERIFY(!has(watched.last(), u"redis_slowlog_length"_s));
        QVERIFY(state.number(u"used_memory"_s) > 0);
        // What a client did not read is remembered by the server for some seconds.
        QTRY_COMPARE_WITH_TIMEOUT(idsOf(watched.last()), QStringList{u"target.hidden"_s}, 15'000);
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 10); // each refusal is a line in the server's log: they are not repeated
        QCOMPARE(m_lab->redisPrimary().info(u"acl_access_denied_cmd"_s).toLongLong(), refusals);
        QCOMPARE(watched.last()->hidden.size(), 4u);
    }

    void withoutInfoNothingIsZero()
    {
        const QString rules = u"ACL SETUSER web on >%1 -@all +hello"_s.arg(m_lab->password(u"web"_s));
        QVERIFY(m_lab->redisPrimary().order(rules));
        Watched watched(*m_lab, {targetOf(m_lab->redisPrimary(), u"web"_s)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        const QString hidden = QStringList(watched.last()->hidden.begin(), watched.last()->hidden.end()).join(u'\n');
        QVERIFY2(hidden.contains(u"ACL SETUSER web +info"), qPrintable(hidden));
        QCOMPARE(watched.redis()->identity.version, m_lab->redisPrimary().info(u"redis_version"_s));
        QCOMPARE(watched.redis()->identity.role, RedisRole::Primary);
        QVERIFY(watched.redis()->info.isEmpty() && !watched.redis()->replication.offset
                && watched.last()->samples.empty());
        QCOMPARE(idsOf(watched.last()), QStringList{u"target.hidden"_s});
        QVERIFY(m_lab->redisPrimary().order(u"ACL DELUSER web"_s));
    }

    void commandsThatAreRenamedAwayAreSaid_data()
    {
        QTest::addColumn<QStringList>("renamed");
        QTest::addColumn<QString>("words");
        QTest::newRow("some") << QStringList{u"CONFIG"_s, u"SLOWLOG"_s, u"CLIENT"_s}
                              << u"Renamed or disabled: CONFIG, SLOWLOG, CLIENT."_s;
        QTest::newRow("INFO") << QStringList{u"INFO"_s}
                              << u"Without INFO nothing can be told of this server. Renamed or disabled: INFO."_s;
    }
    void commandsThatAreRenamedAwayAreSaid()
    {
        QFETCH(QStringList, renamed);
        QFETCH(QString, words);
        const auto folder = LabFolder::make();
        QVERIFY2(folder, wordsOf(folder));
        QStringList settings;
        for (const QString &command : std::as_const(renamed))
            settings << u"rename-command %1 \"\""_s.arg(command);
        LocalRedis server(**folder, u"renamed"_s, settings);
        QVERIFY(server.start());
        Target target;
        target.name = u"renamed"_s;
        target.kind = ServerKind::Redis;
        target.parameters = {
            {u"host"_s, u"127.0.0.1"_s}, {u"port"_s, QString::number(server.port())}, {u"sslmode"_s, u"disable"_s}};
        Engine engine(Fleet{{target}}, [](const Target &) { return passwordOf(u"orders-secret"_s); }, quick());
        SnapshotPtr last;
        connect(&engine, &Engine::observed, this, [&last](const ObservationPtr &seen) { last = seen->snapshot; });
        engine.start();
        QTRY_VERIFY(last && isLive(last->link) && last->hasData());
        QTRY_COMPARE(sentenceOf(findingOf(last, u"target.hidden"_s)), words);
        QCOMPARE(idsOf(last), QStringList{u"target.hidden"_s});
        engine.stop();
        server.stop(SIGTERM);
    }

    void scenesComeAndGo_data()
    {
        QTest::addColumn<Server>("server");
        QTest::addColumn<QString>("finding");
        QTest::newRow("redis-memory-full") << Server(primary) << u"redis.memory"_s;
        QTest::newRow("redis-evicting") << Server(primary) << u"redis.evicting"_s;
        QTest::newRow("hit-rate-collapse") << Server(primary) << u"redis.hit_rate"_s;
        QTest::newRow("redis-busy-script") << Server(primary) << u"redis.blocked"_s;
        QTest::newRow("replica-link-down") << Server(replica) << u"redis.replication.link"_s;
        QTest::newRow("cluster-slot-uncovered") << Server(node) << u"redis.cluster.down"_s;
        QTest::newRow("sentinel-no-quorum") << Server(sentinel) << u"redis.sentinel.quorum"_s;
    }
    void scenesComeAndGo()
    {
        QFETCH(Server, server);
        QFETCH(QString, finding);
        RedisServer &asked = server(*m_lab);
        Watched watched(*m_lab, {server == Server(sentinel) ? sentinelTargetOf(asked) : targetOf(asked)}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QVERIFY(!idsOf(watched.last()).contains(finding));
        const std::unique_ptr<Scene> scene = makeScene(QString::fromLatin1(QTest::currentDataTag()));
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        const WallTime begin = systemClock().wallNow();
        watched.forgetAll();
        QTRY_VERIFY(secondAfter(watched.all(), begin));
        QStringList found; // at ten samples a second, one may fall between two requests of the scene's clients
        for (const SnapshotPtr &snapshot : watched.all())
            found += idsOf(snapshot);
        QVERIFY2(found.contains(finding), qPrintable(found.join(u' ')));
        QTRY_VERIFY(!findingOf(watched.last(), finding).evidence.isEmpty());
        qInfo("%s", qPrintable(sentenceOf(findingOf(watched.last(), finding))));
        const Result<void> ended = scene->end();
        QVERIFY2(ended, wordsOf(ended));
        const WallTime end = systemClock().wallNow();
        QTRY_VERIFY(secondAfter(watched.all(), end));
        const QStringList left = idsOf(secondAfter(watched.all(), end));
        QVERIFY2(!left.contains(finding), qPrintable(left.join(u' ')));
        QVERIFY2(isLive(watched.last()->link), qPrintable(watched.trouble()));
    }

    void resetAndRoleAreEvents()
    {
        RedisServer &server = m_lab->valkey();
        Watched watched(*m_lab, {targetOf(server)}, quick());
        QTRY_VERIFY(watched.all().size() >= 3);
        QVERIFY(server.order(u"CONFIG RESETSTAT"_s));
        QTRY_COMPARE(eventsIn(watched.all()), u"counters_reset"_s);
        watched.forgetAll();
        QVERIFY(server.order(u"REPLICAOF 127.0.0.1 1"_s));
        QTRY_COMPARE(eventsIn(watched.all()), u"role_changed"_s);
        QTRY_VERIFY(idsOf(watched.last()).contains(u"redis.replication.link"_s));
        QVERIFY(server.order(u"REPLICAOF NO ONE"_s));
        QTRY_COMPARE(eventsIn(watched.all()), u"role_changed role_changed"_s);
        QTRY_COMPARE(idsOf(watched.last()), QStringList());
    }
};

LOCKMASTER_TEST(TestRedisEngine)
#include "tst_redisengine.moc"
