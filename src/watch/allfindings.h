// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with one target at one moment: its own findings and those between targets. Pure.
#pragma once

#include <vector>

#include "model/observation.h"

namespace lockmaster {

/// Those of the target itself and those between targets that are about it, worst first, each with its cause. `fleet` is
/// what is known between targets at the moment meant: observation.fleet, or that of a later observation.
std::vector<Finding> allFindings(const Observation &observation, const FleetFindings &fleet);

} // namespace lockmaster
