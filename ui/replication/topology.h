// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who streams from whom, as far as the servers of the fleet say it: a tree of servers. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "model/postgres/replicationlag.h"
#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct TopologyNode {
    QString name;   ///< of the target; of others what its upstream calls it
    QString target; ///< empty: not in the fleet
    QString role;   ///< "primary", "standby", "subscriber", "backup", "not seen"; translated
    QString link;   ///< how it streams: "streaming · sync"; empty: from nobody
    Lag lag;        ///< as its upstream sees it; of one whose upstream is not in sight or may not tell its own
    StateRole state = StateRole::Unknown; ///< of a target what the list of the fleet shows
    int parent = -1;                      ///< comes before its children
    int depth = 0;
    bool isThis = false;        ///< the target that is looked at
    bool isSynchronous = false; ///< commits wait for it
    bool isMissing = false;     ///< it should stream and does not
    bool isLagHidden = false;   ///< from the login of its upstream, and it does not tell itself

    bool operator==(const TopologyNode &) const = default;
};

/// Of the system that `target` belongs to; `newest` are the snapshots shown of all targets, null ones are left out.
std::vector<TopologyNode> topology(const Fleet &fleet, const std::vector<SnapshotPtr> &newest, const QString &target);

/// One line for screen readers and tool tips.
QString nodeText(const TopologyNode &node);
/// "2.3 MB · 4.2 s behind", "in step", "lag hidden", or the dash.
QString lagWords(const TopologyNode &node);

} // namespace lockmaster
