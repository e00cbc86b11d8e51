// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/vacuum/checkpointsprobe.h"

#include "model/postgres/checkpoints.h"

namespace lockmaster {
namespace {

std::optional<std::int64_t> knownCount(const PgRows &rows, const char *name)
{
    const int column = rows.column(name);
    return rows.isNull(0, column) ? std::nullopt : std::optional(rows.integer(0, column));
}

std::chrono::microseconds milliseconds(const PgRows &rows, const char *name)
{
    return std::chrono::microseconds(static_cast<std::int64_t>(rows.real(0, rows.column(name)) * 1000));
}

Checkpoints readCheckpoints(const PgRows &rows)
{
    const auto number = [&](const char *name) { return rows.integer(0, rows.column(name)); };
    Checkpoints now;
    now.timed = number("timed");
    now.requested = number("requested");
    now.restartpointsTimed = knownCount(rows, "restartpoints_timed");
    now.restartpointsRequested = knownCount(rows, "restartpoints_requested");
    now.restartpointsDone = knownCount(rows, "restartpoints_done");
    now.writing = milliseconds(rows, "writing_ms");
    now.syncing = milliseconds(rows, "syncing_ms");
    now.buffersWritten = number("buffers_written");
    now.reset = rows.time(0, rows.column("reset"));
    now.buffersCleaned = number("buffers_clean");
    now.cleaningStopped = number("maxwritten_clean");
    now.buffersAllocated = number("buffers_alloc");
    now.buffersByBackends = knownCount(rows, "buffers_backend");
    now.syncsByBackends = knownCount(rows, "buffers_backend_fsync");
    now.writerReset = rows.time(0, rows.column("writer_reset"));
    now.maxWalSize = number("max_wal_size");
    now.timeout = std::chrono::seconds(number("timeout"));
    return now;
}

} // namespace

QString CheckpointsProbe::name() const
{
    return QStringLiteral("checkpoints");
}

// Checkpoints are minutes apart, and before 15 each reading waits for the statistics collector.
std::chrono::milliseconds CheckpointsProbe::cadence() const
{
    return std::chrono::seconds(10);
}

std::optional<PgQuery> CheckpointsProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> CheckpointsProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() != 1)
        return fail(ErrorKind::Protocol, QStringLiteral("The server's checkpoints have another shape than asked for"));
    Checkpoints now = readCheckpoints(rows);
    const auto &replication = draft.next.replication;
    draft.checkpointHistory.follow(draft.next.serverNow, replication ? std::optional(replication->here) : std::nullopt,
                                   now);
    draft.next.checkpoints = std::make_shared<const Checkpoints>(now);
    return {};
}

// Counters that were not read are no counters: kept ones would give a rate of 0 and then a double one.
void CheckpointsProbe::forget(PostgresDraft &draft) const
{
    draft.next.checkpoints.reset();
}

} // namespace lockmaster
