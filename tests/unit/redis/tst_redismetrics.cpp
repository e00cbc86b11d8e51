// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Series and events out of moments of Redis: resets and restarts give gaps, never spikes.
#include <QTest>
#include <algorithm>

#include "engine/eventwatch.h"
#include "harness/testprogram.h"
#include "metrics/sampler.h"
#include "model/redis/redis.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Counters {
    std::int64_t commands = 0;
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    QString runId = u"run"_s;
};

ServerData moment(const Counters &counters, RedisRole role = RedisRole::Primary)
{
    RedisState state;
    state.identity.runId = counters.runId;
    state.identity.role = role;
    state.info = {{u"total_commands_processed"_s, QString::number(counters.commands)},
                  {u"total_connections_received"_s, u"5"_s},
                  {u"total_net_input_bytes"_s, QString::number(counters.commands * 10)},
                  {u"keyspace_hits"_s, QString::number(counters.hits)},
                  {u"keyspace_misses"_s, QString::number(counters.misses)},
                  {u"used_memory"_s, u"1048576"_s}};
    ServerData data;
    data.redis = std::make_shared<const RedisState>(std::move(state));
    return data;
}

std::optional<double> value(const std::vector<Sample> &samples, const QString &series)
{
    const auto found = std::ranges::find(samples, series, &Sample::series);
    return found == samples.end() ? std::nullopt : std::optional(found->value);
}

const QString kRate = u"rate(redis_commands_processed_total)"_s;
const QString kHits = u"lockmaster_hit_ratio"_s;
const SteadyTime kStart{1h};

} // namespace

class TestRedisMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHitRatioIsOfTheWindow()
    {
        Sampler metrics(ServerKind::Redis);
        QVERIFY(!value(metrics.samples(moment({0, 1'000'000, 0}), kStart), kHits));
        QCOMPARE(value(metrics.samples(moment({0, 1'000'025, 75}), kStart + 1s), kHits), 0.25);
        QVERIFY(!value(metrics.samples(moment({0, 1'000'025, 75}), kStart + 2s), kHits)); // nobody asked: no ratio
        QCOMPARE(value(metrics.samples(moment({0, 1'000'025, 76}), kStart + 3s), kHits), 0.0);
    }

    void aResetGivesAGap()
    {
        Sampler metrics(ServerKind::Redis);
        metrics.samples(moment({1000, 10, 10}), kStart);
        QCOMPARE(value(metrics.samples(moment({1500, 20, 20}), kStart + 1s), kRate), 500.0);
        const auto gap = metrics.samples(moment({3, 1, 0}), kStart + 2s);
        QVERIFY(!value(gap, kRate) && !value(gap, kHits));
        QCOMPARE(value(metrics.samples(moment({13, 2, 0}), kStart + 3s), kRate), 10.0);
    }

    void aRestartGivesAGapEvenWhenCountersAreHigher()
    {
        Sampler metrics(ServerKind::Redis);
        metrics.samples(moment({1000, 10, 10}), kStart);
        const auto gap = metrics.samples(moment({90'000, 500, 500, u"another"_s}), kStart + 1s);
        QVERIFY(!value(gap, kRate) && !value(gap, kHits));
        QCOMPARE(value(gap, u"redis_memory_used_bytes"_s), 1048576.0);
    }

    void aBusyServerHasNoSamples()
    {
        Sampler metrics(ServerKind::Redis);
        metrics.samples(moment({1000, 10, 10}), kStart);
        RedisState busy;
        busy.identity.runId = u"run"_s;
        busy.condition = RedisCondition::Busy;
        ServerData data;
        data.redis = std::make_shared<const RedisState>(busy);
        QVERIFY(metrics.samples(data, kStart + 1s).empty());
        QCOMPARE(value(metrics.samples(moment({1200, 10, 10}), kStart + 2s), kRate), 100.0);
    }

    void eventsAreTold()
    {
        const WallTime now{std::chrono::seconds(1'795'000'000)};
        EventWatch watch;
        QVERIFY(watch.seen(moment({1000, 0, 0}), now).empty());
        QVERIFY(watch.seen(moment({1001, 0, 0}), now).empty());
        const auto reset = watch.seen(moment({1, 0, 0}), now);
        QCOMPARE(reset.size(), 1u);
        QCOMPARE(reset[0].kind, EventKind::CountersReset);
        RedisState busy;
        ServerData isBusy;
        isBusy.redis = std::make_shared<const RedisState>(busy);
        QVERIFY(watch.seen(isBusy, now).empty()); // no counters are no reset
        const auto restart = watch.seen(moment({0, 0, 0, u"second"_s}), now);
        QCOMPARE(restart.size(), 1u);
        QCOMPARE(restart[0].kind, EventKind::Restarted);
        const auto demoted = watch.seen(moment({5, 0, 0, u"second"_s}, RedisRole::Replica), now);
        QCOMPARE(demoted.size(), 1u);
        QCOMPARE(demoted[0].kind, EventKind::RoleChanged);
        QCOMPARE(demoted[0].after, u"replica"_s);
    }
};

LOCKMASTER_TEST(TestRedisMetrics)
#include "tst_redismetrics.moc"
