// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Targets as people name them: as a URL, and as lines of a fleet file, to be put below its "targets:". No password is ever
// among them.
#pragma once

#include <QString>
#include <vector>

#include "model/target.h"

namespace lockmaster {

/// targetFromUrl() reads it as the same server, reached in the same way.
QString urlOf(const Target &target);

/// parseFleet() reads them as the same targets.
QString fleetLines(const std::vector<Target> &targets);

} // namespace lockmaster
