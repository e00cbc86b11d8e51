// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules behind fleetFindings(): each looks for one thing between the newest snapshots of all targets, of which some
// may be null.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

using Findings = std::vector<Finding>;

Findings findTwoPrimaries(const std::vector<SnapshotPtr> &newest, const Fleet &fleet);
Findings findBehindPause(const std::vector<SnapshotPtr> &newest);
Findings findSentinelDissent(const std::vector<SnapshotPtr> &newest);

} // namespace lockmaster
