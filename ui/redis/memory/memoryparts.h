// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Redis server's memory goes into, in parts that do not overlap. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "model/redis/redis.h"

namespace lockmaster {

struct MemoryPart {
    QString id;   ///< stable
    QString name; ///< translated
    QString about;
    double bytes = 0;
    bool isOutside = false; ///< not of what the server counts as used (used_memory)

    bool operator==(const MemoryPart &) const = default;
};

/// Of MEMORY STATS where it was asked for, else of INFO; biggest first, those outside used_memory last; without those
/// that are 0.
std::vector<MemoryPart> memoryParts(const RedisState &state);

/// What MEMORY DOCTOR means when it has found nothing, in one line; empty when it says more.
QString doctorVerdict(const QString &doctor);

/// mem_fragmentation_ratio in words: what it means for this server.
QString fragmentationWords(const RedisState &state);

} // namespace lockmaster
