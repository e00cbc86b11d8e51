// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A target in one line: what the sidebar, a card and a chain say of it, and that they judge as the findings do.
#include "harness/observed.h"
#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "harness/windowtest.h"
#include "model/pgbouncer/pgbouncer.h"
#include "redis/redisfixtures.h"
#include "ui/fleet/cards/fleetcard.h"
#include "ui/fleet/fleetmodel.h"
#include "ui/fleet/health/sentinelwords.h"
#include "ui/theme/theme.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

HealthLine healthOf(const Snapshot &snapshot)
{
    return healthLine(&snapshot, findings(snapshot));
}

FleetCard cardOf(const Snapshot &snapshot)
{
    const Fleet fleet = redisFleet();
    return fleetCard(*std::ranges::find(fleet.targets, snapshot.target, &Target::name), &snapshot, healthOf(snapshot),
                     snapshot.dataTaken.steady);
}

/// A gigabyte that is full.
RedisState fullState(const QString &policy)
{
    RedisState state = redisState();
    state.info[u"used_memory"_s] = state.info[u"maxmemory"_s];
    state.info[u"maxmemory_policy"_s] = policy;
    state.keyspaces = {{0, 100, 0, {}}};
    return state;
}

QString detailOf(const Snapshot &snapshot, int role = FleetModel::DetailRole)
{
    MomentBus bus(redisFleet());
    FleetModel model(bus);
    observe(bus, share(snapshot));
    return model.index(model.rowOf(snapshot.target)).data(role).toString();
}

} // namespace

class TestTargetHealth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCacheAtItsLimitIsNotFull()
    {
        const FleetCard cache = cardOf(live(fullState(u"allkeys-lru"_s)));
        QCOMPARE(cache.health.state, HealthState::Ok);
        QCOMPARE(cache.shareText, u"214 / 10,000 clients"_s);
        QCOMPARE(cache.shareState, HealthState::Ok);
        const FleetCard store = cardOf(live(fullState(u"noeviction"_s)));
        QCOMPARE(store.health.state, HealthState::Critical);
        QCOMPARE(store.health.number, u"memory 100.0 % full"_s);
        QCOMPARE(store.shareText, u"1.0 GB / 1.0 GB memory"_s);
        QCOMPARE(store.shareState, HealthState::Critical);
        const FleetCard stuck = cardOf(live(fullState(u"volatile-lru"_s))); // no key of it expires
        QCOMPARE(stuck.health.state, HealthState::Critical);
    }

    void theBarJudgesAsTheFindings()
    {
        const ServerData redis = live(redisState());
        using Of = Saturation::Of;
        QCOMPARE(saturationState(redis, {Of::Memory, 89, 100}), HealthState::Ok);
        QCOMPARE(saturationState(redis, {Of::Memory, 90, 100}), HealthState::Warning);
        QCOMPARE(saturationState(redis, {Of::Clients, 96, 100}), HealthState::Critical);
        QCOMPARE(saturationState({}, {Of::Connections, 85, 100}), HealthState::Warning);
        QCOMPARE(saturationState({}, {Of::Servers, 99, 100}), HealthState::Ok); // a pool is there to be used
        QCOMPARE(saturationState({}, {Of::Servers, 100, 100}), HealthState::Warning);
    }

    void aSentinelSaysWhatItWatches()
    {
        SentinelState state = sentinelState();
        QCOMPARE(healthOf(live(state)).number, u"2 of 3 Sentinels answer"_s);
        QVERIFY2(watchText(state).endsWith(u" · quorum reachable"), qPrintable(watchText(state)));
        SentinelState whole = state;
        whole.primaries.front().sentinels.back().flags.removeAll(u"s_down"_s);
        QCOMPARE(healthOf(live(whole)).number, watchText(whole));
        QCOMPARE(cardOf(live(state)).rateText, u"1 of 1 replicas, 2 of 3 Sentinels up"_s);
        state.primaries.front().hasQuorum.reset();
        QVERIFY(watchText(state).endsWith(u" · quorum not known"));
        state.primaries.front().hasQuorum = false;
        QVERIFY(watchText(state).endsWith(u" · no quorum"));
        QCOMPARE(healthOf(live(state)).number, u"no quorum for orders"_s);
        QCOMPARE(healthOf(live(state)).state, HealthState::Critical);
        state.primaries.clear();
        QCOMPARE(watchText(state), u"watches no primary"_s);
        QCOMPARE(peersText(state), QString());
    }

    void whatItWasIsNotWhatItIs()
    {
        const Snapshot seen = live(redisState());
        QCOMPARE(healthOf(seen).role, u"primary"_s);
        const Snapshot gone = blind(seen, 30s);
        QCOMPARE(healthOf(gone).role, QString());
        QCOMPARE(healthOf(gone).state, HealthState::Blind);
        QCOMPARE(healthOf(gone).number, u"no answer before the deadline"_s);
        QCOMPARE(cardOf(seen).facts, u"Redis 8.0.2 · primary · production"_s);
        QCOMPARE(cardOf(gone).facts, u"Redis 8.0.2 · production"_s);
        QVERIFY(!cardOf(gone).share && cardOf(gone).shareText.isEmpty() && cardOf(gone).rateText.isEmpty());
        QCOMPARE(cardOf(gone).notes,
                 (QStringList{u"since %1"_s.arg(formatTimeOfDay(gone.link.since)), plainBlock(kHostile).trimmed(),
                              u"Next attempt at %1. The server may be overloaded, stopped or cut off."_s.arg(
                                  formatTimeOfDay(*gone.link.nextAttempt))}));
        QVERIFY(!isFresh(gone, gone.taken.steady));
        QCOMPARE(detailOf(gone), u"no answer before the deadline"_s);
    }

    void connectedWithoutDataIsNotOk()
    {
        Snapshot none = live(redisState());
        QCOMPARE(healthOf(none).state, HealthState::Ok);
        none.redis.reset();
        QCOMPARE(healthOf(none).state, HealthState::Unknown);
    }

    void oldDataAreNotWell()
    {
        Snapshot snapshot = live(redisState());
        const SteadyTime taken = snapshot.dataTaken.steady;
        snapshot.interval = 60s; // stretched; a second was asked for
        QVERIFY(!isOld(snapshot, taken + 10s) && isOld(snapshot, taken + 11s));
        QVERIFY(isFresh(snapshot, taken + 11s)); // as young as it can be now
        snapshot.wanted = 60s;                   // a person wants it so
        QVERIFY(!isOld(snapshot, taken + 179s));
        QVERIFY(!isOld(blind(live(redisState()), 30s), taken + 60s)); // which is told as blind
        MomentBus bus(redisFleet());
        FleetModel model(bus);
        Snapshot old = live(redisState());
        old.taken = old.dataTaken = systemClock().now();
        old.taken.steady = old.dataTaken.steady -= 25s;
        observe(bus, share(old));
        const QModelIndex row = model.index(model.rowOf(old.target));
        QCOMPARE(HealthState(row.data(FleetModel::HealthRole).toInt()), HealthState::Unknown);
        QCOMPARE(model.oldOnes(), 1);
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"ago"));
    }

    void whatIsOfAnEarlierSampleAccusesNobody()
    {
        Snapshot full = live(fullState(u"noeviction"_s));
        QVERIFY(!findings(full).empty());
        full.taken.steady += 1s; // the newest sample told nothing: its main question failed
        QVERIFY(findings(full).empty());
        QCOMPARE(healthOf(full).state, HealthState::Unknown);
    }

    void aSmallRateIsNotNone()
    {
        Snapshot snapshot = live(redisState());
        snapshot.samples = {{u"rate(redis_commands_processed_total)"_s, 0.31}};
        QCOMPARE(cardOf(snapshot).rateText, u"commands 0.31/s"_s);
        snapshot.samples.front().value = 1240.2;
        QCOMPARE(cardOf(snapshot).rateText, u"commands 1,240/s"_s);
    }

    void aServerThatWasNeverSeenHasNoNumbers()
    {
        Snapshot refused = redisFrame(kCache, 0s);
        refused.link.phase = LinkPhase::Refused;
        refused.link.error = Error{.kind = ErrorKind::Auth};
        const FleetCard card = cardOf(refused);
        QCOMPARE(card.age, u"–"_s);
        QCOMPARE(card.facts, u"Redis · production"_s);
        QCOMPARE(card.health.number, u"the server refused the login"_s);
    }

    void whereMuchIsHiddenQuietProvesLittle()
    {
        Snapshot snapshot = live(redisState());
        snapshot.hidden = {u"The user monitor is not allowed to run CONFIG GET."_s};
        QCOMPARE(healthOf(snapshot).state, HealthState::Unknown);
        QCOMPARE(detailOf(snapshot), u"primary · 800 MB / 1.0 GB memory · some hidden"_s);
        QCOMPARE(detailOf(snapshot, FleetModel::ShortDetailRole), u"primary · 800 MB / 1.0 GB · some hidden"_s);
        QCOMPARE(cardOf(snapshot).notes, QStringList{u"The user monitor is not allowed to run CONFIG GET."_s});
        RedisState bare;
        bare.identity.role = RedisRole::Primary;
        snapshot.redis = std::make_shared<const RedisState>(bare);
        QCOMPARE(detailOf(snapshot), u"primary · its numbers are hidden"_s);
    }

    void aNumberSaysOfWhat()
    {
        PgBouncerState bouncer;
        bouncer.lists[u"used_clients"_s] = 9;
        bouncer.settings[u"max_client_conn"_s].value = u"2500"_s;
        Snapshot snapshot;
        snapshot.link.phase = LinkPhase::Live;
        snapshot.pgbouncer = std::make_shared<const PgBouncerState>(bouncer);
        QCOMPARE(healthOf(snapshot).number, u"9 / 2,500 clients"_s);
        bouncer.databases.emplace_back();
        bouncer.databases.back().name = u"orders"_s;
        bouncer.databases.back().poolSize = 10;
        bouncer.pools.emplace_back();
        bouncer.pools.back().database = u"orders"_s;
        bouncer.pools.back().serversActive = 5;
        snapshot.pgbouncer = std::make_shared<const PgBouncerState>(bouncer);
        QCOMPARE(healthOf(snapshot).number, u"pool 5 / 10"_s);
        QCOMPARE(healthOf(live(state(4))).number, healthOf(live(state(4))).shortNumber + u" connections"_s);
    }

    void aSentenceIsSaidShortly()
    {
        const auto said = [](const QString &id, const QJsonObject &evidence) {
            return shortly({{.id = id, .evidence = evidence}});
        };
        QCOMPARE(said(u"pool.waiting"_s, {{u"waiting"_s, 1}, {u"longest_wait_seconds"_s, 2.5}}),
                 u"1 client waits, 2.5 s"_s);
        QCOMPARE(said(u"pool.waiting"_s, {{u"waiting"_s, 20}, {u"longest_wait_seconds"_s, 8.5}}),
                 u"20 clients wait, 8.5 s"_s);
        QCOMPARE(said(u"pool.saturated"_s, {{u"scope"_s, u"pools"_s}}), u"a pool is full"_s);
        QCOMPARE(said(u"pg.transaction.idle"_s, {{u"count"_s, 10}, {u"oldest_seconds"_s, 320}}),
                 u"10 idle in transaction, 5 m 20 s"_s);
        QCOMPARE(said(u"pg.connections.exhausted"_s, {{u"used"_s, 96}, {u"usable"_s, 97}}), u"99.0 % full"_s);
        const QJsonObject refused{{u"error"_s, QJsonObject{{u"server_words"_s, u"too many clients"_s}}}};
        QCOMPARE(said(u"pg.connections.exhausted"_s, {{u"link"_s, refused}}), // there are no numbers
                 u"The server has no connection slot left: “too many clients”"_s);
        QCOMPARE(said(u"redis.clients"_s, {{u"rejected_per_second"_s, 3.0}}), u"clients are refused"_s);
        QCOMPARE(said(u"target.starting"_s, {{u"loaded_ratio"_s, 0.42}}), u"loading, 42.0 % read"_s);
        QCOMPARE(said(u"of.something"_s, {}), u"of.something"_s);
    }

    void troubleHasTheWholeLine_data()
    {
        QTest::addColumn<SnapshotPtr>("snapshot");
        QTest::addColumn<QString>("detail");
        RedisState busy;
        busy.condition = RedisCondition::Busy;
        QTest::newRow("busy") << share(live(busy)) << u"a script holds it"_s;
        RedisState loading = redisState();
        loading.condition = RedisCondition::Loading;
        loading.info[u"loading_loaded_perc"_s] = u"42.00"_s;
        QTest::newRow("loading") << share(live(loading)) << u"loading, 42.0 % read"_s;
        RedisState cut = replicaState();
        cut.replication.isLinkUp = false;
        QTest::newRow("link down") << share(live(cut)) << u"no link to its primary"_s;
        QTest::newRow("slots") << share(live(clusterState())) << u"slots not served: 10"_s;
        Snapshot evicting = live(redisState());
        evicting.samples = {{u"rate(redis_evicted_keys_total)"_s, 12}};
        QTest::newRow("evicting") << share(evicting) << u"evicts 12.0/s"_s;
        SentinelState tilted = sentinelState();
        tilted.isTilted = true;
        QTest::newRow("tilt") << share(live(tilted)) << u"in TILT mode"_s;
        SentinelState down = sentinelState();
        down.primaries.front().server.flags << u"o_down"_s;
        QTest::newRow("primary down") << share(live(down)) << u"orders is down"_s;
    }
    void troubleHasTheWholeLine()
    {
        QFETCH(SnapshotPtr, snapshot);
        QFETCH(QString, detail);
        QCOMPARE(detailOf(*snapshot), detail);
    }
};

LOCKMASTER_WINDOW_TEST(TestTargetHealth)
#include "tst_targethealth.moc"
