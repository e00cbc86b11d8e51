// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/tiletext.h"

#include "metrics/sampleof.h"

#include <limits>

namespace lockmaster {

double sampleValue(const Snapshot &snapshot, QStringView series)
{
    return sampleOf(snapshot, series).value_or(std::numeric_limits<double>::quiet_NaN());
}

} // namespace lockmaster
