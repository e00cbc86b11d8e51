// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commands and errors of a Redis server over the last minute: the difference of two moments, not since the start.
// Pure functions.
#pragma once

#include <deque>
#include <vector>

#include "model/redis/redis.h"
#include "model/snapshot.h"

namespace lockmaster {

struct CommandRate {
    RedisCommandStat stat;                  ///< since the start or the last reset
    std::optional<double> callsPerSecond;   ///< these over the window; absent: there is no window yet
    std::optional<double> meanSeconds;      ///< of one call; absent also when there was none
    std::optional<double> busyShare;        ///< of the window's time spent in it, 0 to 1
    std::optional<double> refusedPerSecond; ///< rejected and failed

    bool operator==(const CommandRate &) const = default;
};

struct ErrorRate {
    QString code;
    std::int64_t count = 0;
    std::optional<double> perSecond;

    bool operator==(const ErrorRate &) const = default;
};

struct CommandWindow {
    std::vector<CommandRate> commands;
    std::vector<ErrorRate> errors;
    std::optional<std::chrono::microseconds> length; ///< of the commands' window; absent: there is none yet
};

inline constexpr std::chrono::seconds kCommandWindow{60};

/// From the oldest of `kept` that is of the same run of the server and not older than the window, to `shown`.
CommandWindow commandWindow(const std::deque<SnapshotPtr> &kept, const Snapshot &shown);

} // namespace lockmaster
