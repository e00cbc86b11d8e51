// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The schedule of samples: fixed, never queued, and stretched when sampling costs the server more than its share.
#pragma once

#include <QString>
#include <chrono>
#include <deque>

#include "base/clock.h"

namespace lockmaster {

class Pace
{
public:
    /// `share`: of one core of the server; a second of sampling may cost at most this many seconds. 0: no limit.
    Pace(std::chrono::milliseconds wanted, double share);

    void setWanted(std::chrono::milliseconds interval);
    [[nodiscard]] std::chrono::milliseconds interval() const { return m_interval; }
    [[nodiscard]] std::chrono::milliseconds wanted() const { return m_wanted; }
    [[nodiscard]] QString reason() const; ///< why the interval is longer than wanted; empty when it is not

    /// The next moment on the grid that began at the first call; moments that have passed are skipped.
    SteadyTime next(SteadyTime now);
    void restart() { m_next = {}; }

    /// What one sample took, as the round trip less what an empty one takes. That is the server's cost and whatever else
    /// made it slow: what it cost at least counts, so two cheap samples are enough to come back.
    void spent(std::chrono::microseconds cost);

private:
    void stretch();

    std::chrono::milliseconds m_wanted;
    std::chrono::milliseconds m_interval;
    double m_share;
    std::deque<std::chrono::microseconds> m_costs;
    SteadyTime m_next{};
};

} // namespace lockmaster
