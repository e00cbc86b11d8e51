// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One point of a series over time.
#pragma once

#include "base/clock.h"

namespace lockmaster {

/// NaN marks a gap.
struct SeriesPoint {
    WallTime at{};
    double value = 0;
};

} // namespace lockmaster
