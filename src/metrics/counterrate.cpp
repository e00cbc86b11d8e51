// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/counterrate.h"

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kLeastApart{50};

} // namespace

std::optional<double> CounterRate::next(Amount counter, SteadyTime at)
{
    const bool goesOn = m_last && counter >= m_last->counter && at > m_last->at;
    if (goesOn && at - m_last->at < kLeastApart)
        return m_last->rate;
    std::optional<double> rate;
    if (goesOn)
        rate = double(counter - m_last->counter) / inSeconds(at - m_last->at);
    m_last = {counter, at, rate};
    return rate;
}

} // namespace lockmaster
