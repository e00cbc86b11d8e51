// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked before a failover, each check of one thing.
#pragma once

#include "actions/redis/failoverplan.h"

namespace lockmaster::failover {

/// Of the server that is asked: its role, its version, no node of a cluster.
std::vector<Preflight> checkPrimary(const RedisInfo &info, const ServerFacts &facts);
QCoro::Task<Preflight> checkSentinel(std::shared_ptr<RedisLink> link, std::stop_token stop);

/// No server of the fleet is meant twice, by the name of its target or by its run_id.
Preflight checkDistinct(const Look &look);
/// The settings of a server by name; what could not be read is not there.
using Settings = QHash<QString, QByteArray>;
/// Whether the old primary will be let in by the new one. Only whether passwords are equal is told.
Preflight checkPasswords(const Settings &primary, const Settings &candidate);

/// Of all that take part.
QCoro::Task<std::vector<Preflight>> checkMembers(Look look, std::stop_token stop);

} // namespace lockmaster::failover
