// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The two clocks, behind one seam that tests replace. Nothing else asks the system for the time.
#pragma once

#include <chrono>

namespace lockmaster {

using WallTime = std::chrono::sys_time<std::chrono::microseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

/// As a number of seconds, for metrics and rates.
template <typename Duration>
constexpr double inSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

/// A moment on both clocks: the wall for people and files, the steady one for ages and schedules.
struct Stamp {
    WallTime wall{};
    SteadyTime steady{};

    bool operator==(const Stamp &) const = default;
};

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual WallTime wallNow() const = 0;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
    [[nodiscard]] Stamp now() const { return {wallNow(), steadyNow()}; }
};

/// The system's clocks. Lives for the whole program; any thread.
const Clock &systemClock();

} // namespace lockmaster
