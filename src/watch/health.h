// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a target is, for everybody who shows it: its state, and which of two is worse. Pure functions.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/fleet/serversummary.h"
#include "model/healthstate.h"
#include "model/snapshot.h"

namespace lockmaster {

struct TargetHealth {
    HealthState state = HealthState::Unknown;
    int badness = 0; ///< for worst first; larger is worse

    bool operator==(const TargetHealth &) const = default;
};

/// `snapshot` is null before the first one; `findings` are those of the target, worst first, with those between targets.
TargetHealth targetHealth(const Snapshot *snapshot, const std::vector<Finding> &findings);

/// As the command line judges: where something is hidden, or a connected server tells nothing, quiet proves little. While
/// the link is not live findings accuse nobody.
HealthState targetState(const Snapshot &snapshot, const std::vector<Finding> &findings);

/// Of a number that is worse the larger it is.
template <typename Number>
HealthState judged(const Number &value, const Number &warning, const Number &critical)
{
    return value >= critical ? HealthState::Critical : value >= warning ? HealthState::Warning : HealthState::Ok;
}

/// How far the worst finding of this rule is from well.
HealthState stateOf(const std::vector<Finding> &findings, QStringView id);

/// Larger is worse; the order of lists that show the worst first.
int severityRank(HealthState state);

/// What the findings would make of it: full enough for a warning, or critical.
HealthState saturationState(const ServerData &data, const Saturation &saturation);

/// Whether the data can be taken for now: the link is live and the data younger than three periods.
bool isFresh(const Snapshot &snapshot, SteadyTime now);

/// The link is live, and the data older than three of the periods that were asked for, and than ten seconds: whatever made
/// it so, a target whose newest data are that old is not known to be well.
bool isOld(const Snapshot &snapshot, SteadyTime now);

} // namespace lockmaster
