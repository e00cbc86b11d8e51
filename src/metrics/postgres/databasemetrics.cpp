// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/postgres/postgres.h"
#include "model/postgres/wraparound.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

// Reading them counts as a commit: where all stand still they were not read anew, or the server has not added them up.
struct CountersTogether {
    explicit CountersTogether(const Reading &reading) : sum(Amount(reading.postgres().databases.size()))
    {
        for (const DatabaseCounters &database : reading.postgres().databases)
            for (const std::int64_t counter :
                 {database.commits, database.rollbacks, database.deadlocks, database.blocksHit, database.blocksRead})
                sum += Amount(counter);
    }
    Amount sum;
};

Amount countersTogether(const Reading &reading)
{
    return reading.tally<CountersTogether>().sum;
}

/// Of all metrics of databases.
struct DatabaseOids {
    explicit DatabaseOids(const Reading &reading)
    {
        for (const DatabaseCounters &database : reading.postgres().databases)
            texts.push_back(QString::number(database.oid));
    }
    std::vector<QString> texts;
};

template <typename Number>
std::function<void(const Reading &, Values &)> ofDatabases(Number DatabaseCounters::*value)
{
    return [value](const Reading &reading, Values &to) {
        const std::vector<DatabaseCounters> &databases = reading.postgres().databases;
        const std::vector<QString> &oids = reading.tally<DatabaseOids>().texts;
        for (std::size_t i = 0; i < databases.size(); ++i) {
            if (!databases[i].name.isEmpty()) // objects that all databases share
                to.add({oids[i], databases[i].name}, databases[i].*value);
        }
    };
}

Metric counter(QLatin1StringView name, QLatin1StringView source, QLatin1StringView help,
               std::int64_t DatabaseCounters::*value, ToldAs told = {})
{
    Metric metric{name, {"datid"_L1, "datname"_L1}, kCounter, {}, help, source};
    metric.read = ofDatabases(value);
    metric.told = told;
    metric.reading = countersTogether;
    return metric;
}

std::vector<Metric> databaseCounters()
{
    std::vector<Metric> metrics{
        counter("pg_stat_database_xact_commit"_L1, "pg_stat_database.xact_commit"_L1, "Transactions committed."_L1,
                &DatabaseCounters::commits, Told::TotalRate),
        counter("pg_stat_database_xact_rollback"_L1, "pg_stat_database.xact_rollback"_L1,
                "Transactions rolled back."_L1, &DatabaseCounters::rollbacks, Told::TotalRate),
        counter("pg_stat_database_blks_read"_L1, "pg_stat_database.blks_read"_L1,
                "Blocks read from disk or the system's cache."_L1, &DatabaseCounters::blocksRead,
                ToldAs(Told::TotalRate) | Told::MinuteRate),
        counter("pg_stat_database_blks_hit"_L1, "pg_stat_database.blks_hit"_L1, "Blocks found in shared buffers."_L1,
                &DatabaseCounters::blocksHit, ToldAs(Told::TotalRate) | Told::MinuteRate),
        counter("pg_stat_database_deadlocks"_L1, "pg_stat_database.deadlocks"_L1,
                "Deadlocks resolved by the server."_L1, &DatabaseCounters::deadlocks, Told::TotalRate),
        counter("pg_stat_database_tup_returned"_L1, "pg_stat_database.tup_returned"_L1, "Rows read by scans."_L1,
                &DatabaseCounters::rowsReturned),
        counter("pg_stat_database_tup_fetched"_L1, "pg_stat_database.tup_fetched"_L1, "Rows fetched by index scans."_L1,
                &DatabaseCounters::rowsFetched),
        counter("pg_stat_database_tup_inserted"_L1, "pg_stat_database.tup_inserted"_L1, "Rows inserted."_L1,
                &DatabaseCounters::rowsInserted),
        counter("pg_stat_database_tup_updated"_L1, "pg_stat_database.tup_updated"_L1, "Rows updated."_L1,
                &DatabaseCounters::rowsUpdated),
        counter("pg_stat_database_tup_deleted"_L1, "pg_stat_database.tup_deleted"_L1, "Rows deleted."_L1,
                &DatabaseCounters::rowsDeleted),
        counter("pg_stat_database_conflicts"_L1, "pg_stat_database.conflicts"_L1,
                "Queries of a standby cancelled because of replay."_L1, &DatabaseCounters::conflicts),
        counter("pg_stat_database_temp_files"_L1, "pg_stat_database.temp_files"_L1,
                "Temporary files written by queries."_L1, &DatabaseCounters::tempFiles),
        counter("pg_stat_database_temp_bytes"_L1, "pg_stat_database.temp_bytes"_L1,
                "Bytes written to temporary files."_L1, &DatabaseCounters::tempBytes,
                ToldAs(Told::TotalRate) | Told::MinuteRate)};
    metrics.back().unit = "bytes"_L1;
    return metrics;
}

Metric databaseAge(QLatin1StringView name, QLatin1StringView source, QLatin1StringView help,
                   std::int64_t DatabaseAge::*value)
{
    Metric metric{name, {"datname"_L1}, kGauge, {}, help, source};
    metric.together = Together::Max;
    metric.read = [value](const Reading &reading, Values &to) {
        if (!reading.postgres().wraparound)
            return;
        for (const DatabaseAge &age : reading.postgres().wraparound->databases)
            to.add({age.database}, age.*value);
    };
    return metric;
}

} // namespace

std::vector<Metric> databaseMetrics()
{
    std::vector<Metric> metrics{
        {"pg_stat_database_numbackends"_L1,
         {"datid"_L1, "datname"_L1},
         kGauge,
         {},
         "Connections to this database."_L1,
         "pg_stat_database.numbackends"_L1,
         {},
         ofDatabases(&DatabaseCounters::backends)},
        {"pg_stat_database_stats_reset"_L1,
         {"datid"_L1, "datname"_L1},
         kGauge,
         "seconds"_L1,
         "When the counters were put back, as Unix time."_L1,
         "pg_stat_database.stats_reset"_L1,
         {},
         ofDatabases(&DatabaseCounters::statsReset)},
        {"pg_database_connection_limit"_L1,
         {"datname"_L1},
         kGauge,
         {},
         "Connection limit of the database, -1 for none."_L1,
         "pg_database.datconnlimit"_L1,
         {},
         [](const Reading &reading, Values &to) {
             for (const DatabaseCounters &database : reading.postgres().databases) {
                 if (!database.name.isEmpty())
                     to.add({database.name}, database.connectionLimit);
             }
         }},
        databaseAge("pg_database_wraparound_age_datfrozenxid_seconds"_L1, "age(pg_database.datfrozenxid)"_L1,
                    "Age of the database in transactions, not in seconds; the name is the exporter's."_L1,
                    &DatabaseAge::transactions),
        databaseAge("pg_database_wraparound_age_datminmxid_seconds"_L1, "mxid_age(pg_database.datminmxid)"_L1,
                    "Age of the database in multixacts, not in seconds; the name is the exporter's."_L1,
                    &DatabaseAge::multixacts)};
    std::ranges::move(databaseCounters(), std::back_inserter(metrics));
    Metric hits{"lockmaster_cache_hit_ratio"_L1,
                {},
                kGauge,
                "ratio"_L1,
                "Blocks found in shared buffers of all asked for, between two readings."_L1,
                "pg_stat_database"_L1};
    hits.told = Told::Value;
    hits.ratio = {"pg_stat_database_blks_hit"_L1, {"pg_stat_database_blks_hit"_L1, "pg_stat_database_blks_read"_L1}};
    metrics.push_back(std::move(hits));
    return metrics;
}

} // namespace lockmaster
