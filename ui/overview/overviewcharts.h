// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which charts the overview has, and of which series. A further chart is one more entry here.
#pragma once

#include "ui/charts/chartline.h"

namespace lockmaster {

std::vector<ChartSpec> overviewCharts();

} // namespace lockmaster
