// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who streams from whom, as far as the servers of the fleet say it: a tree of servers. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "model/postgres/replicationlag.h"
#include "model/snapshot.h"
#include "watch/health.h"

namespace lockmaster {

class MomentBus;

enum class NodeRole {
    Primary,
    Standby,
    PausedStandby,   ///< replay is paused
    UnlinkedStandby, ///< receives from nobody
    Outside,         ///< not in the fleet
    HiddenReceiver,  ///< receives WAL, and more is not told
    Receiver,        ///< keeps WAL and never replays it
    Subscriber,      ///< of a logical slot
    BaseBackup,
    Promoted, ///< whose slot it is has become a primary
    Missing,  ///< whose slot it is, is not seen
};

struct TopologyNode {
    QString name;   ///< of the target; of others what its upstream calls it; empty: it tells none
    int pid = 0;    ///< of the WAL sender of one without a name
    QString target; ///< empty: not in the fleet
    NodeRole role = NodeRole::Outside;
    QString streamState; ///< PostgreSQL's words: "streaming", "catchup"; empty: it does not stream, or it is hidden
    QString syncState;   ///< "sync", "async", "quorum", "potential"
    bool isLinkHidden = false;
    std::uint32_t timeline = 0; ///< of a primary; 0: not known
    Lag lag; ///< as its upstream sees it; of one whose upstream is not in sight or may not tell its own
    HealthState state = HealthState::Unknown; ///< of a target what the list of the fleet shows
    int parent = -1;                          ///< comes before its children
    int depth = 0;
    bool isThis = false;        ///< the target that is looked at
    bool isSynchronous = false; ///< commits wait for it
    bool isMissing = false;     ///< it should stream and does not
    bool isLagHidden = false;   ///< from the login of its upstream, and it does not tell itself

    bool operator==(const TopologyNode &) const = default;
};

/// Of the system that `target` belongs to; `newest` are the snapshots shown of all targets, null ones are left out.
std::vector<TopologyNode> topology(const std::vector<SnapshotPtr> &newest, const QString &target);

/// At the moment shown, with the state of each target.
std::vector<TopologyNode> topology(const MomentBus &bus, const QString &target);

} // namespace lockmaster
