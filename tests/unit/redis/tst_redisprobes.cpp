// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of Redis and Valkey as recorded from the servers (golden/redis), and odd and hostile ones, into values.
#include <QFile>
#include <QTest>

#include "harness/expositionreader.h"
#include "harness/testprogram.h"
#include "metrics/exposition.h"
#include "link/resp/clientlist.h"
#include "probes/redis/cluster/clusternodes.h"
#include "probes/redis/draft/redisdraft.h"
#include "probes/redis/info/infofields.h"
#include "link/resp/infotext.h"
#include "probes/redis/sentinel/sentinelprimariesprobe.h"
#include "probes/redis/slowlog/slowentries.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray golden(const QString &name)
{
    QFile file(QFINDTESTDATA(u"golden/redis/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

RedisState stateOf(const QByteArray &info)
{
    RedisState state;
    readInfo(info, state);
    state.commands = readCommandStats(info, info);
    return state;
}

const RedisCommandStat *command(const std::vector<RedisCommandStat> &all, const QString &name)
{
    const auto found = std::ranges::find(all, name, &RedisCommandStat::command);
    return found == all.end() ? nullptr : &*found;
}

RedisReply text(const QByteArray &bytes)
{
    return RedisReply::ofBytes(RedisReply::Type::String, bytes);
}

RedisReply list(std::vector<RedisReply> elements)
{
    return RedisReply::ofArray(RedisReply::Type::Array, std::move(elements));
}

RedisReply number(std::int64_t value)
{
    return RedisReply::ofInteger(value);
}

} // namespace

class TestRedisProbes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void infoTellsWhoItIs_data()
    {
        QTest::addColumn<bool>("isValkey");
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("number");
        QTest::newRow("redis60") << false << u"6.0.16"_s << 60016;
        QTest::newRow("redis70") << false << u"7.0.15"_s << 70015;
        QTest::newRow("redis80") << false << u"8.0.2"_s << 80002;
        QTest::newRow("valkey81") << true << u"8.1.1"_s << 80101;
        QTest::newRow("valkey9") << true << QString() << 0;
    }
    void infoTellsWhoItIs()
    {
        QFETCH(bool, isValkey);
        QFETCH(QString, version);
        QFETCH(int, number);
        const RedisState state = stateOf(golden(u"info-%1.txt"_s.arg(QLatin1StringView(QTest::currentDataTag()))));
        QCOMPARE(state.identity.isValkey, isValkey);
        if (number > 0) {
            QCOMPARE(state.identity.version, version);
            QCOMPARE(state.identity.versionNumber, number);
        }
        QVERIFY(state.identity.versionNumber >= 60000 && state.identity.versionNumber < 100000);
        QCOMPARE(state.identity.mode, u"standalone"_s);
        QCOMPARE(state.identity.role, RedisRole::Primary);
        QCOMPARE(state.identity.runId.size(), 40);
        QVERIFY(state.identity.processId > 0 && state.identity.port > 0);
        QCOMPARE(state.integer(u"maxmemory"_s), 52428800);
        QCOMPARE(state.integer(u"keyspace_hits"_s), 3);
        QCOMPARE(state.integer(u"keyspace_misses"_s), 1);
        QCOMPARE(state.replication.offset, 0);
        QVERIFY(!state.replication.isLinkUp && state.replication.replicas.empty());
        QVERIFY(!state.info.contains(u"db0"_s) && !state.info.contains(u"cmdstat_get"_s));
        QCOMPARE(state.keyspaces.size(), 2u);
        QCOMPARE(state.keyspaces[0].keys, 4);
        QCOMPARE(state.keyspaces[0].expiring, 1);
        QCOMPARE(state.keyspaces[1].database, 3);
    }

    void aSentinelsGroupIsTheOnlyOneSeen_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QStringList>("seen");
        QTest::addColumn<QString>("error");
        QTest::newRow("all") << u""_s << QStringList{u"orders"_s, u"carts"_s} << u""_s;
        QTest::newRow("one") << u"carts"_s << QStringList{u"carts"_s} << u""_s;
        QTest::newRow("absent") << u"mymaster"_s << QStringList()
                                << u"This Sentinel knows no group mymaster; it has: orders, carts"_s;
    }
    void aSentinelsGroupIsTheOnlyOneSeen()
    {
        QFETCH(QString, group);
        const auto primary = [](const QByteArray &name) { return list({text("name"), text(name)}); };
        const std::vector<Result<RedisReply>> replies{list({primary("orders"), primary("carts")})};
        SentinelDraft draft;
        draft.group = group;
        SentinelPrimariesProbe probe(draft);
        const Result<void> taken = probe.take(replies);
        QStringList seen;
        for (const SentinelPrimary &one : draft.next.primaries)
            seen << one.name;
        QTEST(seen, "seen");
        QTEST(taken ? QString() : taken.error().text, "error");
    }

    void commandsAreRead_data()
    {
        QTest::addColumn<bool>("countsFailures"); // 6.2+
        QTest::addColumn<bool>("hasLatencies");   // 7.0+
        QTest::newRow("redis60") << false << false;
        QTest::newRow("redis70") << true << true;
        QTest::newRow("redis80") << true << true;
        QTest::newRow("valkey81") << true << true;
        QTest::newRow("valkey9") << true << true;
    }
    void commandsAreRead()
    {
        QFETCH(bool, countsFailures);
        QFETCH(bool, hasLatencies);
        const RedisState state = stateOf(golden(u"info-%1.txt"_s.arg(QLatin1StringView(QTest::currentDataTag()))));
        const RedisCommandStat *get = command(state.commands, u"get"_s);
        QVERIFY(get && get->calls == 4 && get->time > 0us);
        const RedisCommandStat *incr = command(state.commands, u"incr"_s);
        QVERIFY(incr && incr->failed == (countsFailures ? std::optional<std::int64_t>(1) : std::nullopt));
        QCOMPARE(get->rejected.has_value(), countsFailures);
        QCOMPARE(get->p50.has_value(), hasLatencies);
        QVERIFY(!hasLatencies || (*get->p50 > 0 && *get->p99 >= *get->p50 && *get->p999 >= *get->p99));
        QCOMPARE(command(state.commands, u"config|get"_s) != nullptr, countsFailures); // of 6.0 it is "config"
        QCOMPARE(state.errors.empty(), !countsFailures);
    }

    // "host:" is a command of Redis that catches web browsers; modules and renamed commands have any name.
    void oddNamesOfCommandsAreRead()
    {
        const auto commands = readCommandStats("# Commandstats\r\ncmdstat_host::calls=1,usec=2,usec_per_call=2.00\r\n"
                                               "cmdstat_ft._safe|add:calls=7,usec=9\r\ncmdstat_:calls=3,usec=1\r\n"
                                               "cmdstat_broken\r\ncmdstat_bad:calls=x,usec=1\r\nnonsense:calls=4\r\n",
                                               "# Latencystats\r\nlatency_percentiles_usec_host::p50=1.5,p90=2.5\r\n"
                                               "latency_percentiles_usec_unheard:p50=1\r\n");
        QCOMPARE(commands.size(), 3u);
        QCOMPARE(commands[0].command, u"host:"_s);
        QCOMPARE(commands[0].p50, 1.5);
        QVERIFY(!commands[0].p99);
        QCOMPARE(commands[1].command, u"ft._safe|add"_s);
        QCOMPARE(commands[2].command, QString());
    }

    void aReplicaAndItsPrimary()
    {
        const RedisState primary =
            stateOf("# Replication\r\nrole:master\r\nconnected_slaves:2\r\n"
                    "slave0:ip=10.0.0.2,port=6379,state=online,offset=900,lag=1\r\n"
                    "slave1:ip=fe80::1,port=6380,state=wait_bgsave,offset=0,lag=0,type=main-ch\r\n"
                    "master_repl_offset:1000\r\nrepl_backlog_size:1048576\r\nrepl_backlog_histlen:77\r\n");
        const auto &replicas = primary.replication.replicas;
        QCOMPARE(replicas.size(), 2u);
        QCOMPARE(replicas[0].address, u"10.0.0.2:6379"_s);
        QCOMPARE(replicas[0].lag, 1s);
        QCOMPARE(replicaLag(primary.replication, replicas[0]), 100);
        QCOMPARE(replicas[1].address, u"[fe80::1]:6380"_s);
        QVERIFY(!replicaLag(primary.replication, replicas[1])); // has not told yet, which is not "all of it"
        QCOMPARE(primary.replication.backlogUsed, 77);

        const RedisState replica =
            stateOf("# Replication\r\nrole:slave\r\nmaster_host:10.0.0.1\r\nmaster_port:6379\r\n"
                    "master_link_status:down\r\nmaster_last_io_seconds_ago:-1\r\n"
                    "master_sync_in_progress:1\r\nmaster_sync_left_bytes:4096\r\n"
                    "slave_repl_offset:900\r\nmaster_link_down_since_seconds:17\r\nmaster_repl_offset:850\r\n");
        QCOMPARE(replica.identity.role, RedisRole::Replica);
        QCOMPARE(replica.replication.isLinkUp, false);
        QCOMPARE(replica.replication.linkDownFor, 17s);
        QVERIFY(!replica.replication.lastIo);
        QVERIFY(replica.replication.isSyncing);
        QCOMPARE(replica.replication.syncBytesLeft, 4096);
        QCOMPARE(replica.replication.offset, 900);
        QCOMPARE(replica.replication.primaryPort, 6379);
    }

    // 64 bits and what lies beyond: no wrong number, none at all.
    void countersAtTheirLimit() // F50
    {
        const RedisState state =
            stateOf("# Stats\r\ntotal_commands_processed:9223372036854775807\r\n"
                    "keyspace_hits:18446744073709551615\r\nkeyspace_misses:-5\r\nevicted_keys:\r\n");
        QCOMPARE(state.integer(u"total_commands_processed"_s), std::numeric_limits<std::int64_t>::max());
        QVERIFY(!state.integer(u"keyspace_hits"_s));
        QCOMPARE(state.integer(u"keyspace_misses"_s), -5);
        QVERIFY(!state.integer(u"evicted_keys"_s) && !state.number(u"evicted_keys"_s));
    }

    void hostileInfoIsBounded()
    {
        QByteArray many = "# Server\r\n";
        for (int i = 0; i < 3 * kMostInfoLines; ++i)
            many += "f" + QByteArray::number(i) + ":1\r\n";
        QVERIFY(stateOf(many).info.size() <= kMostInfoLines);
        const RedisState odd = stateOf("no colon\n:no name\nlong:" + QByteArray(100'000, 'x')
                                       + "\n\xff\xfe:\xff\nlast:" + QByteArray(1000, 'y'));
        QVERIFY(!odd.info.contains(u"long"_s));
        QVERIFY(odd.info.value(u"last"_s).size() <= 256);
        QCOMPARE(stateOf({}).identity.role, RedisRole::Unknown);
    }

    void clientsAreRead_data()
    {
        QTest::addColumn<QString>("server");
        for (const QString &server : {u"redis60"_s, u"redis70"_s, u"redis80"_s, u"valkey81"_s, u"valkey9"_s})
            QTest::newRow(qPrintable(server)) << server;
    }
    void clientsAreRead()
    {
        QFETCH(QString, server);
        const auto clients = readClientList(golden(u"clients-%1.txt"_s.arg(server)));
        QCOMPARE(clients.size(), 1u);
        QVERIFY(clients[0].id > 0);
        QVERIFY(clients[0].address.startsWith(u"127.0.0.1:"));
        QVERIFY(clients[0].command.startsWith(u"client"));
        QCOMPARE(clients[0].user, u"default"_s);
        QCOMPARE(clients[0].flags, u"N"_s);
        QVERIFY(clients[0].totalMemory > 10'000);
        QCOMPARE(clients[0].library, QString());
    }

    void oddClientsAreRead()
    {
        const auto clients = readClientList("id=7 addr=/run/my redis.sock:0 laddr=/run/my redis.sock:0 name= age=3661 "
                                            "idle=12 flags=b db=2 sub=1 psub=2 ssub=4 "
                                            "qbuf=5 omem=6 cmd=blpop user=web lib-name=jedis lib-ver=5.1.0\n"
                                            "garbage without anything\n\nid=x addr=1\nid=8\n");
        QCOMPARE(clients.size(), 2u);
        QCOMPARE(clients[0].address, u"/run/my redis.sock:0"_s);
        QCOMPARE(clients[0].age, 3661s);
        QCOMPARE(clients[0].subscriptions, 7);
        QCOMPARE(clients[0].library, u"jedis 5.1.0"_s);
        QVERIFY(!clients[0].totalMemory); // not told is not 0
        QCOMPARE(clients[1].id, 8);
    }

    void aPathForgesNoFields_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("descriptor"); // 6.0 and later; a client without a connection has none
        const QByteArray forged = "/x name=admin user=root laddr=y fd=3 id=1 cmd=get";
        QTest::newRow("spaces and =") << QByteArray("/run/re dis/a b=c.sock") << QByteArray("fd=9 ");
        QTest::newRow("without a descriptor") << QByteArray("/run/re dis/a b=c.sock") << QByteArray();
        QTest::newRow("fields") << forged << QByteArray("fd=9 ");
        QTest::newRow("fields, without a descriptor") << forged << QByteArray();
    }
    void aPathForgesNoFields()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, descriptor);
        const auto clients =
            readClientList("id=7 addr=" + path + ":0 laddr=" + path + ":0 " + descriptor
                           + "name=shop age=1 idle=0 flags=U db=0 cmd=client|list user=web redir=-1 resp=2\n");
        QCOMPARE(clients.size(), 1u);
        QCOMPARE(clients[0].id, 7);
        QCOMPARE(clients[0].address, QString::fromUtf8(path) + u":0"_s);
        QCOMPARE(clients[0].name, u"shop"_s);
        QCOMPARE(clients[0].user, u"web"_s);
        QCOMPARE(clients[0].command, u"client|list"_s);
    }

    void namesMayLookLikeFields()
    {
        const auto clients = readClientList("id=7 addr=10.0.0.1:5 laddr=10.0.0.9:6379 fd=8 name=id=9 age=4 user=web\n"
                                            "id=8 addr=10.0.0.1:6 fd=8 name=a=b age=5 user=web\n");
        QCOMPARE(clients.size(), 2u);
        QCOMPARE(clients[0].id, 7);
        QCOMPARE(clients[0].address, u"10.0.0.1:5"_s);
        QCOMPARE(clients[0].name, u"id=9"_s);
        QCOMPARE(clients[1].address, u"10.0.0.1:6"_s); // before 6.2
        QCOMPARE(clients[1].name, u"a=b"_s);
    }

    void clusterNodesAreRead()
    {
        const auto nodes = readClusterNodes(
            "07c3 10.0.0.1:6379@16379,cache1.example myself,master - 0 1426238317239 4 connected 0-5460 7000 "
            "[93-<-292f]\n"
            "67ed 10.0.0.2:6379@16379 slave 07c3 0 1426238316232 4 connected\n"
            "292f fe80::2:6379@16379 master,fail - 1426238316232 1426238315000 2 disconnected 5461-6999 9-3 99-20000\n"
            "1111 :0@0 master,noaddr,fail? - 0 0 0 disconnected\nshort line\n");
        QCOMPARE(nodes.size(), 4u);
        QVERIFY(nodes[0].isMyself && nodes[0].role == RedisRole::Primary && nodes[0].isLinked);
        QCOMPARE(nodes[0].address, u"10.0.0.1:6379"_s);
        const std::vector<std::pair<int, int>> ranges{{0, 5460}, {7000, 7000}};
        QCOMPARE(nodes[0].slotRanges, ranges);
        QCOMPARE(nodes[1].primaryId, u"07c3"_s);
        QCOMPARE(nodes[1].role, RedisRole::Replica);
        QCOMPARE(nodes[2].address, u"[fe80::2]:6379"_s);
        QVERIFY(nodes[2].isFailing && !nodes[2].isLinked);
        QCOMPARE(nodes[2].slotRanges.size(), 1u); // nonsense is left out
        QVERIFY(nodes[3].isSuspect);
    }

    void slowEntriesAreRead()
    {
        const RedisReply reply =
            list({list({number(3), number(1'795'000'000), number(1500), list({text("GET"), text("k")}),
                        text("10.0.0.1:5"), text("web")}),
                  list({number(2)}),
                  list({number(1), number(1'795'000'000), number(7), list({text(QByteArray(5000, 'x'))})})});
        const RedisSlowEntries entries = readSlowEntries(reply, SlowMeasure::Duration);
        QCOMPARE(entries->size(), 2u);
        QCOMPARE(entries->front().duration, 1500us);
        QCOMPARE(entries->front().command, u"GET k"_s);
        QCOMPARE(entries->front().clientName, u"web"_s);
        QVERIFY(entries->back().command.size() <= 1000);
        QCOMPARE(readSlowEntries(reply, SlowMeasure::Bytes)->front().bytes, 1500);
        QVERIFY(readSlowEntries(RedisReply(), SlowMeasure::Bytes)->empty());
    }

    void theMoreClientsTheLessOftenTheyAreListed()
    {
        RedisDraft draft;
        const RespProbes probes = redisProbes(draft);
        const auto list = std::ranges::find(probes, u"clients"_s, [](const auto &probe) { return probe->name(); });
        const auto cadenceAt = [&](const QString &clients) {
            draft.next.info[u"connected_clients"_s] = clients;
            return (*list)->cadence();
        };
        QCOMPARE(cadenceAt(u"3"_s), 10s);
        QCOMPARE(cadenceAt(u"1000"_s), 20s);
        QCOMPARE(cadenceAt(u"9223372036854775807"_s), 60s);
        QCOMPARE(cadenceAt(u"-1"_s), 10s);
    }

    // What a probe is told by the others' errors it must not take for numbers.
    void anUnansweredProbeForgets()
    {
        RedisDraft draft;
        draft.next.slowLogLength = 5;
        draft.next.clients = std::make_shared<const std::vector<RedisClient>>();
        for (const auto &probe : redisProbes(draft)) {
            const std::vector<Result<RedisReply>> answers(probe->ask().size(), fail(ErrorKind::Query, u"no"_s));
            if (!answers.empty())
                QVERIFY2(!probe->take(answers), qPrintable(probe->name()));
            probe->forget();
        }
        QVERIFY(!draft.next.slowLogLength && !draft.next.clients && !draft.hasInfo);
    }

    void anIpv6AddressIsALabelWithoutBrackets()
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->link.phase = LinkPhase::Live;
        snapshot->redis = std::make_shared<const RedisState>(
            stateOf("# Replication\r\nrole:master\r\nconnected_slaves:1\r\n"
                    "slave0:ip=::1,port=6380,state=online,offset=9,lag=0\r\nmaster_repl_offset:9\r\n"));
        Target target;
        target.name = u"cache"_s;
        target.kind = ServerKind::Redis;
        const QByteArray text = prometheusText({{target, snapshot}});
        QVERIFY2(text.contains("slave_ip=\"::1\",slave_port=\"6380\""), text);
    }

    // An answer that comes late looks as if the server's clock were ahead.
    void aClockIsBelievedAtTheSecondReading()
    {
        RedisDraft draft;
        draft.sawClock(20ms);
        QCOMPARE(draft.next.clockAhead, std::optional<std::chrono::microseconds>(20ms));
        draft.sawClock(7s);
        QCOMPARE(draft.next.clockAhead, std::optional<std::chrono::microseconds>(20ms));
        draft.sawClock(7s);
        QCOMPARE(draft.next.clockAhead, std::optional<std::chrono::microseconds>(7s));
        draft.sawClock(-8s);
        draft.sawClock(-9s);
        QCOMPARE(draft.next.clockAhead, std::optional<std::chrono::microseconds>(-8s));
    }

    void infoMayBeForbiddenOrRenamedAway_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<bool>("isHidden");
        QTest::newRow("forbidden") << ErrorKind::Privilege << true;
        QTest::newRow("renamed") << ErrorKind::Unsupported << true;
        QTest::newRow("another trouble") << ErrorKind::Query << false;
    }
    void infoMayBeForbiddenOrRenamedAway()
    {
        QFETCH(ErrorKind, kind);
        RedisDraft draft;
        const RespProbes probes = redisProbes(draft);
        const std::vector<Result<RedisReply>> answers(1, fail(kind, u"no"_s));
        QVERIFY(!probes.front()->take(answers));
        QTEST(draft.isInfoHidden, "isHidden");
    }

    void whatIsReadIsExposed_data() { clientsAreRead_data(); }
    void whatIsReadIsExposed()
    {
        QFETCH(QString, server);
        RedisState state = stateOf(golden(u"info-%1.txt"_s.arg(server)));
        state.slowLogLength = 1;
        state.slowLog = std::make_shared<const std::vector<RedisSlowEntry>>();
        state.settings = {{u"maxclients"_s, u"10000"_s}};
        const double memory = *state.number(u"used_memory"_s);
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->link.phase = LinkPhase::Live;
        snapshot->redis = std::make_shared<const RedisState>(std::move(state));
        Target target;
        target.name = u"cache"_s;
        target.kind = ServerKind::Redis;
        const ExpositionReader read(prometheusText({{target, snapshot}}));
        QVERIFY2(read.complaints().isEmpty(), qPrintable(read.complaints().join(u'\n')));
        QVERIFY(read.values().size() > 80);
        QCOMPARE(read.values().value(u"redis_memory_used_bytes{target=\"cache\"}"_s), memory);
        QVERIFY(read.values().contains(u"redis_rdb_last_bgsave_status{target=\"cache\"}"_s));
    }
};

LOCKMASTER_TEST(TestRedisProbes)
#include "tst_redisprobes.moc"
