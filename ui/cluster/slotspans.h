// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who serves which of a cluster's 16,384 slots, as spans without holes between them. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr int kClusterSlots = 16384;

struct SlotSpan {
    int first = 0;
    int last = 0;   ///< included
    int owner = -1; ///< place among slotOwners(); -1: nobody serves them

    bool operator==(const SlotSpan &) const = default;
};

/// The primaries that serve slots, by their first slot: the order that gives them their colours.
std::vector<const RedisClusterNode *> slotOwners(const RedisCluster &cluster);

/// Of all slots, in order. Spans of the same owner that touch are one.
std::vector<SlotSpan> slotSpans(const RedisCluster &cluster);

int slotCount(const RedisClusterNode &node);
/// Slots that nobody serves: of no owner, or of one that has failed.
int uncoveredSlots(const RedisCluster &cluster);

/// "0–5460, 5462", cut after a few.
QString slotWords(const RedisClusterNode &node);

} // namespace lockmaster
