// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// As tst_matrix, of Redis, Valkey, Cluster and Sentinel: every probe of ours is answered by the servers of one Debian
// suite, and what it tells is what they say themselves.
#include <QTest>
#include <algorithm>

#include "harness/testprogram.h"
#include "lab/watch/redisservers.h"
#include "lab/watch/watched.h"
#include "matrix.h"

using namespace lockmaster;
using namespace lockmaster::redisservers;
using namespace Qt::StringLiterals;

namespace {

/// A server of this system stands in for one that the suite does not have: that one is not asked.
bool hasServer(const QString &program)
{
    return QFile::exists(serverRoot() + u"/usr/bin/"_s + program);
}

QStringList probesOf(const RedisServer &server)
{
    QStringList probes{u"info"_s,     u"settings"_s, u"slowlog_length"_s, u"slowlog"_s,
                       u"commands"_s, u"clients"_s,  u"memory"_s};
    const bool isValkey = !server.info(u"valkey_version"_s).isEmpty();
    if (server.info(u"server_time_usec"_s).isEmpty())
        probes << u"time"_s;
    if (server.info(u"cluster_enabled"_s) == u"1")
        probes << u"cluster"_s;
    if (isValkey && server.ask(u"COMMANDLOG LEN slow"_s).contains(':'))
        probes << u"large_logs"_s;
    return probes;
}

} // namespace

class TestMatrixRedis : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    static void checkServer(const RedisState &state, const RedisServer &server)
    {
        QCOMPARE(state.identity.isValkey, !server.info(u"valkey_version"_s).isEmpty());
        QCOMPARE(state.identity.version,
                 server.info(state.identity.isValkey ? u"valkey_version"_s : u"redis_version"_s));
        QVERIFY(state.identity.versionNumber >= 60000);
        for (const QString &field : {u"run_id"_s, u"role"_s, u"maxmemory_policy"_s, u"evicted_keys"_s,
                                     u"expired_keys"_s, u"rejected_connections"_s, u"cluster_enabled"_s,
                                     u"rdb_last_save_time"_s, u"repl_backlog_size"_s, u"master_replid"_s})
            QCOMPARE(state.info.value(field), server.info(field));
        QVERIFY(state.identity.started && *state.identity.started <= state.serverNow);
        const auto info = std::ranges::find(state.commands, u"info"_s, &RedisCommandStat::command);
        QVERIFY(info != state.commands.end() && info->calls > 0);
        QCOMPARE(info->p50.has_value(), !server.info(u"latency_percentiles_usec_info"_s).isEmpty());
        QVERIFY(state.clients && std::ranges::contains(*state.clients, u"lockmaster"_s, &RedisClient::name));
        QVERIFY(state.slowLog && state.slowLogLength);
        QVERIFY(server.ask(u"CONFIG GET maxclients"_s).contains(state.settings.at(u"maxclients"_s).toUtf8()));
        QVERIFY(state.memoryStats.contains(u"total.allocated"_s) && !state.memoryDoctor.isEmpty());
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Sentinel | LabPart::Cluster;
        if (hasServer(u"valkey-server"_s))
            options.parts |= LabPart::Valkey;
        options.serverRoot = serverRoot();
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
        qInfo("Redis %s", qPrintable(m_lab->redisPrimary().info(u"redis_version"_s)));
        QVERIFY(m_lab->redisPrimary().order(u"SET price:7 9.90 EX 5000"_s));
    }

    void everyProbeAnswers_data()
    {
        QTest::addColumn<Server>("server");
        QTest::newRow("primary") << Server(primary);
        QTest::newRow("replica") << Server(replica);
        QTest::newRow("node of a cluster") << Server(node);
        if (hasServer(u"valkey-server"_s))
            QTest::newRow("Valkey") << Server(valkey);
    }
    void everyProbeAnswers()
    {
        QFETCH(Server, server);
        RedisServer &asked = server(*m_lab);
        Watched watched(*m_lab, {targetOf(asked)}, quick());
        watched.engine().want(asked.name(), {u"memory"_s});
        const QStringList probes = probesOf(asked);
        QTRY_VERIFY2(missing(watched.all(), probes).isEmpty(),
                     qPrintable(missing(watched.all(), probes).join(u' ') + u'\n' + errorsOf(watched.all())));
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 3);
        QCOMPARE(errorsOf(watched.all()), QString());
        checkServer(*watched.redis(), asked);
        if (server == Server(primary) || server == Server(replica)) {
            QCOMPARE(watched.redis()->keyspaces.size(), 1u);
            QCOMPARE(watched.redis()->keyspaces[0].keys, 1);
            QCOMPARE(watched.redis()->keyspaces[0].expiring, 1);
        }
        if (server == Server(replica))
            QCOMPARE(watched.redis()->replication.isLinkUp, true);
        if (server == Server(node)) {
            QVERIFY(watched.redis()->cluster && watched.redis()->cluster->isOk);
            QCOMPARE(watched.redis()->cluster->nodes.size(), std::size_t(LabCluster::kNodes));
        }
    }

    void aSentinelAnswers()
    {
        Watched watched(*m_lab, {sentinelTargetOf(sentinel(*m_lab))}, quick());
        QTRY_VERIFY2(watched.isLiveNow(), qPrintable(watched.trouble()));
        QTRY_VERIFY(missing(watched.all(), {u"info"_s, u"primaries"_s, u"peers"_s}).isEmpty());
        QCOMPARE(errorsOf({watched.last()}), QString());
        const SentinelState &state = *watched.sentinel();
        QCOMPARE(state.runId, sentinel(*m_lab).info(u"run_id"_s));
        QCOMPARE(state.primaries.size(), 1u);
        QCOMPARE(state.primaries[0].hasQuorum, true);
        QCOMPARE(state.primaries[0].replicas.size(), 1u);
        QCOMPARE(state.primaries[0].sentinels.size(), 2u);
    }
};

LOCKMASTER_TEST(TestMatrixRedis)
#include "tst_matrix_redis.moc"
