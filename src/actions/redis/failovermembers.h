// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The servers that take part in a failover, found in the fleet by the address under which the primary lists them. That
// a target of the fleet is one of them the server itself has to show: a wrong one would be told to follow, or to lead.
#pragma once

#include <utility>

#include "actions/plan/readyserver.h"
#include "actions/redis/redisinfo.h"

namespace lockmaster::failover {

/// "10.0.0.7:6380"
QString addressOf(const ListedReplica &replica);
/// host and port of "10.0.0.7:6380", also of IPv6.
std::pair<QString, int> hostAndPort(const QString &address);

/// Whether its data go on from this history, by a replication id. A new primary has a history of its own, and knows
/// which one it goes on from.
bool isOfHistory(const RedisInfo &info, const QString &replicationId);

/// Who is looked for among the targets of the fleet.
struct MemberSearch {
    const FleetAccess *fleet = nullptr; ///< never null
    QString history;                    ///< the primary's replication id
    QString primaryRun;                 ///< the primary's run_id: it is no member of its own
    QString name;                       ///< of the connections
    bool onlyReplicas = true;           ///< else the new primary, too, that has taken over meanwhile
};

struct OpenMember {
    ReadyServer server;
    RedisInfo info;
};

/// The fleet's way to a replica: a target whose connection went to that address, and a server there that says the same
/// of itself. Empty: the fleet has none there, or it does not answer.
QCoro::Task<std::optional<OpenMember>> openMember(MemberSearch search, ListedReplica listed, std::stop_token stop);

/// A server of the fleet that takes part: the new primary, or another replica.
struct Member {
    ListedReplica listed;
    QString target; ///< empty: the fleet has none there, or it does not answer
    RedisInfo info;
};

QCoro::Task<Member> lookAtMember(MemberSearch search, ListedReplica listed, std::stop_token stop);

} // namespace lockmaster::failover
