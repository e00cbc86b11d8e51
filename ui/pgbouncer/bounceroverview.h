// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview of a PgBouncer shows.
#pragma once

#include "ui/charts/dashboard.h"

namespace lockmaster {

DashboardContent pgBouncerOverview();

std::vector<TileText> pgBouncerTiles(const Snapshot &snapshot);

} // namespace lockmaster
