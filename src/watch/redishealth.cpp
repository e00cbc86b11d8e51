// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/redishealth.h"

#include "diagnosis/thresholds.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

double heldBeyondCount(const RedisState &state)
{
    return state.number(u"used_memory_rss"_s).value_or(0) - state.number(u"used_memory"_s).value_or(0);
}

MemoryHold memoryHold(const RedisState &state)
{
    const Thresholds thresholds;
    const auto ratio = state.number(u"mem_fragmentation_ratio"_s);
    const double beyond = heldBeyondCount(state);
    if (!ratio)
        return MemoryHold::Unknown;
    if (*ratio < 1)
        return -beyond >= double(thresholds.redisFragmentationBytes) ? MemoryHold::Swapped : MemoryHold::Untouched;
    if (*ratio < thresholds.redisFragmentation)
        return MemoryHold::Usual;
    return beyond < double(thresholds.redisFragmentationBytes) ? MemoryHold::Small : MemoryHold::Fragmented;
}

HealthState forkHealth(std::chrono::microseconds took)
{
    return took >= Thresholds().redisFork ? HealthState::Warning : HealthState::Ok;
}

HealthState quietLinkHealth(std::chrono::seconds quiet)
{
    return quiet > Thresholds().redisQuietLink ? HealthState::Warning : HealthState::Ok;
}

} // namespace lockmaster
