// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

namespace lockmaster {
namespace {

class SystemClock final : public Clock
{
public:
    WallTime wallNow() const override
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    SteadyTime steadyNow() const override { return std::chrono::steady_clock::now(); }
};

} // namespace

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace lockmaster
