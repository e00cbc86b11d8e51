// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of CLUSTER NODES: a line a node.
#pragma once

#include <QByteArrayView>
#include <vector>

#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr std::size_t kMostNodes = 5000;

std::vector<RedisClusterNode> readClusterNodes(QByteArrayView text);

} // namespace lockmaster
