// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Metric databaseGauge(QLatin1StringView name, QLatin1StringView source, QLatin1StringView help,
                     double (*valueOf)(const PgBouncerDatabase &))
{
    Metric metric{name, {"name"_L1, "host"_L1, "port"_L1, "database"_L1}, kGauge, {}, help, source};
    metric.read = [valueOf](const Reading &reading, Values &to) {
        for (const PgBouncerDatabase &database : reading.pgbouncer().databases)
            to.add({database.name, database.host, QString::number(database.port), database.serverDatabase},
                   valueOf(database));
    };
    return metric;
}

template <typename Number>
Metric statsCounter(QLatin1StringView name, QLatin1StringView unit, QLatin1StringView source, QLatin1StringView since,
                    QLatin1StringView help, Number PgBouncerStats::*value, ToldAs told = {})
{
    Metric metric{name, {"database"_L1}, kCounter, unit, help, source, since};
    metric.read = [value](const Reading &reading, Values &to) {
        for (const PgBouncerStats &stats : reading.pgbouncer().stats)
            to.add({stats.database}, stats.*value);
    };
    metric.told = told;
    return metric;
}

Metric listItem(QLatin1StringView name, QLatin1StringView help, QLatin1StringView item)
{
    Metric metric{name, {}, kGauge, {}, help, "SHOW LISTS"_L1};
    metric.read = [item = QString(item)](const Reading &reading, Values &to) {
        const auto &lists = reading.pgbouncer().lists;
        if (const auto found = lists.find(item); found != lists.end())
            to.add(found->second);
    };
    return metric;
}

Metric average(QLatin1StringView name, QLatin1StringView help, QLatin1StringView time, QLatin1StringView count)
{
    Metric metric{name, {}, kGauge, "seconds"_L1, help, "SHOW STATS_TOTALS"_L1};
    metric.told = Told::Value;
    metric.ratio = {time, {count}};
    return metric;
}

std::vector<Metric> statsMetrics()
{
    return {
        statsCounter("pgbouncer_stats_queries_pooled_total"_L1, {}, "SHOW STATS_TOTALS query_count"_L1, {},
                     "Queries pooled."_L1, &PgBouncerStats::queries, Told::TotalRate),
        statsCounter("pgbouncer_stats_sql_transactions_pooled_total"_L1, {}, "SHOW STATS_TOTALS xact_count"_L1, {},
                     "Transactions pooled."_L1, &PgBouncerStats::transactions, Told::TotalRate),
        statsCounter("pgbouncer_stats_received_bytes_total"_L1, "bytes"_L1, "SHOW STATS_TOTALS bytes_received"_L1, {},
                     "Bytes received from clients and servers."_L1, &PgBouncerStats::bytesReceived, Told::TotalRate),
        statsCounter("pgbouncer_stats_sent_bytes_total"_L1, "bytes"_L1, "SHOW STATS_TOTALS bytes_sent"_L1, {},
                     "Bytes sent to clients and servers."_L1, &PgBouncerStats::bytesSent, Told::TotalRate),
        statsCounter("pgbouncer_stats_server_in_transaction_seconds_total"_L1, "seconds"_L1,
                     "SHOW STATS_TOTALS xact_time"_L1, {}, "Time that server connections spent in transactions."_L1,
                     &PgBouncerStats::transactionTime, Told::TotalRate),
        statsCounter("pgbouncer_stats_queries_duration_seconds_total"_L1, "seconds"_L1,
                     "SHOW STATS_TOTALS query_time"_L1, {}, "Time that queries took."_L1, &PgBouncerStats::queryTime,
                     Told::TotalRate),
        statsCounter("pgbouncer_stats_client_wait_seconds_total"_L1, "seconds"_L1, "SHOW STATS_TOTALS wait_time"_L1, {},
                     "Time that clients waited for a server connection."_L1, &PgBouncerStats::waitTime,
                     Told::TotalRate),
        statsCounter("pgbouncer_stats_server_assignments_total"_L1, {}, "SHOW STATS_TOTALS server_assignment_count"_L1,
                     "1.23"_L1, "Times a server connection was given to a client."_L1,
                     &PgBouncerStats::serverAssignments),
        statsCounter("pgbouncer_stats_client_parses_total"_L1, {}, "SHOW STATS_TOTALS client_parse_count"_L1, "1.24"_L1,
                     "Prepared statements made by clients."_L1, &PgBouncerStats::clientParses),
        statsCounter("pgbouncer_stats_server_parses_total"_L1, {}, "SHOW STATS_TOTALS server_parse_count"_L1, "1.24"_L1,
                     "Prepared statements made on servers."_L1, &PgBouncerStats::serverParses),
        statsCounter("pgbouncer_stats_binds_total"_L1, {}, "SHOW STATS_TOTALS bind_count"_L1, "1.24"_L1,
                     "Prepared statements readied for execution."_L1, &PgBouncerStats::binds),
        average("lockmaster_average_transaction_seconds"_L1, "Mean time of the transactions between two samples."_L1,
                "pgbouncer_stats_server_in_transaction_seconds_total"_L1,
                "pgbouncer_stats_sql_transactions_pooled_total"_L1),
        average("lockmaster_average_query_seconds"_L1, "Mean time of the queries between two samples."_L1,
                "pgbouncer_stats_queries_duration_seconds_total"_L1, "pgbouncer_stats_queries_pooled_total"_L1),
        average("lockmaster_average_wait_seconds"_L1,
                "Mean wait for a server connection, for each transaction between two samples."_L1,
                "pgbouncer_stats_client_wait_seconds_total"_L1, "pgbouncer_stats_sql_transactions_pooled_total"_L1)};
}

std::vector<Metric> databaseGauges()
{
    return {databaseGauge("pgbouncer_databases_pool_size"_L1, "SHOW DATABASES pool_size"_L1,
                          "The most server connections of a pool."_L1,
                          [](const PgBouncerDatabase &database) { return double(database.poolSize); }),
            databaseGauge("pgbouncer_databases_max_connections"_L1, "SHOW DATABASES max_connections"_L1,
                          "The most server connections to a database, 0 for no limit."_L1,
                          [](const PgBouncerDatabase &database) { return double(database.maxConnections); }),
            databaseGauge("pgbouncer_databases_current_connections"_L1, "SHOW DATABASES current_connections"_L1,
                          "Server connections to a database."_L1,
                          [](const PgBouncerDatabase &database) { return double(database.currentConnections); }),
            databaseGauge("pgbouncer_databases_paused"_L1, "SHOW DATABASES paused"_L1,
                          "1 while the database is paused."_L1,
                          [](const PgBouncerDatabase &database) { return double(database.isPaused); }),
            databaseGauge("pgbouncer_databases_disabled"_L1, "SHOW DATABASES disabled"_L1,
                          "1 while the database is disabled."_L1,
                          [](const PgBouncerDatabase &database) { return double(database.isDisabled); })};
}

std::vector<Metric> listMetrics()
{
    return {
        listItem("pgbouncer_databases"_L1, "Databases it knows."_L1, "databases"_L1),
        listItem("pgbouncer_users"_L1, "Users it knows."_L1, "users"_L1),
        listItem("pgbouncer_pools"_L1, "Pools it has made."_L1, "pools"_L1),
        listItem("pgbouncer_free_clients"_L1, "Client connections that are free."_L1, "free_clients"_L1),
        listItem("pgbouncer_login_clients"_L1, "Client connections that log in."_L1, "login_clients"_L1),
        listItem("pgbouncer_free_servers"_L1, "Server connections that are free."_L1, "free_servers"_L1),
        listItem("pgbouncer_used_servers"_L1, "Server connections in use."_L1, "used_servers"_L1),
        listItem("pgbouncer_cached_dns_names"_L1, "Host names in the cache."_L1, "dns_names"_L1),
        listItem("pgbouncer_cached_dns_zones"_L1, "Zones in the cache."_L1, "dns_zones"_L1),
        listItem("pgbouncer_in_flight_dns_queries"_L1, "Host names that are being looked up."_L1, "dns_queries"_L1)};
}

} // namespace

std::vector<Metric> poolerMetrics()
{
    std::vector<Metric> all{{"pgbouncer_up"_L1,
                             {},
                             kGauge,
                             {},
                             "Whether the console is connected and was answered."_L1,
                             "connection"_L1,
                             {},
                             [](const Reading &, Values &to) { to.add(1); }},
                            {"pgbouncer_used_clients"_L1,
                             {},
                             kGauge,
                             {},
                             "Client connections, waiting ones too."_L1,
                             "SHOW LISTS used_clients"_L1,
                             {},
                             [](const Reading &reading, Values &to) { to.add(usedClients(reading.pgbouncer())); },
                             Told::Value},
                            {"pgbouncer_config_max_client_connections"_L1,
                             {},
                             kGauge,
                             {},
                             "The most client connections PgBouncer takes."_L1,
                             "SHOW CONFIG max_client_conn"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 if (const int most = maxClients(reading.pgbouncer()); most > 0)
                                     to.add(most);
                             },
                             Told::Value},
                            {"lockmaster_client_saturation"_L1,
                             {},
                             kGauge,
                             "ratio"_L1,
                             "Client connections of max_client_conn."_L1,
                             "SHOW LISTS, SHOW CONFIG"_L1,
                             {},
                             [](const Reading &reading, Values &to) {
                                 if (const int most = maxClients(reading.pgbouncer()); most > 0)
                                     to.add(double(usedClients(reading.pgbouncer())) / most);
                             },
                             Told::Value}};
    for (const std::vector<Metric> &table : {statsMetrics(), databaseGauges(), listMetrics()})
        all.insert(all.end(), table.begin(), table.end());
    return all;
}

} // namespace lockmaster
