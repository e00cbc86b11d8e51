// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a target: the same wherever it is drawn. Pure functions.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/linkstate.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

/// `findings` are those of the target, worst first, with those between targets. As the command line judges: where
/// something is hidden, quiet proves little. While the link is not live they accuse nobody.
StateRole targetState(const LinkState &link, const std::vector<Finding> &findings);

} // namespace lockmaster
