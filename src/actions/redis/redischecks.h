// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked before a command of Redis or Valkey is sent, whatever it does.
#pragma once

#include <QCoroTask>
#include <memory>
#include <stop_token>
#include <vector>

#include "actions/plan/serverfacts.h"
#include "link/redis/redislink.h"
#include "model/action.h"

namespace lockmaster {

/// Whether this version has the command that came with version `since` of Redis, as 60200. Valkey has all of 7.2.
Preflight checkCommandVersion(const ServerFacts &facts, const QString &command, int since);

/// Whether our user may, asked by ACL DRYRUN (7.0+), which carries nothing out; of commands of one name the first is
/// asked about. What is not allowed is said with the rule of the ACL that mends it.
QCoro::Task<Preflight> checkPermission(std::shared_ptr<RedisLink> link, std::vector<RedisCommand> commands,
                                       std::stop_token stop);

} // namespace lockmaster
