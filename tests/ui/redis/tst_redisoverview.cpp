// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Overview and Persistence pages of a Redis server: what their tiles say, and how they judge.
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/charts/tile.h"
#include "ui/redis/persistencetiles.h"
#include "ui/redis/redisdashboard.h"
#include "ui/redis/redistiles.h"

#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisOverview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void tellsMainNumbers()
    {
        const auto tiles = judged(redisTiles, sampled(redisState()));
        QCOMPARE(tileOf(tiles, u"memory").value, u"800 MB / 1.0 GB"_s);
        QCOMPARE(tileOf(tiles, u"memory").note, u"78.1 % · allkeys-lru"_s);
        QCOMPARE(tileOf(tiles, u"clients").value, u"214 / 10,000"_s);
        QCOMPARE(tileOf(tiles, u"replication").value, u"2"_s);
        QCOMPARE(tileOf(tiles, u"replication").note, u"only 1 online"_s);
        QCOMPARE(tileOf(tiles, u"replication").state, HealthState::Warning);
        QVERIFY(tileOf(tiles, u"persistence").note.contains(u"1,204 changes"));
    }

    void aHitRateWithoutLookupsIsNotZero()
    {
        Snapshot idle = sampled(redisState());
        drop(idle, u"lockmaster_hit_ratio");
        QCOMPARE(tileOf(judged(redisTiles, idle), u"hitrate").value, u"–"_s);
        QCOMPARE(tileOf(judged(redisTiles, idle), u"hitrate").note, u"no key was looked up since the last sample"_s);
        idle.samples.clear();
        QCOMPARE(tileOf(judged(redisTiles, idle), u"hitrate").note, u"a rate needs two samples"_s);
        QCOMPARE(tileOf(judged(redisTiles, idle), u"hitrate").state, HealthState::Unknown);
    }

    void judgesAsTheFindingsDo()
    {
        RedisState full = redisState();
        full.info[u"used_memory"_s] = u"1000000000"_s;
        full.keyspaces = {{0, 100, 0, {}}};
        QCOMPARE(stateOf(sampled(full), u"memory"), HealthState::Ok); // a cache at its limit is at work as meant
        full.info[u"maxmemory_policy"_s] = u"noeviction"_s;
        QCOMPARE(stateOf(sampled(full), u"memory"), HealthState::Warning);
        full.info[u"used_memory"_s] = u"1073741824"_s;
        QCOMPARE(stateOf(sampled(full), u"memory"), HealthState::Critical);
        full.info[u"connected_clients"_s] = u"9200"_s;
        QCOMPARE(stateOf(sampled(full), u"clients"), HealthState::Warning);
        full.info[u"connected_clients"_s] = u"9600"_s;
        QCOMPARE(stateOf(sampled(full), u"clients"), HealthState::Critical);
        Snapshot cold = sampled(redisState());
        set(cold, u"lockmaster_hit_ratio"_s, 0.3);
        QCOMPARE(stateOf(cold, u"hitrate"), HealthState::Warning);
        set(cold, u"rate(redis_keyspace_hits_total)"_s, 1);
        set(cold, u"rate(redis_keyspace_misses_total)"_s, 2);
        QCOMPARE(stateOf(cold, u"hitrate"), HealthState::Ok); // so few lookups prove nothing
        set(cold, u"rate(redis_evicted_keys_total)"_s, 12);
        QCOMPARE(stateOf(cold, u"evictions"), HealthState::Warning);
    }

    void withoutALimitNothingIsFull()
    {
        RedisState state = redisState();
        state.info[u"maxmemory"_s] = u"0"_s;
        QVERIFY(tileOf(judged(redisTiles, sampled(state)), u"memory").note.startsWith(u"no limit is set"));
        QCOMPARE(stateOf(sampled(state), u"memory"), HealthState::Ok);
        state.info.remove(u"maxclients"_s);
        QCOMPARE(tileOf(judged(redisTiles, sampled(state)), u"clients").note, u"the limit (maxclients) is not known"_s);
    }

    void tellsTheReplicasLink()
    {
        RedisState state = replicaState();
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"replication").value, u"Link up"_s);
        state.replication.isLinkUp = false;
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"replication").value, u"Link down"_s);
        QCOMPARE(stateOf(live(state), u"replication"), HealthState::Critical);
        state.replication.isLinkUp.reset();
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"replication").value, u"–"_s);
    }

    void tellsWhatIsOnDisk()
    {
        RedisState state = redisState();
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"changes").value, u"1,204"_s);
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"fork").value, u"18 ms"_s);
        state.info[u"rdb_last_bgsave_status"_s] = u"err"_s;
        state.settings[u"stop-writes-on-bgsave-error"_s] = u"yes"_s;
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"rdb").state, HealthState::Critical);
        QCOMPARE(stateOf(live(state), u"persistence"), HealthState::Critical);
        state.settings[u"stop-writes-on-bgsave-error"_s] = u"no"_s;
        QCOMPARE(stateOf(live(state), u"persistence"), HealthState::Warning);
        state = redisState();
        state.settings[u"save"_s] = QString();
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"persistence").value, u"Off"_s);
    }

    void theStartIsNoSnapshot()
    {
        RedisState state = redisState();
        state.info[u"rdb_saves"_s] = u"0"_s; // rdb_last_save_time is that of the start then
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"rdb").value, u"None"_s);
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"persistence").note,
                 u"no snapshot since the start; 1,204 changes"_s);
        state.info[u"rdb_last_bgsave_time_sec"_s] = u"2"_s; // a replica was given all of it
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"saving").note, u"a copy for a replica took 2 s"_s);
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"changes").note,
                 u"writes since the start, in no snapshot"_s);
        state.info[u"rdb_saves"_s] = u"3"_s;
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"rdb").note, u"the last one was written"_s);
        state.info[u"rdb_last_bgsave_time_sec"_s] = u"0"_s;
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"saving").note, u"the last took less than 1 s"_s);
    }

    void aHiddenScheduleIsNotTakenForOne()
    {
        RedisState state = redisState();
        state.info[u"rdb_saves"_s] = u"0"_s;
        state.info[u"rdb_last_save_time"_s] =
            QString::number(std::chrono::floor<std::chrono::seconds>(kNow - 668s).time_since_epoch().count());
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"rdb").note, u"since the start 11 m 08 s ago"_s);
        state.settings.clear();
        const Snapshot hidden = hiding(state, {u"CONFIG GET"_s});
        QCOMPARE(tileOf(judged(persistenceTiles, hidden), u"rdb").note,
                 u"since the start 11 m 08 s ago; whether any is scheduled is hidden"_s);
        QCOMPARE(tileOf(judged(redisTiles, hidden), u"persistence").value, u"None"_s);
        QCOMPARE(tileOf(judged(redisTiles, hidden), u"persistence").note,
                 u"whether any is scheduled is hidden; 1,204 changes since the start"_s);
        state.info[u"rdb_saves"_s] = u"3"_s;
        QCOMPARE(tileOf(judged(redisTiles, hiding(state, {u"CONFIG GET"_s})), u"persistence").note,
                 u"last snapshot; whether more are scheduled is hidden; 1,204 changes since"_s);
    }

    void tellsTheAppendOnlyFile()
    {
        RedisState state = redisState();
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aof").value, u"Off"_s);
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aofsize").value, u"None"_s);
        state.info[u"aof_enabled"_s] = u"1"_s;
        state.info[u"aof_last_write_status"_s] = u"ok"_s;
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aof").value, u"On"_s);
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aofsize").value, u"–"_s); // not told
        QCOMPARE(tileOf(judged(redisTiles, live(state)), u"persistence").value, u"Append-only"_s);
        state.info[u"aof_last_write_status"_s] = u"err"_s;
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aof").value, u"Failing"_s);
        QCOMPARE(tileOf(judged(persistenceTiles, live(state)), u"aof").state, HealthState::Critical);
    }

    void dashboardsShowTilesAndCharts()
    {
        MomentBus bus(redisFleet());
        RedisDashboardPage page(u"overview"_s, u"Overview"_s, redisOverview(), bus);
        open(page);
        observe(bus, share(sampled(redisState())));
        QTRY_COMPARE(page.findChild<Tile *>(u"clients"_s)->text().value, u"214 / 10,000"_s);
        QCOMPARE(richLabels(page), QStringList());
        QCOMPARE(namelessControls(page), QStringList());
        page.setTarget(kCacheReplica);
        QCOMPARE(page.findChild<Tile *>(u"clients"_s)->text().value, u"–"_s);
    }

    void whatIsOffTakesNoRoom()
    {
        MomentBus bus(redisFleet());
        RedisDashboardPage page(u"persistence"_s, u"Persistence"_s, redisPersistence(), bus);
        open(page);
        observe(bus, share(live(redisState())));
        const auto isShown = [&](const char *id) {
            const auto *tile = page.findChild<Tile *>(QLatin1StringView(id));
            return tile && tile->isVisible();
        };
        QTRY_VERIFY(!isShown("aofsize"));
        QVERIFY(!isShown("aof") && !isShown("loading"));
        QVERIFY(isShown("rdb") && isShown("changes") && isShown("fork"));
        RedisState never = redisState();
        never.settings[u"save"_s] = QString();
        observe(bus, share(live(never, 1s)));
        QTRY_VERIFY(isShown("aof")); // off, as all of it is
    }

private:
    static void open(RedisDashboardPage &page)
    {
        page.resize(1100, 700);
        page.setTarget(kCache);
        page.show();
    }
    static HealthState stateOf(const Snapshot &snapshot, QStringView tile)
    {
        return tileOf(judged(redisTiles, snapshot), tile).state;
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisOverview)
#include "tst_redisoverview.moc"
