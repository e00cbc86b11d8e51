// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers at the top of the Memory page.
#pragma once

#include <vector>

#include "model/finding.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

std::vector<TileText> memoryTiles(const Snapshot &snapshot, const std::vector<Finding> &findings);

} // namespace lockmaster
