// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Targets as lines of a fleet file, to be put below its "targets:". No password is ever among them.
#pragma once

#include <QString>
#include <vector>

#include "model/target.h"

namespace lockmaster {

/// parseFleet() reads them as the same targets.
QString fleetLines(const std::vector<Target> &targets);

} // namespace lockmaster
