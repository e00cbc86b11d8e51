// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which further servers one address leads to.
#include <QTest>

#include "harness/testprogram.h"
#include "model/fleet/discovery.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

Target seed(ServerKind kind, const QString &host, const QString &port)
{
    Target target;
    target.name = u"seed"_s;
    target.kind = kind;
    target.group = u"orders"_s;
    target.environment = Environment::Staging;
    target.labels = {{u"team"_s, u"shop"_s}};
    target.password = {PasswordSource::Kind::Keyring, u"redis"_s};
    target.parameters = {{u"host"_s, host}, {u"user"_s, u"lockmaster"_s}, {u"sslmode"_s, u"verify-full"_s}};
    if (!port.isEmpty())
        target.parameters.emplace_back(u"port"_s, port);
    return target;
}

Snapshot of(RedisState state, const QString &address)
{
    Snapshot snapshot;
    snapshot.link.address = address;
    snapshot.redis = std::make_shared<const RedisState>(std::move(state));
    return snapshot;
}

QStringList names(const std::vector<Target> &targets)
{
    QStringList names;
    for (const Target &target : targets)
        names << target.name;
    return names;
}

SentinelPeer peer(const QString &address)
{
    SentinelPeer one;
    one.address = address;
    return one;
}

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replicasOfAPrimary()
    {
        RedisState state;
        for (const char *address : {"10.0.0.2:6379", "[fe80::1]:6380", "10.0.0.2:6379", ":0", "10.0.0.3:99999"}) {
            RedisReplica replica;
            replica.address = QString::fromLatin1(address);
            state.replication.replicas.push_back(replica);
        }
        const Target primary = seed(ServerKind::Redis, u"cache1"_s, {});
        const auto found = discovered(primary, of(state, u"10.0.0.1:6379"_s));
        QCOMPARE(names(found), (QStringList{u"10.0.0.2:6379"_s, u"[fe80::1]:6380"_s}));
        const Target &second = found[1];
        QCOMPARE(parameter(second.parameters, u"host"), u"fe80::1"_s);
        QCOMPARE(parameter(second.parameters, u"port"), u"6380"_s);
        QCOMPARE(parameter(second.parameters, u"user"), u"lockmaster"_s);
        QCOMPARE(parameter(second.parameters, u"sslmode"), u"verify-full"_s);
        QCOMPARE(second.group, primary.group);
        QCOMPARE(second.environment, Environment::Staging);
        QCOMPARE(second.labels, primary.labels);
        QCOMPARE(second.password, primary.password);
        QCOMPARE(second.kind, ServerKind::Redis);
    }

    void thePrimaryOfAReplica()
    {
        RedisState state;
        state.replication.primaryHost = u"10.0.0.1"_s;
        state.replication.primaryPort = 6379;
        QCOMPARE(names(discovered(seed(ServerKind::Redis, u"10.0.0.2"_s, {}), of(state, {}))),
                 QStringList{u"10.0.0.1:6379"_s});
        // A chain that leads back here offers nothing: the default port is meant.
        QVERIFY(discovered(seed(ServerKind::Redis, u"10.0.0.1"_s, {}), of(state, {})).empty());
    }

    void nodesOfACluster()
    {
        RedisState state;
        RedisClusterNode myself;
        myself.address = u"172.16.0.1:6379"_s; // not how the seed is reached
        myself.isMyself = true;
        RedisClusterNode other;
        other.address = u"172.16.0.2:6379"_s;
        RedisClusterNode lost;
        lost.address = u":0"_s;
        state.cluster = RedisCluster{};
        state.cluster->nodes = {myself, other, lost};
        state.replication.replicas.push_back({u"172.16.0.2:6379"_s, {}, 0, {}});
        QCOMPARE(names(discovered(seed(ServerKind::Redis, u"cache1"_s, {}), of(state, {}))),
                 QStringList{u"172.16.0.2:6379"_s});
    }

    void aClusterMayTellItsPlainPorts()
    {
        RedisState state;
        RedisClusterNode myself;
        myself.address = u"10.0.0.1:7000"_s;
        myself.isMyself = true;
        RedisClusterNode other;
        other.address = u"10.0.0.2:7000"_s;
        state.cluster = RedisCluster{};
        state.cluster->nodes = {other, myself};
        Snapshot snapshot = of(state, u"10.0.0.1:7100"_s);
        QVERIFY(!tellsPlainPorts(snapshot)); // not encrypted: mapped, maybe
        snapshot.link.encrypted = true;
        QVERIFY(tellsPlainPorts(snapshot));
        snapshot.link.address = u"10.0.0.1:7000"_s; // tls-cluster yes
        QVERIFY(!tellsPlainPorts(snapshot));
        snapshot.redis = std::make_shared<const RedisState>();
        QVERIFY(!tellsPlainPorts(snapshot));
    }

    void everythingASentinelNames()
    {
        SentinelPrimary primary;
        primary.name = u"orders"_s;
        primary.server = peer(u"10.0.0.1:6379"_s);
        primary.replicas = {peer(u"10.0.0.2:6379"_s)};
        primary.sentinels = {peer(u"10.0.0.8:26379"_s), peer(u"10.0.0.9:26379"_s)};
        SentinelState state;
        state.primaries = {primary, primary};
        Snapshot snapshot;
        snapshot.link.address = u"10.0.0.9:26379"_s;
        snapshot.sentinel = std::make_shared<const SentinelState>(state);
        Target sentinel = seed(ServerKind::Sentinel, u"sentinel1"_s, {});
        sentinel.sentinelGroup = u"orders"_s;
        const auto found = discovered(sentinel, snapshot);
        QCOMPARE(names(found), (QStringList{u"10.0.0.1:6379"_s, u"10.0.0.2:6379"_s, u"10.0.0.8:26379"_s}));
        QCOMPARE(found[0].kind, ServerKind::Redis);
        QCOMPARE(found[0].password, PasswordSource());
        QCOMPARE(parameter(found[0].parameters, u"user"), QString());
        QCOMPARE(found[2].kind, ServerKind::Sentinel);
        QCOMPARE(found[2].password.argument, u"redis"_s);
        QCOMPARE(found[0].sentinelGroup, QString());
        QCOMPARE(found[2].sentinelGroup, u"orders"_s);
    }

    void nothingWithoutData() { QVERIFY(discovered(seed(ServerKind::Redis, u"a"_s, {}), {}).empty()); }
};

LOCKMASTER_TEST(TestDiscovery)
#include "tst_discovery.moc"
