// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a request through the servers of a group: PgBouncer → PostgreSQL → Redis, with the link that is nearest
// to its limit. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "model/target.h"
#include "watch/health.h"

namespace lockmaster {

class MomentBus;

/// What a chain is told of a target.
struct ChainMember {
    QString target;
    QString group;
    ServerKind kind = ServerKind::PostgreSql;
    HealthState state = HealthState::Unknown;
    std::optional<double> share;              ///< of the limit that is nearest, 0 to 1
    HealthState shareState = HealthState::Ok; ///< whether that is much
};

/// All servers of one kind in a group, told by the fullest and by the worst of them.
struct ChainLink {
    ServerKind kind = ServerKind::PostgreSql;
    int servers = 0;
    std::optional<double> share;              ///< of the fullest, 0 to 1
    HealthState shareState = HealthState::Ok; ///< whether that is much
    QString fullest;                          ///< its target
    HealthState state = HealthState::Ok;      ///< of the worst
    QString worst;                            ///< its target
    bool isTroubled = false;                  ///< the worst is not well; one that merely does not tell all is

    bool operator==(const ChainLink &) const = default;
};

struct GroupChain {
    QString group;
    std::vector<ChainLink> links; ///< in the order in which a request meets them
    int bottleneck =
        -1;        ///< place in links: of those nearly full the one in the worst state, then the fullest; −1: none
    int root = -1; ///< place in links of what the bottleneck's trouble comes from; −1: from itself, or not known

    bool operator==(const GroupChain &) const = default;
};

/// Groups that hold more than one kind of server, in the order of the fleet. Sentinels carry no requests, and targets
/// without a group are no chain.
std::vector<GroupChain> groupChains(const std::vector<ChainMember> &members);

/// At the moment shown.
std::vector<GroupChain> groupChains(const MomentBus &bus);

} // namespace lockmaster
