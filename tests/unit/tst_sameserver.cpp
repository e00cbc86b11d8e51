// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// That a server is recognised by every name it goes by, and by no other.
#include <QTest>

#include "harness/testprogram.h"
#include "model/fleet/discovery.h"
#include "model/fleet/sameserver.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

Target entry(const QString &host, const QString &port, ServerKind kind = ServerKind::Redis)
{
    Target target;
    target.name = u"cache"_s;
    target.kind = kind;
    target.parameters = {{u"host"_s, host}};
    if (!port.isEmpty())
        target.parameters.emplace_back(u"port"_s, port);
    return target;
}

Snapshot reached(const QString &address, const std::map<QString, QString> &settings = {})
{
    RedisState state;
    state.identity.port = 6379;
    state.identity.runId = u"run-1"_s;
    state.settings = settings;
    Snapshot snapshot;
    snapshot.link.address = address;
    snapshot.redis = std::make_shared<const RedisState>(state);
    return snapshot;
}

} // namespace

class TestSameServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byEntryAndByWhereItWasReached()
    {
        const Target target = entry(u"Cache1.example.com"_s, {});
        const Snapshot snapshot = reached(u"10.0.0.1:6379"_s);
        QVERIFY(isSameServer({u"cache1.example.com:6379"_s}, &target, nullptr));
        QVERIFY(isSameServer({u"10.0.0.1:6379"_s}, &target, &snapshot));
        QVERIFY(!isSameServer({u"10.0.0.1:6380"_s}, &target, &snapshot));
        QVERIFY(!isSameServer({}, &target, &snapshot));
        const Target six = entry(u"fe80::1"_s, u"6380"_s);
        QVERIFY(isSameServer({u"[fe80::1]:6380"_s}, &six, nullptr));
        const Target many = entry(u"a,b"_s, u"1,2"_s, ServerKind::Sentinel);
        QVERIFY(isSameServer({u"b:2"_s}, &many, nullptr));
        QVERIFY(!isSameServer({u"b:1"_s}, &many, nullptr));
    }

    void byWhatItAnnounces_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("port");
        QTest::addColumn<QString>("announced");
        QTest::newRow("both") << u"nat.example.com"_s << u"16379"_s << u"nat.example.com:16379"_s;
        QTest::newRow("host alone") << u"nat.example.com"_s << u"0"_s << u"nat.example.com:6379"_s;
        QTest::newRow("port alone") << QString() << u"16379"_s << u"10.0.0.1:16379"_s;
        QTest::newRow("IPv6") << u"fd00::7"_s << u"0"_s << u"[fd00::7]:6379"_s;
    }

    void byWhatItAnnounces()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, port);
        QFETCH(const QString, announced);
        const Target target = entry(u"10.0.0.1"_s, {});
        const Snapshot plain = reached(u"10.0.0.1:6379"_s);
        const Snapshot snapshot =
            reached(u"10.0.0.1:6379"_s, {{u"replica-announce-ip"_s, host}, {u"replica-announce-port"_s, port}});
        QVERIFY(isSameServer({announced}, &target, &snapshot));
        QVERIFY(!isSameServer({announced}, &target, &plain));
        QVERIFY(isSameServer({u"10.0.0.1:6379"_s}, &target, &snapshot));
    }

    void byItsRowOfTheCluster()
    {
        Snapshot snapshot = reached(u"127.0.0.1:7000"_s);
        RedisState state = *snapshot.redis;
        state.cluster.emplace();
        state.cluster->nodes.resize(2);
        state.cluster->nodes[0].address = u"node1.example.com:7000"_s;
        state.cluster->nodes[0].isMyself = true;
        state.cluster->nodes[1].address = u"node2.example.com:7000"_s;
        snapshot.redis = std::make_shared<const RedisState>(state);
        QVERIFY(isSameServer({u"node1.example.com:7000"_s}, nullptr, &snapshot));
        QVERIFY(!isSameServer({u"node2.example.com:7000"_s}, nullptr, &snapshot));
    }

    void byTheIdThatASentinelTells()
    {
        const Snapshot redis = reached(u"10.0.0.1:6379"_s);
        QVERIFY(isSameServer({u"nat.example.com:9"_s, u"run-1"_s}, nullptr, &redis));
        QVERIFY(!isSameServer({u"nat.example.com:9"_s, u"run-2"_s}, nullptr, &redis));
        SentinelState state;
        state.runId = u"run-1"_s;
        state.ownId = u"sentinel-1"_s;
        Snapshot sentinel;
        sentinel.sentinel = std::make_shared<const SentinelState>(state);
        QVERIFY(isSameServer({u"nat.example.com:9"_s, u"sentinel-1"_s}, nullptr, &sentinel));
        QVERIFY(!isSameServer({u"nat.example.com:9"_s, u"run-1"_s}, nullptr, &sentinel));
        state.ownId.clear(); // an old one: nothing is not the same as nothing
        sentinel.sentinel = std::make_shared<const SentinelState>(state);
        QVERIFY(!isSameServer({u"nat.example.com:9"_s, {}}, nullptr, &sentinel));
    }

    void theSeedIsNotDiscoveredByItsOtherName()
    {
        Snapshot snapshot = reached(u"10.0.0.1:6379"_s, {{u"replica-announce-ip"_s, u"nat.example.com"_s}});
        RedisState state = *snapshot.redis;
        for (const QString &address : {u"nat.example.com:6379"_s, u"10.0.0.2:6379"_s}) {
            state.replication.replicas.emplace_back();
            state.replication.replicas.back().address = address;
        }
        snapshot.redis = std::make_shared<const RedisState>(state);
        const auto found = discovered(entry(u"10.0.0.1"_s, {}), snapshot);
        QCOMPARE(found.size(), 1u);
        QCOMPARE(found.front().name, u"10.0.0.2:6379"_s);
    }
};

LOCKMASTER_TEST(TestSameServer)
#include "tst_sameserver.moc"
