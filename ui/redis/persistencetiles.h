// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Redis server has on disk, how old it is, and whether the last try to write it worked.
#pragma once

#include <vector>

#include "model/finding.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

std::vector<TileText> persistenceTiles(const Snapshot &snapshot, const std::vector<Finding> &findings);

/// The one of them for the overview: when the data was last written, or that it is not.
TileText savedTile(const Snapshot &snapshot, const std::vector<Finding> &findings);

} // namespace lockmaster
