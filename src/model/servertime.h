// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Time as a server tells it: ages are reckoned on its clock, never between its and ours.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace lockmaster {

/// A moment on the server's clock, microseconds, exactly as timestamptz stores it (Unix epoch here).
using ServerTime = std::chrono::sys_time<std::chrono::microseconds>;

/// now − from, empty when `from` is not known. Negative differences (clock steps) give zero.
inline std::optional<std::chrono::microseconds> ageAt(ServerTime now, std::optional<ServerTime> from)
{
    if (!from)
        return {};
    return std::max(now - *from, std::chrono::microseconds::zero());
}

} // namespace lockmaster
