// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "engine/exposition/exposer.h"
#include "engine/exposition/exposition.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct PoolGauge {
    QLatin1StringView metric;
    int PgBouncerPool::*value;
};
constexpr std::array<PoolGauge, 7> kPoolGauges{{
    {"pgbouncer_pools_client_active_connections"_L1, &PgBouncerPool::clientsActive},
    {"pgbouncer_pools_client_waiting_connections"_L1, &PgBouncerPool::clientsWaiting},
    {"pgbouncer_pools_server_active_connections"_L1, &PgBouncerPool::serversActive},
    {"pgbouncer_pools_server_idle_connections"_L1, &PgBouncerPool::serversIdle},
    {"pgbouncer_pools_server_used_connections"_L1, &PgBouncerPool::serversUsed},
    {"pgbouncer_pools_server_testing_connections"_L1, &PgBouncerPool::serversTested},
    {"pgbouncer_pools_server_login_connections"_L1, &PgBouncerPool::serversLogin},
}};

struct Count {
    QLatin1StringView metric;
    std::int64_t PgBouncerStats::*value;
};
constexpr std::array<Count, 4> kCounts{{
    {"pgbouncer_stats_queries_pooled_total"_L1, &PgBouncerStats::queries},
    {"pgbouncer_stats_sql_transactions_pooled_total"_L1, &PgBouncerStats::transactions},
    {"pgbouncer_stats_received_bytes_total"_L1, &PgBouncerStats::bytesReceived},
    {"pgbouncer_stats_sent_bytes_total"_L1, &PgBouncerStats::bytesSent},
}};

struct ListName {
    QLatin1StringView item; ///< as SHOW LISTS has it
    QLatin1StringView metric;
};
constexpr std::array<ListName, 11> kLists{{
    {"databases"_L1, "pgbouncer_databases"_L1},
    {"users"_L1, "pgbouncer_users"_L1},
    {"pools"_L1, "pgbouncer_pools"_L1},
    {"free_clients"_L1, "pgbouncer_free_clients"_L1},
    {"used_clients"_L1, "pgbouncer_used_clients"_L1},
    {"login_clients"_L1, "pgbouncer_login_clients"_L1},
    {"free_servers"_L1, "pgbouncer_free_servers"_L1},
    {"used_servers"_L1, "pgbouncer_used_servers"_L1},
    {"dns_names"_L1, "pgbouncer_cached_dns_names"_L1},
    {"dns_zones"_L1, "pgbouncer_cached_dns_zones"_L1},
    {"dns_queries"_L1, "pgbouncer_in_flight_dns_queries"_L1},
}};

void exposePool(const PgBouncerPool &pool, Exposer &to)
{
    const SeriesLabels labels{{u"database"_s, pool.database}, {u"user"_s, pool.user}};
    for (const PoolGauge &gauge : kPoolGauges)
        to.add(gauge.metric, labels, double(pool.*gauge.value));
    to.add(u"pgbouncer_pools_client_maxwait_seconds"_s, labels, pool.longestWait);
}

void exposeDatabase(const PgBouncerDatabase &database, Exposer &to)
{
    const SeriesLabels labels{{u"name"_s, database.name},
                              {u"host"_s, database.host},
                              {u"port"_s, QString::number(database.port)},
                              {u"database"_s, database.serverDatabase}};
    to.add(u"pgbouncer_databases_pool_size"_s, labels, double(database.poolSize));
    to.add(u"pgbouncer_databases_max_connections"_s, labels, double(database.maxConnections));
    to.add(u"pgbouncer_databases_current_connections"_s, labels, double(database.currentConnections));
    to.add(u"pgbouncer_databases_paused"_s, labels, database.isPaused ? 1.0 : 0.0);
    to.add(u"pgbouncer_databases_disabled"_s, labels, database.isDisabled ? 1.0 : 0.0);
}

void exposeStats(const PgBouncerStats &stats, Exposer &to)
{
    const SeriesLabels labels{{u"database"_s, stats.database}};
    for (const Count &count : kCounts)
        to.add(count.metric, labels, double(stats.*count.value));
    to.add(u"pgbouncer_stats_server_in_transaction_seconds_total"_s, labels, stats.transactionTime);
    to.add(u"pgbouncer_stats_queries_duration_seconds_total"_s, labels, stats.queryTime);
    to.add(u"pgbouncer_stats_client_wait_seconds_total"_s, labels, stats.waitTime);
    to.add(u"pgbouncer_stats_server_assignments_total"_s, labels, stats.serverAssignments);
    to.add(u"pgbouncer_stats_client_parses_total"_s, labels, stats.clientParses);
    to.add(u"pgbouncer_stats_server_parses_total"_s, labels, stats.serverParses);
    to.add(u"pgbouncer_stats_binds_total"_s, labels, stats.binds);
}

} // namespace

std::vector<Sample> exposed(const PgBouncerState &state)
{
    Exposer to;
    for (const PgBouncerPool &pool : state.pools)
        exposePool(pool, to);
    for (const PgBouncerDatabase &database : state.databases)
        exposeDatabase(database, to);
    for (const PgBouncerStats &stats : state.stats)
        exposeStats(stats, to);
    for (const ListName &list : kLists) {
        if (const auto found = state.lists.find(list.item); found != state.lists.end())
            to.add(list.metric, {}, double(found->second));
    }
    if (const int most = maxClients(state); most > 0)
        to.add(u"pgbouncer_config_max_client_connections"_s, {}, double(most));
    return to.take();
}

} // namespace lockmaster
