// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a snapshot of Redis, Valkey or a Sentinel tells, as text for a terminal.
#pragma once

#include <QString>

#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

/// One line: who it is and how full.
QString redisHead(const RedisState &state);
QString sentinelHead(const SentinelState &state);
void printRedis(const RedisState &state);
void printSentinel(const SentinelState &state);

} // namespace lockmaster
