// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Sentinel tells of one server.
#pragma once

#include "link/resp/redisreply.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

SentinelPeer readSentinelPeer(const RedisReply &fields);

} // namespace lockmaster
