// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The main numbers of a PostgreSQL target in words. Pure functions of one snapshot.
#pragma once

#include <QString>
#include <vector>

#include "model/snapshot.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

/// Always the same tiles in the same order.
std::vector<TileText> overviewTiles(const Snapshot &snapshot);

} // namespace lockmaster
