// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes with the keys: how many, whether it is a cache, who answers afterwards what it answered before.
#pragma once

#include "actions/redis/commands/redisorder.h"

namespace lockmaster {

struct KeyCount {
    std::int64_t keys = 0;
    std::int64_t expiring = 0;
};

/// Of one database, or of all together.
KeyCount keysOf(const RedisInfo &info, std::optional<int> database);

Preflight checkTakesWrites(const RedisInfo &info);
Preflight checkKeys(const KeyCount &count);
/// Keys that never expire are the sign of data that nobody else has.
Preflight checkIsCache(const KeyCount &count);
/// Reads per second that found their key, between two INFOs.
Preflight checkHits(const RedisSight &seen);
Preflight checkCopies(const RedisInfo &info);
/// Who is asked for what is not in the cache any more: the PostgreSQL servers of the group, by name.
QStringList behindCache(const ActionPlan &plan, const FleetAccess &fleet);

} // namespace lockmaster
