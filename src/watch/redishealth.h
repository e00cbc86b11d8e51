// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the numbers of a Redis are: as findings judge, and by the same table where no finding tells of them. Pure
// functions.
#pragma once

#include "model/healthstate.h"
#include "model/redis/redis.h"

namespace lockmaster {

/// What the system holds for it against what the server counts.
enum class MemoryHold {
    Unknown,
    Untouched,  ///< less than it counts: memory that it has and has not touched
    Swapped,    ///< much less: parts of it are swapped out
    Usual,      ///< somewhat more
    Small,      ///< much more, only because the server holds little
    Fragmented, ///< much more
};

MemoryHold memoryHold(const RedisState &state);

/// Bytes (RSS) beyond what the server counts; negative when it is less.
double heldBeyondCount(const RedisState &state);

/// The time that the server stood still for its last fork.
HealthState forkHealth(std::chrono::microseconds took);

/// Of a replica's link that is up, by the time since it last heard of its primary.
HealthState quietLinkHealth(std::chrono::seconds quiet);

} // namespace lockmaster
