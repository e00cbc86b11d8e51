// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trends/ratetracker.h"

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kLeast{50};

} // namespace

std::optional<double> RateTracker::rate(const QString &name, std::int64_t counter, SteadyTime at)
{
    const auto found = m_last.constFind(name);
    if (found != m_last.constEnd() && counter >= found->counter && at > found->at && at - found->at < kLeast)
        return found->rate;
    std::optional<double> rate;
    if (found != m_last.constEnd() && counter >= found->counter && at > found->at) {
        const double elapsed = std::chrono::duration<double>(at - found->at).count();
        rate = static_cast<double>(counter - found->counter) / elapsed;
    }
    m_last.insert(name, {counter, at, rate});
    return rate;
}

} // namespace lockmaster
