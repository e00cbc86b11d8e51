// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Standbys that are behind, as the diagnosis found: row, drawing, tile and tab say the same as the finding. Pure
// functions.
#pragma once

#include <optional>
#include <vector>

#include "model/finding.h"
#include "model/healthstate.h"
#include "ui/replication/standbyrow.h"
#include "watch/topology.h"

namespace lockmaster {

/// Warning or critical; nothing when it is not found to be behind. `standby` is its name at its upstream.
std::optional<HealthState> lateState(const std::vector<Finding> &findings, const QString &standby);

/// Servers that are found to be behind: standbys, and the target itself where it is one.
int lateCount(const std::vector<Finding> &findings);

/// The boxes of those of `rows` that are late show no better state than they. Rows are of the server that is looked at.
void markLate(std::vector<TopologyNode> &nodes, const std::vector<StandbyRow> &rows);

} // namespace lockmaster
