// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answer of CLIENT LIST: a line a client, of "name=value" with spaces between.
#pragma once

#include <QByteArrayView>
#include <vector>

#include "model/redis/redis.h"

namespace lockmaster {

inline constexpr std::size_t kMostClients = 100'000;

/// Fields of other versions are passed over; a line without an id is none.
std::vector<RedisClient> readClientList(QByteArrayView text);

} // namespace lockmaster
