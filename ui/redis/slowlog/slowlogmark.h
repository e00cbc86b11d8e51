// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A moment from which on entries of a slow log count: what was slow since then. Plain value.
#pragma once

#include <optional>
#include <vector>

#include "model/redis/redis.h"

namespace lockmaster {

struct SlowLogMark {
    ServerTime at{};          ///< by the server's clock
    std::int64_t newest = -1; ///< number of the newest entry then; -1: there was none
};

struct SlowLogView {
    std::vector<RedisSlowEntry> entries; ///< since the mark, newest first
    std::int64_t lost = 0; ///< more since the mark that are older than what was read; their numbers are missing
};

SlowLogMark markNow(const std::vector<RedisSlowEntry> &entries, ServerTime now);

/// Without a mark all of them. Numbers begin anew when the server restarts: then the times decide.
SlowLogView since(const std::vector<RedisSlowEntry> &entries, const std::optional<SlowLogMark> &mark);

} // namespace lockmaster
