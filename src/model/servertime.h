// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Time as a server tells it: ages are reckoned on its clock, never between its and ours.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/told.h"

namespace lockmaster {

/// A moment on the server's clock, microseconds, exactly as timestamptz stores it (Unix epoch here).
using ServerTime = std::chrono::sys_time<std::chrono::microseconds>;

/// to − from; of moments that no clock shows as far as that can be told.
constexpr std::chrono::microseconds timeBetween(ServerTime from, ServerTime to)
{
    return std::chrono::microseconds(
        saturatingDifference(to.time_since_epoch().count(), from.time_since_epoch().count()));
}

/// now − from, empty when `from` is not known. Negative differences (clock steps) give zero.
inline std::optional<std::chrono::microseconds> ageAt(ServerTime now, std::optional<ServerTime> from)
{
    if (!from)
        return {};
    return std::max(timeBetween(*from, now), std::chrono::microseconds::zero());
}

} // namespace lockmaster
