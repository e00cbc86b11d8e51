// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of Redis as the lines of a plan, and back: what is shown, confirmed and written down is what is sent.
#pragma once

#include "link/resp/rediscommand.h"
#include "model/action.h"

namespace lockmaster {

/// As redis-cli takes it: CONFIG SET save "".
QString lineOf(const RedisCommand &command);
PlannedStatement statementOf(const RedisCommand &command);

/// The words of such a line; \xHH within quotes is a byte.
RedisCommand commandIn(const QString &line);

} // namespace lockmaster
