// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// As tst_matrix_redis, of the actions: on the servers of one Debian suite each is carried out and seen, or refused with the
// version that its command came with.
#include "harness/testprogram.h"
#include "lab/watch/redisservers.h"
#include "redistest.h"

using namespace lockmaster;
using namespace lockmaster::test;
using namespace lockmaster::redisservers;
using namespace Qt::StringLiterals;

namespace {

struct MatrixAction {
    QString id;
    QJsonObject arguments;
    int since; ///< as INFO tells versions: 60200
    QString outcome;
};

/// The folder that `installer/servers SUITE` printed; empty for the servers of this system.
QString suiteRoot()
{
    return qEnvironmentVariable("LOCKMASTER_SERVER_ROOT");
}

bool hasValkey()
{
    return QFile::exists(suiteRoot() + u"/usr/bin/valkey-server"_s);
}

} // namespace

class TestMatrixRedisActions : public RedisTest
{
    Q_OBJECT

private:
    static int versionOf(RedisServer &server)
    {
        const QString valkey = server.info(u"valkey_version"_s);
        return versionNumberIn(valkey.isEmpty() ? server.info(u"redis_version"_s) : valkey);
    }
    static void haveEvidence(RedisServer &server)
    {
        QVERIFY(server.order(u"CONFIG SET slowlog-log-slower-than 0"_s));
        QVERIFY(server.order(u"CONFIG SET latency-monitor-threshold 1"_s));
        QVERIFY(server.order(u"DEBUG SLEEP 0.01"_s));
        QVERIFY(server.order(u"CONFIG SET latency-monitor-threshold 0"_s));
        QVERIFY(server.order(u"CONFIG SET slowlog-log-slower-than 10000"_s));
    }
    void useServer(RedisServer &server) { use({{redisTarget(server), server.password()}}); }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Sentinel | LabPart::Cluster;
        if (hasValkey())
            options.parts |= LabPart::Valkey;
        options.serverRoot = suiteRoot();
        ActionTest::startLab(options);
        qInfo("Redis %s", qPrintable(one().info(u"redis_version"_s)));
    }
    void cleanup() { m_executor.reset(); }

    void eachRunsOrIsRefused_data()
    {
        QTest::addColumn<Server>("server");
        QTest::newRow("primary") << Server(redisservers::primary);
        QTest::newRow("node of a cluster") << Server(redisservers::node);
        if (hasValkey())
            QTest::newRow("Valkey") << Server(redisservers::valkey);
    }
    void eachRunsOrIsRefused()
    {
        QFETCH(Server, server);
        RedisServer &asked = server(*m_lab);
        useServer(asked);
        haveEvidence(asked);
        LabRedisClient client(asked);
        client.ask({"CLIENT", "SETNAME", "guilty"});
        QVERIFY(asked.order(u"SET \"{a}\" x"_s) || asked.info(u"cluster_enabled"_s) == u"1");
        QString id;
        for (const QByteArray &line : asked.ask(u"CLIENT LIST"_s).split('\n')) {
            if (line.contains(" name=guilty "))
                id = QString::fromLatin1(line.sliced(3, line.indexOf(' ') - 3));
        }
        const std::vector<MatrixAction> all{
            {u"redis.client.kill"_s, {{u"clients"_s, id}}, 0, u"done_verified"_s},
            {u"redis.config.set"_s, {{u"parameter"_s, u"hz"_s}, {u"value"_s, u"12"_s}}, 0, u"done_verified"_s},
            {u"redis.config.rewrite"_s, {}, 0, u"sent_unverified"_s},
            {u"redis.bgsave"_s, {}, 0, u"done_verified"_s},
            {u"redis.slowlog.reset"_s, {}, 0, u"done_verified"_s},
            {u"redis.latency.reset"_s, {}, 0, u"done_verified"_s},
            {u"redis.client.pause"_s, {{u"seconds"_s, 1}, {u"mode"_s, u"all"_s}}, 60200, u"done_verified"_s},
            {u"redis.script.kill"_s, {}, 0, u"refused"_s}, // nothing runs
            {u"redis.function.kill"_s, {}, 70000, u"refused"_s},
        };
        for (const MatrixAction &action : all) {
            const ActionPlan made = plan(action.id, asked.name(), action.arguments);
            const Preflight *version = findCheck(made.preflights, "server.version"_L1);
            const bool isKnown = versionOf(asked) >= action.since;
            QVERIFY2(version && (version->verdict == Verdict::Ok) == isKnown, action.id.toUtf8());
            const ActionResult result = execute(made, warnings(made));
            QVERIFY2(outcomeOf(result) == (isKnown ? action.outcome : u"refused"_s),
                     (action.id + u": "_s + outcomeOf(result) + u' ' + result.summary + troubles(made)).toUtf8());
            if (action.id == u"redis.client.pause")
                QTRY_VERIFY(!asked.info(u"run_id"_s).isEmpty());
        }
    }

    void flushesAndPurges_data() { eachRunsOrIsRefused_data(); }
    void flushesAndPurges()
    {
        QFETCH(Server, server);
        RedisServer &asked = server(*m_lab);
        useServer(asked);
        QVERIFY(asked.order(u"DEBUG POPULATE 1000"_s));
        for (const QString &id : {u"redis.flushdb"_s, u"redis.flushall"_s}) {
            QVERIFY(asked.order(u"DEBUG POPULATE 1000"_s));
            const ActionPlan made = plan(id, asked.name(), {});
            const bool isNode = asked.info(u"cluster_enabled"_s) == u"1"; // of others the keys stay, which is said
            QCOMPARE(findCheck(made.preflights, "redis.cluster"_L1) != nullptr, isNode);
            QVERIFY2(outcomeOf(execute(made, warnings(made))) == u"done_verified", (id + troubles(made)).toUtf8());
        }
        const ActionPlan purge = plan(u"redis.memory.purge"_s, asked.name(), {});
        const QString outcome = outcomeOf(execute(purge, warnings(purge)));
        QVERIFY2(outcome == u"done_verified" || outcome == u"no_op", outcome.toUtf8());
    }

    void aSentinelLooksAnew()
    {
        RedisServer &asked = sentinel(*m_lab);
        use({{sentinelTargetOf(asked), asked.password()}});
        QTRY_COMPARE_WITH_TIMEOUT(asked.ask(u"SENTINEL SENTINELS orders"_s).count("runid"), 2, 20'000);
        const ActionPlan made = plan(u"sentinel.reset"_s, asked.name(), {{u"group"_s, u"orders"_s}});
        QCOMPARE(outcomeOf(execute(made, warnings(made))), u"done_verified"_s);
    }
};

LOCKMASTER_TEST(TestMatrixRedisActions)
#include "tst_matrix_redisactions.moc"
