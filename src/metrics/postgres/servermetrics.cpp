// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Metric serverSetting(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, QLatin1StringView since,
                     int ServerSettings::*value, int oldestVersion = 0)
{
    Metric metric{name, {}, kGauge, {}, help, source, since};
    metric.read = [value, oldestVersion](const Reading &reading, Values &to) {
        const PostgresState &state = reading.postgres();
        if (state.settings.maxConnections > 0 /* they were read */ && state.identity.versionNumber >= oldestVersion)
            to.add(state.settings.*value);
    };
    return metric;
}

std::vector<Metric> settingMetrics()
{
    std::vector<Metric> metrics{
        serverSetting("pg_settings_max_connections"_L1, "The most connections the server takes."_L1,
                      "pg_settings.max_connections"_L1, {}, &ServerSettings::maxConnections),
        serverSetting("pg_settings_superuser_reserved_connections"_L1, "Connections kept for superusers."_L1,
                      "pg_settings.superuser_reserved_connections"_L1, {}, &ServerSettings::superuserReserved),
        serverSetting("pg_settings_reserved_connections"_L1, "Connections kept for pg_use_reserved_connections."_L1,
                      "pg_settings.reserved_connections"_L1, "16"_L1, &ServerSettings::reserved, 160000),
        serverSetting("pg_settings_max_prepared_transactions"_L1, "The most prepared transactions at a time."_L1,
                      "pg_settings.max_prepared_transactions"_L1, {}, &ServerSettings::maxPreparedTransactions),
        serverSetting("pg_settings_max_locks_per_transaction"_L1,
                      "Room for locks in shared memory, for each connection."_L1,
                      "pg_settings.max_locks_per_transaction"_L1, {}, &ServerSettings::maxLocksPerTransaction)};
    metrics.front().told = Told::Value;
    return metrics;
}

} // namespace

std::vector<Metric> serverMetrics()
{
    std::vector<Metric> metrics{
        {"pg_up"_L1,
         {},
         kGauge,
         {},
         "Whether the console is connected and was answered."_L1,
         "connection"_L1,
         {},
         [](const Reading &, Values &to) { to.add(1); }},
        {"pg_postmaster_start_time_seconds"_L1,
         {},
         kGauge,
         "seconds"_L1,
         "When the server was started, as Unix time."_L1,
         "pg_postmaster_start_time()"_L1,
         {},
         [](const Reading &reading, Values &to) { to.add({}, reading.postgres().identity.started); }},
        {"pg_replication_is_replica"_L1,
         {},
         kGauge,
         {},
         "1 on a standby, 0 on a primary."_L1,
         "pg_is_in_recovery()"_L1,
         {},
         [](const Reading &reading, Values &to) { to.add(reading.postgres().identity.inRecovery); }},
        {"lockmaster_prepared_transactions"_L1,
         {},
         kGauge,
         {},
         "Prepared transactions that are neither committed nor rolled back."_L1,
         "pg_prepared_xacts"_L1,
         {},
         [](const Reading &reading, Values &to) { to.add(reading.postgres().preparedTransactions.size()); }},
        {"lockmaster_blocked_sessions"_L1,
         {},
         kGauge,
         {},
         "Sessions that wait for a lock another session holds."_L1,
         "pg_blocking_pids()"_L1,
         {},
         [](const Reading &reading, Values &to) { to.add(reading.postgres().lockWaits.size()); },
         Told::Value}};
    std::ranges::move(settingMetrics(), std::back_inserter(metrics));
    return metrics;
}

} // namespace lockmaster
