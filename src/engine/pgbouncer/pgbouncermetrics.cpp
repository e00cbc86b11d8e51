// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pgbouncer/pgbouncermetrics.h"

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostPools = 50; ///< with series of their own; the rest are in the sums

struct PoolSeries {
    QLatin1StringView name;
    int PgBouncerPool::*value;
};

constexpr std::array kPoolSeries{
    PoolSeries{"pgbouncer_pools_client_active_connections"_L1, &PgBouncerPool::clientsActive},
    PoolSeries{"pgbouncer_pools_client_waiting_connections"_L1, &PgBouncerPool::clientsWaiting},
    PoolSeries{"pgbouncer_pools_server_active_connections"_L1, &PgBouncerPool::serversActive},
    PoolSeries{"pgbouncer_pools_server_idle_connections"_L1, &PgBouncerPool::serversIdle},
    PoolSeries{"pgbouncer_pools_server_used_connections"_L1, &PgBouncerPool::serversUsed},
    PoolSeries{"pgbouncer_pools_server_testing_connections"_L1, &PgBouncerPool::serversTested},
    PoolSeries{"pgbouncer_pools_server_login_connections"_L1, &PgBouncerPool::serversLogin},
};

constexpr QLatin1StringView kLongestWait("pgbouncer_pools_client_maxwait_seconds");
constexpr QLatin1StringView kSaturation("lockmaster_pool_saturation");

void poolSamples(const PgBouncerState &state, std::vector<Sample> &samples)
{
    for (std::size_t i = 0; i < std::min(state.pools.size(), kMostPools); ++i) {
        const PgBouncerPool &pool = state.pools[i];
        const QString labels = seriesText({}, {{u"database"_s, pool.database}, {u"user"_s, pool.user}});
        for (const PoolSeries &gauge : kPoolSeries)
            samples.push_back({gauge.name + labels, double(pool.*gauge.value)});
        samples.push_back({kLongestWait + labels, inSeconds(pool.longestWait)});
        if (poolSize(state, pool).value_or(0) > 0)
            samples.push_back({kSaturation + labels, saturation(state, pool)});
    }
}

void sumSamples(const PgBouncerState &state, std::vector<Sample> &samples)
{
    for (const PoolSeries &gauge : kPoolSeries) {
        double sum = 0;
        for (const PgBouncerPool &pool : state.pools)
            sum += pool.*gauge.value;
        samples.push_back({gauge.name, sum});
    }
    std::chrono::microseconds longest{};
    std::optional<double> fullest; // none: no pool, or none whose size is known
    for (const PgBouncerPool &pool : state.pools) {
        longest = std::max(longest, pool.longestWait);
        if (poolSize(state, pool).value_or(0) > 0)
            fullest = std::max(fullest.value_or(0), saturation(state, pool));
    }
    samples.push_back({kLongestWait, inSeconds(longest)});
    if (fullest)
        samples.push_back({kSaturation, *fullest});
    samples.push_back({u"pgbouncer_used_clients"_s, double(usedClients(state))});
    const int limit = maxClients(state);
    if (limit <= 0)
        return; // not read yet
    samples.push_back({u"pgbouncer_config_max_client_connections"_s, double(limit)});
    samples.push_back({u"lockmaster_client_saturation"_s, double(usedClients(state)) / limit});
}

PgBouncerStats sumOf(const std::vector<PgBouncerStats> &all)
{
    PgBouncerStats sum;
    for (const PgBouncerStats &stats : all) {
        sum.transactions += stats.transactions;
        sum.queries += stats.queries;
        sum.bytesReceived += stats.bytesReceived;
        sum.bytesSent += stats.bytesSent;
        sum.transactionTime += stats.transactionTime;
        sum.queryTime += stats.queryTime;
        sum.waitTime += stats.waitTime;
    }
    return sum;
}

} // namespace

std::vector<Sample> PgBouncerMetrics::samples(const ServerData &data, SteadyTime at)
{
    const PgBouncerState &state = *data.pgbouncer;
    if (m_last && isAnotherLife(*m_last, state))
        m_rates.clear();
    m_last = data.pgbouncer;
    std::vector<Sample> samples;
    poolSamples(state, samples);
    sumSamples(state, samples);
    if (!state.stats.empty())
        counterSamples(state, at, samples);
    return samples;
}

void PgBouncerMetrics::counterSamples(const PgBouncerState &state, SteadyTime at, std::vector<Sample> &samples)
{
    constexpr double kMicro = 1e-6;
    const PgBouncerStats sum = sumOf(state.stats);
    const auto addRate = [&](const QString &name, std::int64_t counter, double unit = 1) {
        auto rate = m_rates.rate(name, counter, at);
        if (rate)
            samples.push_back({u"rate(%1)"_s.arg(name), *rate * unit});
        return rate.transform([unit](double perSecond) { return perSecond * unit; });
    };
    const auto addAverage = [&](const QString &name, std::optional<double> time, std::optional<double> count) {
        if (time && count && *count > 0)
            samples.push_back({name, *time / *count});
    };
    addRate(u"pgbouncer_stats_received_bytes_total"_s, sum.bytesReceived);
    addRate(u"pgbouncer_stats_sent_bytes_total"_s, sum.bytesSent);
    const auto transactions = addRate(u"pgbouncer_stats_sql_transactions_pooled_total"_s, sum.transactions);
    const auto queries = addRate(u"pgbouncer_stats_queries_pooled_total"_s, sum.queries);
    const auto inTransaction =
        addRate(u"pgbouncer_stats_server_in_transaction_seconds_total"_s, sum.transactionTime.count(), kMicro);
    const auto inQuery = addRate(u"pgbouncer_stats_queries_duration_seconds_total"_s, sum.queryTime.count(), kMicro);
    const auto waiting = addRate(u"pgbouncer_stats_client_wait_seconds_total"_s, sum.waitTime.count(), kMicro);
    addAverage(u"lockmaster_average_transaction_seconds"_s, inTransaction, transactions);
    addAverage(u"lockmaster_average_query_seconds"_s, inQuery, queries);
    addAverage(u"lockmaster_average_wait_seconds"_s, waiting, transactions);
}

} // namespace lockmaster
