// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The main numbers of what runs and what it is held back by, and their charts.
#pragma once

#include <vector>

#include "model/finding.h"
#include "ui/charts/chartline.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

/// Always the same tiles in the same order, also for a snapshot without data.
std::vector<TileText> progressTiles(const Snapshot &snapshot, const std::vector<Finding> &findings);
std::vector<ChartSpec> progressCharts();

} // namespace lockmaster
