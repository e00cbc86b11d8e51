// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/vacuumfields.h"

#include "model/fields/describe.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/progress.h"

namespace lockmaster {

template <>
struct WordsOf<WorkKind> {
    static constexpr WorkKind last = WorkKind::BaseBackup;
    static QString name(WorkKind kind) { return workKindName(kind); }
};

template <>
struct WordsOf<WorkUnit> {
    static constexpr WorkUnit last = WorkUnit::Sessions;
    static QString name(WorkUnit unit) { return workUnitName(unit); }
};

template <>
struct FieldsOf<VacuumWork> {
    static constexpr auto table = std::tuple{
        field("blocks", &VacuumWork::blocks),
        field("scanned", &VacuumWork::scanned),
        field("vacuumed", &VacuumWork::vacuumed),
        field("index_passes", &VacuumWork::indexPasses),
        field("dead_rows", &VacuumWork::deadRows),
        field("memory_used", &VacuumWork::memoryUsed),
        field("memory_limit", &VacuumWork::memoryLimit),
    };
};

template <>
struct FieldsOf<CommandProgress> {
    static constexpr auto table = std::tuple{
        field("pid", &CommandProgress::pid),
        field("kind", &CommandProgress::kind),
        field("command", &CommandProgress::command),
        field("database", &CommandProgress::database),
        field("relation", &CommandProgress::relation),
        field("index", &CommandProgress::index),
        field("phase", &CommandProgress::phase),
        field("unit", &CommandProgress::unit),
        field("done", &CommandProgress::done),
        field("total", &CommandProgress::total),
        field("per_second", &CommandProgress::perSecond),
        field("waits_for", &CommandProgress::waitsFor, Unit::Identifier),
        field("delayed", &CommandProgress::delayed, Unit::Seconds),
        field("vacuum", &CommandProgress::vacuum),
    };
};

template <>
struct FieldsOf<WorkInProgress> {
    static constexpr auto table = std::tuple{
        field("commands", &WorkInProgress::commands),
    };
};

template <>
struct FieldsOf<RecentCheckpoints> {
    static constexpr auto table = std::tuple{
        field("since", &RecentCheckpoints::since),        field("span", &RecentCheckpoints::span, Unit::Seconds),
        field("timed", &RecentCheckpoints::timed),        field("requested", &RecentCheckpoints::requested),
        field("wal_bytes", &RecentCheckpoints::walBytes),
    };
};

template <>
struct FieldsOf<Checkpoints> {
    static constexpr auto table = std::tuple{
        field("timed", &Checkpoints::timed),
        field("requested", &Checkpoints::requested),
        field("restartpoints_timed", &Checkpoints::restartpointsTimed),
        field("restartpoints_requested", &Checkpoints::restartpointsRequested),
        field("restartpoints_done", &Checkpoints::restartpointsDone),
        field("writing", &Checkpoints::writing, Unit::Seconds),
        field("syncing", &Checkpoints::syncing, Unit::Seconds),
        field("buffers_written", &Checkpoints::buffersWritten),
        field("reset", &Checkpoints::reset),
        field("buffers_cleaned", &Checkpoints::buffersCleaned),
        field("cleaning_stopped", &Checkpoints::cleaningStopped),
        field("buffers_allocated", &Checkpoints::buffersAllocated),
        field("buffers_by_backends", &Checkpoints::buffersByBackends),
        field("syncs_by_backends", &Checkpoints::syncsByBackends),
        field("writer_reset", &Checkpoints::writerReset),
        field("max_wal_size", &Checkpoints::maxWalSize),
        field("timeout", &Checkpoints::timeout, Unit::Seconds),
        field("recent", &Checkpoints::recent),
    };
};

LOCKMASTER_TABLE(VacuumWork)
LOCKMASTER_TABLE(CommandProgress)
LOCKMASTER_TABLE(WorkInProgress)
LOCKMASTER_TABLE(RecentCheckpoints)
LOCKMASTER_TABLE(Checkpoints)

} // namespace lockmaster
