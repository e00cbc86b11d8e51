// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "metrics/reading.h"
#include "metrics/tables.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/postgres.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// Since 17 the checkpointer has counters of its own.
bool isOfCheckpointer(const Checkpoints &checkpoints)
{
    return checkpoints.restartpointsTimed.has_value();
}

/// The exporter tells times as the server does.
double milliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1000;
}

template <typename Read>
Metric checkpointCounter(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, Read read)
{
    Metric metric{name, {}, kCounter, {}, help, source};
    metric.read = [read](const Reading &reading, Values &to) {
        if (const auto &checkpoints = reading.postgres().checkpoints)
            read(*checkpoints, to);
    };
    return metric;
}

/// What the background writer's view has in every version.
template <typename Member>
Metric ofWriter(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, Member Checkpoints::*value)
{
    return checkpointCounter(name, help, source,
                             [value](const Checkpoints &read, Values &to) { to.add({}, std::optional(read.*value)); });
}

/// What it has to 16 only.
template <typename Of>
Metric toSixteen(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, Of of)
{
    return checkpointCounter(name, help, source, [of](const Checkpoints &read, Values &to) {
        if (!isOfCheckpointer(read))
            to.add({}, std::optional(of(read)));
    });
}

template <typename Of>
Metric sinceSeventeen(QLatin1StringView name, QLatin1StringView help, QLatin1StringView source, Of of)
{
    Metric metric = checkpointCounter(name, help, source, [of](const Checkpoints &read, Values &to) {
        if (isOfCheckpointer(read))
            to.add({}, std::optional(of(read)));
    });
    metric.since = "17"_L1;
    return metric;
}

std::vector<Metric> writerMetrics()
{
    return {
        toSixteen("pg_stat_bgwriter_checkpoints_timed_total"_L1, "Checkpoints because of checkpoint_timeout."_L1,
                  "pg_stat_bgwriter.checkpoints_timed"_L1, [](const Checkpoints &read) { return read.timed; }),
        toSixteen("pg_stat_bgwriter_checkpoints_req_total"_L1, "Checkpoints because of max_wal_size, or asked for."_L1,
                  "pg_stat_bgwriter.checkpoints_req"_L1, [](const Checkpoints &read) { return read.requested; }),
        toSixteen("pg_stat_bgwriter_checkpoint_write_time_total"_L1, "Milliseconds spent writing at checkpoints."_L1,
                  "pg_stat_bgwriter.checkpoint_write_time"_L1,
                  [](const Checkpoints &read) { return milliseconds(read.writing); }),
        toSixteen("pg_stat_bgwriter_checkpoint_sync_time_total"_L1, "Milliseconds spent syncing at checkpoints."_L1,
                  "pg_stat_bgwriter.checkpoint_sync_time"_L1,
                  [](const Checkpoints &read) { return milliseconds(read.syncing); }),
        toSixteen("pg_stat_bgwriter_buffers_checkpoint_total"_L1, "Buffers written at checkpoints."_L1,
                  "pg_stat_bgwriter.buffers_checkpoint"_L1,
                  [](const Checkpoints &read) { return read.buffersWritten; }),
        toSixteen("pg_stat_bgwriter_buffers_backend_total"_L1, "Buffers that sessions had to write themselves."_L1,
                  "pg_stat_bgwriter.buffers_backend"_L1,
                  [](const Checkpoints &read) { return read.buffersByBackends.value_or(0); }),
        toSixteen("pg_stat_bgwriter_buffers_backend_fsync_total"_L1, "Times that sessions had to sync themselves."_L1,
                  "pg_stat_bgwriter.buffers_backend_fsync"_L1,
                  [](const Checkpoints &read) { return read.syncsByBackends.value_or(0); }),
        ofWriter("pg_stat_bgwriter_buffers_clean_total"_L1, "Buffers written by the background writer."_L1,
                 "pg_stat_bgwriter.buffers_clean"_L1, &Checkpoints::buffersCleaned),
        ofWriter("pg_stat_bgwriter_maxwritten_clean_total"_L1, "Times that it stopped at bgwriter_lru_maxpages."_L1,
                 "pg_stat_bgwriter.maxwritten_clean"_L1, &Checkpoints::cleaningStopped),
        ofWriter("pg_stat_bgwriter_buffers_alloc_total"_L1, "Buffers allocated."_L1,
                 "pg_stat_bgwriter.buffers_alloc"_L1, &Checkpoints::buffersAllocated),
        checkpointCounter("pg_stat_bgwriter_stats_reset_total"_L1, "When its counters were put back, as Unix time."_L1,
                          "pg_stat_bgwriter.stats_reset"_L1,
                          [](const Checkpoints &read, Values &to) { to.add({}, read.writerReset); }),
    };
}

std::vector<Metric> checkpointerMetrics()
{
    return {
        sinceSeventeen("pg_stat_checkpointer_num_timed_total"_L1, "Checkpoints because of checkpoint_timeout."_L1,
                       "pg_stat_checkpointer.num_timed"_L1, [](const Checkpoints &read) { return read.timed; }),
        sinceSeventeen("pg_stat_checkpointer_num_requested_total"_L1,
                       "Checkpoints because of max_wal_size, or asked for."_L1, "pg_stat_checkpointer.num_requested"_L1,
                       [](const Checkpoints &read) { return read.requested; }),
        sinceSeventeen("pg_stat_checkpointer_restartpoints_timed_total"_L1,
                       "Restartpoints because of checkpoint_timeout."_L1, "pg_stat_checkpointer.restartpoints_timed"_L1,
                       [](const Checkpoints &read) { return *read.restartpointsTimed; }),
        sinceSeventeen("pg_stat_checkpointer_restartpoints_req_total"_L1,
                       "Restartpoints because of max_wal_size, or asked for."_L1,
                       "pg_stat_checkpointer.restartpoints_req"_L1,
                       [](const Checkpoints &read) { return read.restartpointsRequested.value_or(0); }),
        sinceSeventeen("pg_stat_checkpointer_restartpoints_done_total"_L1, "Restartpoints that were performed."_L1,
                       "pg_stat_checkpointer.restartpoints_done"_L1,
                       [](const Checkpoints &read) { return read.restartpointsDone.value_or(0); }),
        sinceSeventeen("pg_stat_checkpointer_write_time_total"_L1, "Milliseconds spent writing at checkpoints."_L1,
                       "pg_stat_checkpointer.write_time"_L1,
                       [](const Checkpoints &read) { return milliseconds(read.writing); }),
        sinceSeventeen("pg_stat_checkpointer_sync_time_total"_L1, "Milliseconds spent syncing at checkpoints."_L1,
                       "pg_stat_checkpointer.sync_time"_L1,
                       [](const Checkpoints &read) { return milliseconds(read.syncing); }),
        sinceSeventeen("pg_stat_checkpointer_buffers_written_total"_L1, "Buffers written at checkpoints."_L1,
                       "pg_stat_checkpointer.buffers_written"_L1,
                       [](const Checkpoints &read) { return read.buffersWritten; }),
        checkpointCounter("pg_stat_checkpointer_stats_reset_total"_L1,
                          "When its counters were put back, as Unix time."_L1, "pg_stat_checkpointer.stats_reset"_L1,
                          [](const Checkpoints &read, Values &to) {
                              if (isOfCheckpointer(read))
                                  to.add({}, read.reset);
                          }),
    };
}

} // namespace

std::vector<Metric> checkpointMetrics()
{
    std::vector<Metric> metrics = writerMetrics();
    std::ranges::move(checkpointerMetrics(), std::back_inserter(metrics));
    return metrics;
}

} // namespace lockmaster
