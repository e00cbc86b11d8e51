// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of SLOWLOG GET and COMMANDLOG GET.
#pragma once

#include "link/resp/redisreply.h"
#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr int kSlowEntries = 128; ///< asked for at most

enum class SlowMeasure { Duration, Bytes }; ///< what the third number of an entry is

/// The words of a command on one line, cut after 1,000 characters.
QString readCommand(const RedisReply &words);

/// Entries that make no sense are left out.
RedisSlowEntries readSlowEntries(const RedisReply &reply, SlowMeasure measure);

} // namespace lockmaster
