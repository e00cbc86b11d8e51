// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a request through the servers of a group: PgBouncer → PostgreSQL → Redis, with the link that is nearest
// to its limit. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "ui/fleet/cards/fleetcard.h"

namespace lockmaster {

/// All servers of one kind in a group, told by the fullest and by the worst of them.
struct ChainLink {
    ServerKind kind = ServerKind::PostgreSql;
    int servers = 0;
    std::optional<double> share;          ///< of the fullest, 0 to 1
    StateRole shareState = StateRole::Ok; ///< whether that is much
    QString shareText;                    ///< of the fullest
    QString fullest;                      ///< its target
    StateRole state = StateRole::Ok;      ///< of the worst
    QString worst;                        ///< its target
    QString trouble;                      ///< of the worst, empty when it is well or merely does not tell all

    bool operator==(const ChainLink &) const = default;
};

struct GroupChain {
    QString group;
    std::vector<ChainLink> links; ///< in the order in which a request meets them
    int bottleneck =
        -1; ///< place in links: of those nearly full the one in the worst state, then the fullest; −1: none

    bool operator==(const GroupChain &) const = default;
};

/// Groups that hold more than one kind of server, in the order of the fleet. Sentinels carry no requests.
std::vector<GroupChain> groupChains(const std::vector<std::pair<ServerKind, FleetCard>> &cards);

} // namespace lockmaster
