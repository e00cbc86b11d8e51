// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is told between targets, from snapshots made by hand. Two primaries are in tst_twoprimaries.
#include <QTest>

#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "harness/testprogram.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

Snapshot silent(const QString &address)
{
    Snapshot snapshot;
    snapshot.target = u"orders"_s;
    snapshot.link.phase = LinkPhase::Broken;
    snapshot.link.address = address;
    snapshot.link.error = Error{ErrorKind::Timeout, u"no answer"_s, {}, {}, {}};
    return snapshot;
}

Snapshot bouncer(const QString &address, const QString &paused)
{
    auto state = std::make_shared<PgBouncerState>();
    for (const QString &name : {u"orders"_s, u"reports"_s}) {
        PgBouncerDatabase database;
        database.name = name;
        database.isPaused = name == paused;
        state->databases.push_back(database);
    }
    Snapshot snapshot;
    snapshot.target = u"front"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = address;
    snapshot.pgbouncer = state;
    return snapshot;
}

void connectedTo(Snapshot &snapshot, const QString &database)
{
    auto state = std::make_shared<PostgresState>();
    state->identity.database = database;
    snapshot.postgres = state;
}

/// Watches the group "mymaster", as half of the world calls it.
Snapshot sentinel(const QString &name, const QString &address, const QString &primary, const QString &peer)
{
    SentinelPrimary group;
    group.name = u"mymaster"_s;
    group.server.address = primary;
    group.sentinels.resize(1);
    group.sentinels[0].address = peer;
    auto state = std::make_shared<SentinelState>();
    state->primaries = {group};
    Snapshot snapshot;
    snapshot.target = name;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.link.address = address;
    snapshot.sentinel = state;
    return snapshot;
}

Snapshot cache(const QString &name, const RedisReplication &replication)
{
    auto state = std::make_shared<RedisState>();
    state->replication = replication;
    Snapshot snapshot;
    snapshot.target = name;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.redis = state;
    return snapshot;
}

std::vector<Finding> told(const Snapshot &one, const Snapshot &other)
{
    return fleetFindings({std::make_shared<const Snapshot>(one), nullptr, std::make_shared<const Snapshot>(other)});
}

} // namespace

class TestFleetFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoIsBehindAPauseIsTold()
    {
        Snapshot server = silent(u"10.0.0.1:6432"_s);
        QCOMPARE(told(server, bouncer(u"10.0.0.1:6432"_s, u"orders"_s)).size(), 1u); // which database is not known yet
        connectedTo(server, u"orders"_s);
        const auto all = told(server, bouncer(u"10.0.0.1:6432"_s, u"orders"_s));
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all[0].id, u"target.behind_pause"_s);
        QCOMPARE(all[0].target, u"orders"_s);
        QCOMPARE(all[0].evidence[u"pgbouncer"_s], u"front"_s);
        QCOMPARE(all[0].evidence[u"database"_s], u"orders"_s);
        QCOMPARE(all[0].recommended.size(), 1u);
        QCOMPARE(all[0].recommended[0].command, u"RESUME \"orders\";"_s);
    }

    void whoIsNotBehindItIsNot()
    {
        Snapshot server = silent(u"10.0.0.1:6432"_s);
        connectedTo(server, u"orders"_s);
        QVERIFY(told(server, bouncer(u"10.0.0.1:6432"_s, {})).empty());
        QVERIFY(told(server, bouncer(u"10.0.0.1:6432"_s, u"reports"_s)).empty());
        QVERIFY(told(server, bouncer(u"10.0.0.2:6432"_s, u"orders"_s)).empty());
        server.link.error->kind = ErrorKind::Network; // refused: no pause does that
        QVERIFY(told(server, bouncer(u"10.0.0.1:6432"_s, u"orders"_s)).empty());
        Snapshot blind = bouncer(u"10.0.0.1:6432"_s, u"orders"_s);
        blind.link.phase = LinkPhase::Broken; // what it said is of then
        QVERIFY(told(silent(u"10.0.0.1:6432"_s), blind).empty());
    }

    void sentinelsThatDifferAreTold()
    {
        const Snapshot one = sentinel(u"s1"_s, u"10.0.0.1:26379"_s, u"10.0.0.7:6379"_s, u"10.0.0.2:26379"_s);
        const auto all = told(one, sentinel(u"s2"_s, u"10.0.0.2:26379"_s, u"10.0.0.8:6379"_s, u"10.0.0.9:26379"_s));
        QCOMPARE(all.size(), 2u);
        QCOMPARE(sentenceOf(all[0]),
                 u"The Sentinels name different primaries of mymaster: 10.0.0.7:6379 here, 10.0.0.8:6379 at s2."_s);
        QCOMPARE(all[1].target, u"s2"_s);
        QVERIFY(told(one, sentinel(u"s2"_s, u"10.0.0.2:26379"_s, u"10.0.0.7:6379"_s, u"10.0.0.1:26379"_s)).empty());
    }

    void sentinelsOfOthersMaySayWhatTheyLike()
    {
        const Snapshot one = sentinel(u"s1"_s, u"10.0.0.1:26379"_s, u"10.0.0.7:6379"_s, u"10.0.0.2:26379"_s);
        Snapshot stranger = sentinel(u"s9"_s, u"10.9.0.1:26379"_s, u"10.9.0.7:6379"_s, u"10.9.0.2:26379"_s);
        QVERIFY(told(one, stranger).empty());
    }

    void aReplicaThatMayNotLogInSaysWhy()
    {
        Snapshot primary = cache(u"cache-1"_s, {});
        primary.link.address = u"[::1]:6379"_s;
        RedisReplication cut;
        cut.primaryHost = u"::1"_s;
        cut.primaryPort = 6379;
        cut.isLinkUp = false;
        const Snapshot replica = cache(u"cache-2"_s, cut);
        QVERIFY(told(primary, replica).empty()); // nobody fails to log in
        primary.samples = {{u"rate(redis_errors_total{err=\"NOAUTH\"}[1m])"_s, 0.9}};
        const auto all = told(primary, replica);
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all[0].id, u"redis.replication.login"_s);
        QCOMPARE(all[0].target, u"cache-2"_s);
        QCOMPARE(all[0].evidence[u"primary"_s], u"cache-1"_s);
        QCOMPARE(all[0].severity, FindingSeverity::Warning);
        primary.samples.front().value = 0.05; // a replica tries more often
        QCOMPARE(told(primary, replica)[0].severity, FindingSeverity::Info);
        cut.isLinkUp = true;
        QVERIFY(told(primary, cache(u"cache-2"_s, cut)).empty());
        cut.isLinkUp = false;
        cut.primaryPort = 6380; // another one
        QVERIFY(told(primary, cache(u"cache-2"_s, cut)).empty());
    }

    void whyTheLinkIsDownIsTheLogin()
    {
        Target one;
        one.name = u"cache-1"_s;
        one.kind = ServerKind::Redis;
        one.parameters = {{u"host"_s, u"cache1.example"_s}};
        Target other = one;
        other.name = u"cache-2"_s;
        other.parameters.clear();
        Snapshot primary = cache(one.name, {});
        primary.link.address = u"10.0.0.1:6379"_s;
        primary.samples = {{u"rate(redis_errors_total{err=\"WRONGPASS\"})"_s, 10}};
        RedisReplication cut;
        cut.primaryHost = u"cache1.example"_s; // by the name that the fleet has
        cut.primaryPort = 6379;
        cut.isLinkUp = false;
        Observer observer(Fleet{{one, other}});
        observer.observe(std::make_shared<const Snapshot>(primary));
        const auto seen = observer.observe(std::make_shared<const Snapshot>(cache(other.name, cut)));
        QCOMPARE(seen->fleet->causes.size(), 1u);
        QCOMPARE(seen->fleet->causes[0].of, seen->findings.front().key);
        QCOMPARE(seen->findings.front().id, u"redis.replication.link"_s);
        QCOMPARE(seen->fleet->causes[0].cause.id, u"redis.replication.login"_s);
    }

    // PgBouncer's refusal on the way to a server is its own, not the server's.
    void aFullPgBouncerIsNoFullServer()
    {
        Snapshot server = silent(u"10.0.0.1:6432"_s);
        server.link.error = Error{
            ErrorKind::Full, u"PgBouncer takes no more clients"_s, u"no more connections"_s, {}, u"MAX_CLIENT_CONN"_s};
        const auto all = findings(server);
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all[0].id, u"pool.saturated"_s);
        QCOMPARE(all[0].severity, FindingSeverity::Critical);
        QCOMPARE(all[0].evidence[u"scope"_s], u"clients"_s);
    }
};

LOCKMASTER_TEST(TestFleetFindings)
#include "tst_fleetfindings.moc"
