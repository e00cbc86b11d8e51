// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers at the top of the Cluster page.
#pragma once

#include <vector>

#include "ui/charts/tiletext.h"

namespace lockmaster {

std::vector<TileText> clusterTiles(const Snapshot &snapshot);

} // namespace lockmaster
