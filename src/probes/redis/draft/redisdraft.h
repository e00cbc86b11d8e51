// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The next states while probes fill them. Whatever no probe touches is carried over from the sample before.
#pragma once

#include <chrono>

#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "probes/redis/draft/respprobe.h"

namespace lockmaster {

struct RedisDraft {
    RedisState next;
    bool hasInfo = false;              ///< INFO was answered in this sample
    bool isInfoHidden = false;         ///< and will not be: our user may not ask, or it was renamed away
    bool tellsTime = false;            ///< INFO has the time: 7.0+
    ServerTime ourNow{};               ///< our clock, when the sample was begun
    std::chrono::microseconds ahead{}; ///< of our clock, as last seen

    /// The server's clock was read. A late answer makes it look ahead once: of two readings the one nearer to ours counts.
    void sawClock(std::chrono::microseconds aheadOfOurs)
    {
        const std::chrono::microseconds before = next.clockAhead ? ahead : aheadOfOurs;
        next.clockAhead = std::chrono::abs(before) < std::chrono::abs(aheadOfOurs) ? before : aheadOfOurs;
        ahead = aheadOfOurs;
    }
};

struct SentinelDraft {
    QString group; ///< the only one to look at; empty: all
    SentinelState next;
    bool hasInfo = false;
    ServerTime ourNow{};
};

/// All probes in the order in which their answers are taken. They keep a reference to the draft.
RespProbes redisProbes(RedisDraft &draft);
RespProbes sentinelProbes(SentinelDraft &draft);

} // namespace lockmaster
