// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of SLOWLOG GET and COMMANDLOG GET.
#pragma once

#include "link/resp/redisreply.h"
#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr int kSlowEntries = 128; ///< asked for at most

enum class SlowMeasure { Duration, Bytes }; ///< what the third number of an entry is

/// Entries that make no sense are left out. A command is cut after 1,000 characters.
RedisSlowEntries readSlowEntries(const RedisReply &reply, SlowMeasure measure);

} // namespace lockmaster
