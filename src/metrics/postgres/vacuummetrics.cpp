// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"
#include "model/postgres/xminholders.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

template <typename Of>
Metric ofVacuums(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, Of of)
{
    Metric metric{name, {"datname"_L1, "relname"_L1}, kGauge, {}, help, source};
    metric.read = [of](const Reading &reading, Values &to) {
        if (!reading.postgres().work)
            return;
        for (const CommandProgress &command : reading.postgres().work->commands) {
            if (command.vacuum)
                to.add({command.database, command.relation},
                       of(*command.vacuum, reading.postgres().identity.versionNumber));
        }
    };
    return metric;
}

template <std::int64_t VacuumWork::*kCount>
Metric ofVacuum(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source)
{
    return ofVacuums(name, help, source, [](const VacuumWork &work, int) { return std::optional(work.*kCount); });
}

/// Memory for dead rows is counted in rows to 16, and in bytes since.
template <std::int64_t VacuumWork::*kCount, bool kInBytes>
Metric ofMemory(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source)
{
    Metric metric = ofVacuums(name, help, source, [](const VacuumWork &work, int version) {
        return (version >= 170000) == kInBytes ? std::optional(work.*kCount) : std::nullopt;
    });
    if (kInBytes)
        metric.since = "17"_L1;
    return metric;
}

std::vector<Metric> progressMetrics()
{
    std::vector<Metric> metrics{
        ofVacuum<&VacuumWork::blocks>("pg_stat_progress_vacuum_heap_blks"_L1,
                                      "Blocks of the table that is vacuumed."_L1,
                                      "pg_stat_progress_vacuum.heap_blks_total"_L1),
        ofVacuum<&VacuumWork::scanned>("pg_stat_progress_vacuum_heap_blks_scanned"_L1, "Blocks scanned."_L1,
                                       "pg_stat_progress_vacuum.heap_blks_scanned"_L1),
        ofVacuum<&VacuumWork::vacuumed>("pg_stat_progress_vacuum_heap_blks_vacuumed"_L1, "Blocks vacuumed."_L1,
                                        "pg_stat_progress_vacuum.heap_blks_vacuumed"_L1),
        ofVacuum<&VacuumWork::indexPasses>("pg_stat_progress_vacuum_index_vacuums"_L1, "Passes over the indexes."_L1,
                                           "pg_stat_progress_vacuum.index_vacuum_count"_L1),
        ofMemory<&VacuumWork::memoryLimit, false>("pg_stat_progress_vacuum_max_dead_tuples"_L1,
                                                  "Dead rows that fit into memory, to 16."_L1,
                                                  "pg_stat_progress_vacuum.max_dead_tuples"_L1),
        ofMemory<&VacuumWork::deadRows, false>("pg_stat_progress_vacuum_num_dead_tuples"_L1,
                                               "Dead rows collected since the last pass, to 16."_L1,
                                               "pg_stat_progress_vacuum.num_dead_tuples"_L1),
        ofMemory<&VacuumWork::memoryLimit, true>("pg_stat_progress_vacuum_max_dead_tuple_bytes"_L1,
                                                 "Memory for dead rows."_L1,
                                                 "pg_stat_progress_vacuum.max_dead_tuple_bytes"_L1),
        ofMemory<&VacuumWork::memoryUsed, true>("pg_stat_progress_vacuum_dead_tuple_bytes"_L1,
                                                "Memory taken by dead rows."_L1,
                                                "pg_stat_progress_vacuum.dead_tuple_bytes"_L1),
        ofMemory<&VacuumWork::deadRows, true>("pg_stat_progress_vacuum_num_dead_item_ids"_L1,
                                              "Dead rows collected since the last pass."_L1,
                                              "pg_stat_progress_vacuum.num_dead_item_ids"_L1)};
    for (Metric &metric : metrics)
        metric.together = Together::Max;
    return metrics;
}

void readHorizons(const Reading &reading, Values &to)
{
    const PostgresState &state = reading.postgres();
    if (!state.nextTransaction)
        return;
    constexpr std::array kKinds{XminHolderKind::Session, XminHolderKind::Prepared, XminHolderKind::Slot,
                                XminHolderKind::Standby};
    const std::vector<XminHolder> holders = xminHolders(state);
    for (const XminHolderKind kind : kKinds) {
        const auto oldest = std::ranges::find_if(
            holders, [kind](const XminHolder &holder) { return holder.kind == kind && !holder.keepsCatalogs; });
        to.add({xminHolderKindName(kind)}, oldest == holders.end() ? std::int64_t(0) : oldest->age);
    }
}

void readWork(const Reading &reading, Values &to)
{
    if (const auto &work = reading.postgres().work)
        to.add(work->commands.size());
}

} // namespace

std::vector<Metric> vacuumMetrics()
{
    std::vector<Metric> metrics = progressMetrics();
    metrics.push_back({"lockmaster_commands_in_progress"_L1,
                       {},
                       kGauge,
                       {},
                       "Commands that a pg_stat_progress view tells of."_L1,
                       "pg_stat_progress_*"_L1,
                       {},
                       readWork});
    Metric horizon{"lockmaster_xmin_age_transactions"_L1,
                   {"holder"_L1},
                   kGauge,
                   {},
                   "Transactions begun since the oldest snapshot that keeps dead rows, by who has it."_L1,
                   "backend_xmin, backend_xid, pg_prepared_xacts, pg_replication_slots.xmin"_L1,
                   {},
                   readHorizons};
    horizon.told = Told::Total;
    horizon.together = Together::Max;
    metrics.push_back(std::move(horizon));
    return metrics;
}

} // namespace lockmaster
