// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far long commands of a server are, as the pg_stat_progress_* views tell it: one value a command, whoever began it.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/postgres/session.h"

namespace lockmaster {

/// By the view that tells it.
enum class WorkKind { Vacuum, Analyze, CreateIndex, Cluster, Copy, BaseBackup };

/// Stable words: "vacuum", "analyze", "create index", "cluster", "copy", "base backup".
QString workKindName(WorkKind kind);

/// What a phase is counted in.
enum class WorkUnit { None, Blocks, Rows, Bytes, Indexes, Tables, Sessions };

/// Stable words: "none", "blocks", "rows", ….
QString workUnitName(WorkUnit unit);

/// What pg_stat_progress_vacuum tells besides.
struct VacuumWork {
    std::int64_t blocks = 0;  ///< of the table
    std::int64_t scanned = 0; ///< blocks
    std::int64_t vacuumed = 0;
    std::int64_t indexPasses = 0; ///< over all indexes, that are done; more than one: memory was too little
    std::int64_t deadRows = 0;    ///< collected since the last pass
    std::int64_t memoryUsed = 0;  ///< by them: rows before 17, bytes since
    std::int64_t memoryLimit = 0; ///< the same

    bool operator==(const VacuumWork &) const = default;
};

struct CommandProgress {
    int pid = 0;
    WorkKind kind = WorkKind::Vacuum;
    QString command;  ///< "VACUUM", "ANALYZE", "CREATE INDEX CONCURRENTLY", "VACUUM FULL", "COPY FROM", "BASE_BACKUP"
    QString database; ///< empty: of none, as a base backup
    QString relation; ///< "oid 16401" in another database than ours; empty: of none, as COPY of a query
    QString index;    ///< that is built
    QString phase;    ///< the server's words; empty: hidden from this login
    WorkUnit unit = WorkUnit::None;
    std::optional<std::int64_t> done;  ///< of this phase
    std::optional<std::int64_t> total; ///< of this phase; absent where the server does not tell
    std::optional<double>
        perSecond;    ///< in this phase, of the last half minute; absent until two readings differ in time
    int waitsFor = 0; ///< a pid whose transaction has to end first, 0: none
    std::optional<std::chrono::microseconds> delayed; ///< 18+: slept so far, as vacuum_cost_delay wants
    std::optional<VacuumWork> vacuum;

    [[nodiscard]] bool isHidden() const { return phase.isEmpty(); }
    /// 0 to 1; nothing while it is not known.
    [[nodiscard]] std::optional<double> share() const;
    /// Until the end of this phase at the rate of now; nothing while it stands still.
    [[nodiscard]] std::optional<std::chrono::microseconds> timeLeft() const;

    bool operator==(const CommandProgress &) const = default;
};

struct WorkInProgress {
    std::vector<CommandProgress> commands; ///< by pid

    /// That of a pid; null when it runs none.
    [[nodiscard]] const CommandProgress *find(int pid) const;
    bool operator==(const WorkInProgress &) const = default;
};

} // namespace lockmaster
