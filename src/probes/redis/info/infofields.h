// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the lines of INFO mean.
#pragma once

#include <QByteArrayView>

#include "model/redis/redis.h"

namespace lockmaster {

/// All of an answer of INFO into the state: fields, identity, replication, key spaces and errors.
void readInfo(QByteArrayView text, RedisState &state);

/// The answers of INFO commandstats and INFO latencystats.
std::vector<RedisCommandStat> readCommandStats(QByteArrayView counts, QByteArrayView latencies);

/// 80002 of "8.0.2"
int redisVersionNumber(const QString &version);

} // namespace lockmaster
