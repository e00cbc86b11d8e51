// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Metric poolGauge(QLatin1StringView name, QLatin1StringView source, QLatin1StringView help, int PgBouncerPool::*value)
{
    Metric metric{name, {"database"_L1, "user"_L1}, kGauge, {}, help, source};
    metric.read = [value](const Reading &reading, Values &to) {
        for (const PgBouncerPool &pool : reading.pgbouncer().pools)
            to.add({pool.database, pool.user}, pool.*value);
    };
    metric.told = Told::Total;
    return metric;
}

} // namespace

std::vector<Metric> poolMetrics()
{
    return {poolGauge("pgbouncer_pools_client_active_connections"_L1, "SHOW POOLS cl_active"_L1,
                      "Clients that have a server connection, or need none now."_L1, &PgBouncerPool::clientsActive),
            poolGauge("pgbouncer_pools_client_waiting_connections"_L1, "SHOW POOLS cl_waiting"_L1,
                      "Clients that wait for a server connection."_L1, &PgBouncerPool::clientsWaiting),
            poolGauge("pgbouncer_pools_server_active_connections"_L1, "SHOW POOLS sv_active"_L1,
                      "Server connections that a client uses."_L1, &PgBouncerPool::serversActive),
            poolGauge("pgbouncer_pools_server_idle_connections"_L1, "SHOW POOLS sv_idle"_L1,
                      "Server connections that are free."_L1, &PgBouncerPool::serversIdle),
            poolGauge("pgbouncer_pools_server_used_connections"_L1, "SHOW POOLS sv_used"_L1,
                      "Server connections idle for so long that they are checked before the next use."_L1,
                      &PgBouncerPool::serversUsed),
            poolGauge("pgbouncer_pools_server_testing_connections"_L1, "SHOW POOLS sv_tested"_L1,
                      "Server connections that run the reset or the check query."_L1, &PgBouncerPool::serversTested),
            poolGauge("pgbouncer_pools_server_login_connections"_L1, "SHOW POOLS sv_login"_L1,
                      "Server connections that are being made."_L1, &PgBouncerPool::serversLogin),
            {"pgbouncer_pools_client_maxwait_seconds"_L1,
             {"database"_L1, "user"_L1},
             kGauge,
             "seconds"_L1,
             "How long the first client in the queue has waited."_L1,
             "SHOW POOLS maxwait, maxwait_us"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 for (const PgBouncerPool &pool : reading.pgbouncer().pools)
                     to.add({pool.database, pool.user}, pool.longestWait);
             },
             Told::Total,
             Together::Max},
            {"lockmaster_pool_saturation"_L1,
             {"database"_L1, "user"_L1},
             kGauge,
             "ratio"_L1,
             "Busy server connections of a pool, of its pool_size; above 1 the reserve is in use."_L1,
             "SHOW POOLS, SHOW DATABASES"_L1,
             {},
             [](const Reading &reading, Values &to) {
                 const PgBouncerState &state = reading.pgbouncer();
                 for (const PgBouncerPool &pool : state.pools) {
                     if (poolSize(state, pool).value_or(0) > 0)
                         to.add({pool.database, pool.user}, saturation(state, pool));
                 }
             },
             Told::Total,
             Together::Max}};
}

} // namespace lockmaster
