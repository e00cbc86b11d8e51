// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which charts the pages of a Redis server have, and of which series. A further chart is one more entry here.
#pragma once

#include "ui/charts/chartline.h"

namespace lockmaster {

std::vector<ChartSpec> redisCharts();
std::vector<ChartSpec> persistenceCharts();

} // namespace lockmaster
