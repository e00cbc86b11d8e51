// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each finding about Redis and Sentinel from a snapshot made by hand; a healthy server gives none.
#include <QJsonArray>
#include <QTest>

#include "diagnosis/diagnosis.h"
#include "harness/testprogram.h"
#include "model/action.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RedisState healthy()
{
    RedisState state;
    state.identity.role = RedisRole::Primary;
    state.identity.user = u"lockmaster"_s;
    state.info = {{u"used_memory"_s, u"500"_s},
                  {u"maxmemory"_s, u"1000"_s},
                  {u"maxmemory_policy"_s, u"noeviction"_s},
                  {u"mem_not_counted_for_evict"_s, u"0"_s},
                  {u"connected_clients"_s, u"10"_s},
                  {u"maxclients"_s, u"100"_s},
                  {u"rdb_last_bgsave_status"_s, u"ok"_s},
                  {u"aof_last_write_status"_s, u"ok"_s},
                  {u"mem_fragmentation_ratio"_s, u"1.1"_s},
                  {u"mem_fragmentation_bytes"_s, u"5000"_s}};
    state.settings = {{u"save"_s, u"3600 1"_s}, {u"stop-writes-on-bgsave-error"_s, u"yes"_s}};
    return state;
}

Snapshot live(RedisState state, std::vector<Sample> samples = {})
{
    Snapshot snapshot;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.samples = std::move(samples);
    snapshot.redis = std::make_shared<const RedisState>(std::move(state));
    return snapshot;
}

Finding only(const Snapshot &snapshot)
{
    const auto all = findings(snapshot);
    return all.size() == 1 ? all.front() : Finding{u"%1 findings"_s.arg(all.size())};
}

} // namespace

class TestRedisFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyServerGivesNone()
    {
        QVERIFY(findings(live(healthy())).empty());
        QVERIFY(findings(live(RedisState())).empty()); // nor one of which nothing is known
    }

    void memory_data()
    {
        QTest::addColumn<QString>("used");
        QTest::addColumn<QString>("policy");
        QTest::addColumn<int>("expiring");
        QTest::addColumn<QString>("severity"); // empty: no finding
        QTest::newRow("below") << u"899"_s << u"noeviction"_s << 0 << QString();
        QTest::newRow("near") << u"900"_s << u"noeviction"_s << 0 << u"warning"_s;
        QTest::newRow("full") << u"1000"_s << u"noeviction"_s << 0 << u"critical"_s;
        QTest::newRow("a cache at its limit") << u"1000"_s << u"allkeys-lru"_s << 0 << QString();
        QTest::newRow("only keys that expire may go") << u"1000"_s << u"volatile-lru"_s << 5 << QString();
        QTest::newRow("and there are none") << u"1000"_s << u"volatile-lru"_s << 0 << u"critical"_s;
    }
    void memory()
    {
        QFETCH(QString, used);
        QFETCH(QString, policy);
        QFETCH(int, expiring);
        QFETCH(QString, severity);
        RedisState state = healthy();
        state.info[u"used_memory"_s] = used;
        state.info[u"maxmemory_policy"_s] = policy;
        state.keyspaces = {{0, 10, expiring, {}}};
        const auto all = findings(live(state));
        QCOMPARE(all.empty() ? QString() : findingSeverityName(all[0].severity), severity);
        QVERIFY(all.empty() || (all[0].id == u"redis.memory" && all[0].evidence[u"maximum"_s] == 1000));
    }

    void moreMemoryIsAdvisedWhereTheMachineHasIt_data()
    {
        QTest::addColumn<QString>("machine"); // empty: not told
        QTest::addColumn<QStringList>("more");
        QTest::newRow("enough") << u"1700"_s << QStringList{u"CONFIG SET maxmemory 1250"_s};
        QTest::newRow("too little for a fork") << u"1660"_s << QStringList();
        QTest::newRow("not told") << QString() << QStringList();
    }
    void moreMemoryIsAdvisedWhereTheMachineHasIt()
    {
        QFETCH(QString, machine);
        QFETCH(QStringList, more);
        const auto lines = [](const Snapshot &snapshot) {
            QStringList told;
            const Finding finding = only(snapshot);
            for (const RecommendedAction &one : finding.recommended)
                told << one.command;
            return told;
        };
        RedisState state = healthy();
        state.info[u"used_memory"_s] = u"1000"_s;
        state.keyspaces = {{0, 10, 5, {}}}; // keys that expire: no reason to delete them now
        if (!machine.isEmpty())
            state.info[u"total_system_memory"_s] = machine;
        QCOMPARE(lines(live(state)), more + QStringList{u"CLIENT LIST TYPE normal"_s});
        state.info[u"maxmemory_policy"_s] = u"allkeys-lru"_s;
        QCOMPARE(lines(live(state, {{u"rate(redis_evicted_keys_total)"_s, 5}})), more);
    }

    void buffersOfReplicasDoNotCount()
    {
        RedisState state = healthy();
        state.info[u"used_memory"_s] = u"1000"_s;
        state.info[u"mem_not_counted_for_evict"_s] = u"200"_s;
        QVERIFY(findings(live(state)).empty());
    }

    void refusalsSayThatItIsFull()
    {
        RedisState state = healthy();
        state.info[u"used_memory"_s] = u"995"_s;
        const Finding finding = only(live(state, {{u"rate(redis_errors_total{err=\"OOM\"})"_s, 3}}));
        QCOMPARE(finding.id, u"redis.memory"_s);
        QCOMPARE(finding.severity, FindingSeverity::Critical);
        QCOMPARE(finding.evidence[u"refuses_writes"_s], QJsonValue(true));
    }

    void fewLookupsProveNothing()
    {
        const auto at = [](double ratio, double misses) {
            return live(healthy(),
                        {{u"lockmaster_hit_ratio"_s, ratio}, {u"rate(redis_keyspace_misses_total)"_s, misses}});
        };
        QVERIFY(findings(at(0.1, 5)).empty());
        QVERIFY(findings(at(0.9, 500)).empty());
        QCOMPARE(only(at(0.1, 500)).id, u"redis.hit_rate"_s);
        QCOMPARE(only(at(0.1, 500)).evidence[u"lookups_per_second"_s], QJsonValue(500));
    }

    void anEmptiedCacheSaysSo()
    {
        const std::vector<Sample> misses{{u"lockmaster_hit_ratio"_s, 0.1},
                                         {u"rate(redis_keyspace_misses_total)"_s, 500}};
        RedisState state = healthy();
        RedisCommandStat flush;
        flush.command = u"flushdb"_s;
        flush.calls = 2;
        state.commands = {flush};
        state.keyspaces = {{0, 10, 0, {}}};
        QVERIFY(only(live(state, misses)).evidence[u"emptied_by"_s].isNull()); // long ago
        QCOMPARE(only(live(state, misses)).evidence[u"keys"_s], QJsonValue(10));
        state.keyspaces.clear();
        QCOMPARE(only(live(state, misses)).evidence[u"emptied_by"_s][u"flushdb"], QJsonValue(2));
        QVERIFY(sentenceOf(only(live(state, misses))).contains(u"FLUSHDB was called 2 times since"));
        state.commands.clear();
        QVERIFY(sentenceOf(only(live(state, misses))).endsWith(u"It holds no key."));
    }

    void whoDoesNotReadIsNamed()
    {
        RedisState state = healthy();
        RedisClient quiet;
        RedisClient subscriber;
        subscriber.id = 5;
        subscriber.outputMemory = 82 << 20;
        subscriber.idle = 2s;
        RedisClient replica = subscriber;
        replica.id = 6;
        replica.flags = u"S"_s;
        state.info[u"client_recent_max_output_buffer"_s] = QString::number(82 << 20);
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{quiet, replica});
        QVERIFY(findings(live(state)).empty()); // a replica is given everything
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{quiet, replica, subscriber});
        QCOMPARE(only(live(state)).id, u"redis.client.output"_s);
        QCOMPARE(only(live(state)).severity, FindingSeverity::Warning);
        QCOMPARE(only(live(state)).recommended.front().action, kRedisClientKill);
        QCOMPARE(only(live(state)).recommended.front().args["clients"_L1].toString(), u"5@"_s + subscriber.address);
        QCOMPARE(only(live(state)).recommended.back().command, u"CLIENT KILL ID 5"_s);
        subscriber.idle = 1s; // a large answer is on its way
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{subscriber});
        QVERIFY(findings(live(state)).empty());
        state.clients.reset(); // hidden
        QVERIFY(findings(live(state)).empty());
        subscriber.idle = 2s;
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{subscriber});
        state.info[u"client_recent_max_output_buffer"_s] = u"20504"_s;
        QVERIFY(findings(live(state)).empty());
    }

    void aRestartIsSaidForAWhile()
    {
        RedisState state = healthy();
        state.serverNow = ServerTime(1'795'000'000s);
        state.identity.started = state.serverNow - 299s;
        QCOMPARE(only(live(state)).id, u"redis.restarted"_s);
        QCOMPARE(only(live(state)).severity, FindingSeverity::Info);
        state.identity.started = state.serverNow - 5min;
        QVERIFY(findings(live(state)).empty());
    }

    void aClockThatIsWrong()
    {
        RedisState state = healthy();
        state.clockAhead = 4s;
        QVERIFY(findings(live(state)).empty());
        state.clockAhead = -90s;
        QCOMPARE(only(live(state)).id, u"redis.clock"_s);
        QCOMPARE(only(live(state)).severity, FindingSeverity::Info);
    }

    void whatEndsAScriptIsToldByTheServer_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("isNamed");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("a script") << u"BUSY … You can only call SCRIPT KILL or SHUTDOWN NOSAVE."_s << false
                                  << QStringList{kRedisScriptKill, u"SCRIPT KILL"_s};
        QTest::newRow("a function") << u"BUSY … You can only call FUNCTION KILL or SHUTDOWN NOSAVE."_s << false
                                    << QStringList{kRedisFunctionKill, u"FUNCTION KILL"_s};
        QTest::newRow("a function by its name")
            << u"BUSY"_s << true << QStringList{kRedisFunctionKill, u"FUNCTION KILL"_s};
        QTest::newRow("not told") << u"BUSY"_s << false
                                  << QStringList{kRedisScriptKill, kRedisFunctionKill, u"SCRIPT KILL"_s,
                                                 u"FUNCTION KILL"_s};
    }
    void whatEndsAScriptIsToldByTheServer()
    {
        QFETCH(QString, words);
        QFETCH(bool, isNamed);
        RedisState state;
        state.condition = RedisCondition::Busy;
        state.conditionWords = words;
        if (isNamed)
            state.script = RedisScript{u"spin"_s, {}, 1s};
        QStringList lines;
        for (const RecommendedAction &one : only(live(state)).recommended)
            lines << (one.action.isEmpty() ? one.command : one.action);
        QTEST(lines, "lines");
    }

    void clients()
    {
        RedisState state = healthy();
        state.info[u"connected_clients"_s] = u"85"_s;
        RedisClient one;
        one.address = u"10.0.0.1:1"_s;
        RedisClient other;
        other.address = u"[::1]:2"_s;
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{other, one, one});
        const Finding finding = only(live(state));
        QCOMPARE(finding.id, u"redis.clients"_s);
        QCOMPARE(finding.severity, FindingSeverity::Warning);
        const QJsonObject most = finding.evidence[u"holders"_s].toArray().at(0).toObject();
        QCOMPARE(most[u"host"_s].toString(), u"10.0.0.1"_s);
        QCOMPARE(most[u"count"_s].toInt(), 2);
        const Finding refused = only(live(healthy(), {{u"rate(redis_rejected_connections_total)"_s, 1}}));
        QCOMPARE(refused.severity, FindingSeverity::Critical);
    }

    void aFailedSaveRefusesWritesOnlyWhereItIsSetSo()
    {
        RedisState state = healthy();
        state.info[u"rdb_last_bgsave_status"_s] = u"err"_s;
        QCOMPARE(only(live(state)).id, u"redis.persistence"_s);
        QCOMPARE(only(live(state)).severity, FindingSeverity::Critical);
        QVERIFY(sentenceOf(only(live(state))).contains(u"MISCONF"));
        state.settings[u"save"_s] = QString();
        QCOMPARE(only(live(state)).severity, FindingSeverity::Warning);
        state.settings.clear(); // hidden
        QVERIFY(only(live(state)).evidence[u"refuses_writes"_s].isNull());
    }

    void fragmentationHasToBeWorthIt()
    {
        RedisState state = healthy();
        state.info[u"mem_fragmentation_ratio"_s] = u"15"_s; // of an empty server
        QVERIFY(findings(live(state)).empty());
        state.info[u"mem_fragmentation_bytes"_s] = u"200000000"_s;
        QCOMPARE(only(live(state)).id, u"redis.fragmentation"_s);
        QCOMPARE(only(live(state)).severity, FindingSeverity::Info);
    }

    void aReplicaThatServesNothing()
    {
        RedisState state = healthy();
        state.identity.role = RedisRole::Replica;
        state.replication.isLinkUp = false;
        state.replication.primaryHost = u"10.0.0.1"_s;
        state.replication.linkDownFor = 12s;
        state.settings[u"replica-serve-stale-data"_s] = u"no"_s;
        const Finding finding = only(live(state));
        QCOMPARE(finding.severity, FindingSeverity::Critical);
        QCOMPARE(finding.evidence[u"serves_stale_data"_s], QJsonValue(false));
        QCOMPARE(finding.evidence[u"down_seconds"_s], QJsonValue(12));
        state.replication.isSyncing = true;
        QCOMPARE(only(live(state)).severity, FindingSeverity::Warning);
    }

    void anIpv6PrimaryHasItsBrackets()
    {
        RedisState state = healthy();
        state.replication.isLinkUp = false;
        state.replication.primaryHost = u"::1"_s;
        state.replication.primaryPort = 24150;
        QCOMPARE(only(live(state)).evidence[u"primary"_s].toString(), u"[::1]:24150"_s);
    }

    void aClusterWithAHole()
    {
        RedisState state = healthy();
        RedisClusterNode first;
        first.slotRanges = {{0, 8000}, {8002, 10000}};
        RedisClusterNode second;
        second.slotRanges = {{10001, 16383}};
        state.cluster = RedisCluster{};
        state.cluster->isOk = true; // cluster-require-full-coverage no
        state.cluster->nodes = {second, first};
        const Finding finding = only(live(state));
        QCOMPARE(finding.id, u"redis.cluster.down"_s);
        QCOMPARE(finding.evidence[u"uncovered"_s], QJsonValue(QJsonArray{QJsonArray{8001, 8001}}));
        first.slotRanges = {{0, 10000}};
        second.isSuspect = true;
        state.cluster->nodes = {first, second};
        QCOMPARE(only(live(state)).severity, FindingSeverity::Warning);
    }

    void aPrimaryThatIsDown()
    {
        SentinelPrimary primary;
        primary.name = u"orders\n<b>"_s;
        primary.server.flags = {u"master"_s, u"s_down"_s};
        SentinelState state;
        state.primaries = {primary};
        Snapshot snapshot;
        snapshot.link.phase = LinkPhase::Live;
        snapshot.sentinel = std::make_shared<const SentinelState>(state);
        QCOMPARE(only(snapshot).id, u"redis.sentinel.primary_down"_s);
        QCOMPARE(only(snapshot).severity, FindingSeverity::Warning);
        QVERIFY(!sentenceOf(only(snapshot)).contains(u'\n'));
        QCOMPARE(only(snapshot).recommended.size(), 1u); // one Sentinel alone is no reason to fail over
        state.primaries[0].server.flags << u"o_down"_s;
        snapshot.sentinel = std::make_shared<const SentinelState>(state);
        QCOMPARE(only(snapshot).severity, FindingSeverity::Critical);
        QCOMPARE(only(snapshot).recommended.size(), 2u);
        QVERIFY(only(snapshot).recommended.back().command.startsWith(u"SENTINEL FAILOVER "));
        state.primaries[0].failoverState = u"wait_start"_s; // it is under way
        snapshot.sentinel = std::make_shared<const SentinelState>(state);
        QCOMPARE(only(snapshot).recommended.size(), 1u);
    }

    void sentinelsThatAreDownButNotMissed()
    {
        SentinelPrimary group;
        group.name = u"or ders*"_s;
        group.quorum = 2;
        group.hasQuorum = true;
        group.sentinels.resize(4);
        for (int i = 0; i < 4; ++i)
            group.sentinels[std::size_t(i)].address = u"10.0.0.%1:26379"_s.arg(i + 2);
        const auto told = [&] {
            SentinelState state;
            state.primaries = {group};
            Snapshot snapshot;
            snapshot.link.phase = LinkPhase::Live;
            snapshot.sentinel = std::make_shared<const SentinelState>(state);
            return findings(snapshot);
        };
        QVERIFY(told().empty());
        group.sentinels[3].flags = {u"s_down"_s};
        QCOMPARE(told().size(), 1u);
        QCOMPARE(told()[0].id, u"redis.sentinel.degraded"_s);
        QCOMPARE(told()[0].severity, FindingSeverity::Warning);
        QCOMPARE(told()[0].evidence[u"good_sentinels"_s], QJsonValue(4));
        QCOMPARE(told()[0].evidence[u"needed"_s], QJsonValue(3));
        QCOMPARE(told()[0].evidence[u"ghosts"_s], QJsonValue(0));
        QCOMPARE(told()[0].recommended.size(), 1u);
        group.sentinels[2].flags = {u"s_down"_s};
        group.sentinels[2].address = group.sentinels[0].address; // it came back with another id
        group.sentinels[3].address = u"10.0.0.5:0"_s;
        QCOMPARE(told()[0].evidence[u"ghosts"_s], QJsonValue(2));
        QCOMPARE(told()[0].recommended.back().command, u"SENTINEL RESET \"or ders\\x5c\\x2a\""_s); // no pattern
        group.hasQuorum = false; // said by redis.sentinel.quorum
        QCOMPARE(told().size(), 1u);
        QCOMPARE(told()[0].id, u"redis.sentinel.quorum"_s);
    }

    void aRefusedConsoleIsOneFinding()
    {
        Snapshot snapshot;
        snapshot.link.phase = LinkPhase::Broken;
        snapshot.link.error =
            Error{ErrorKind::Full, u"full"_s, u"ERR max number of clients reached"_s, {}, u"MAXCLIENTS"_s};
        QCOMPARE(only(snapshot).id, u"redis.clients"_s);
        snapshot.link.error->sqlState = u"53300"_s;
        QCOMPARE(only(snapshot).id, u"pg.connections.exhausted"_s);
    }
};

LOCKMASTER_TEST(TestRedisFindings)
#include "tst_redisfindings.moc"
