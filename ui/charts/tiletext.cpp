// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tiletext.h"

#include <algorithm>
#include <limits>

namespace lockmaster {

double sampleValue(const Snapshot &snapshot, QStringView series)
{
    const auto found = std::ranges::find(snapshot.samples, series, &Sample::series);
    return found == snapshot.samples.end() ? std::numeric_limits<double>::quiet_NaN() : found->value;
}

} // namespace lockmaster
