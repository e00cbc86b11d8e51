// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of a server and what its background writer did: pg_stat_bgwriter, and pg_stat_checkpointer since 17. Counters
// since they were put back.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "model/servertime.h"

namespace lockmaster {

/// What happened as far back as we have watched, half an hour at most.
struct RecentCheckpoints {
    ServerTime since{};
    std::chrono::microseconds span{};
    std::int64_t timed = 0;
    std::int64_t requested = 0;           ///< WAL reached its limit, or somebody asked for one
    std::optional<std::int64_t> walBytes; ///< written in that time

    bool operator==(const RecentCheckpoints &) const = default;
};

struct Checkpoints {
    std::int64_t timed = 0;
    std::int64_t requested = 0;
    std::optional<std::int64_t> restartpointsTimed; ///< 17+; before, they are among the others
    std::optional<std::int64_t> restartpointsRequested;
    std::optional<std::int64_t> restartpointsDone;
    std::chrono::microseconds writing{};
    std::chrono::microseconds syncing{};
    std::int64_t buffersWritten = 0;
    std::optional<ServerTime> reset;

    std::int64_t buffersCleaned = 0;  ///< by the background writer
    std::int64_t cleaningStopped = 0; ///< it had written bgwriter_lru_maxpages
    std::int64_t buffersAllocated = 0;
    std::optional<std::int64_t> buffersByBackends; ///< to 16
    std::optional<std::int64_t> syncsByBackends;   ///< to 16
    std::optional<ServerTime> writerReset;

    std::int64_t maxWalSize = 0; ///< bytes
    std::chrono::seconds timeout{};
    RecentCheckpoints recent;

    bool operator==(const Checkpoints &) const = default;
};

} // namespace lockmaster
