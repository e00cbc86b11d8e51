// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/walltimes.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr auto kStep = 100ms; ///< less is no step: the two clocks are not read at the same instant
constexpr std::size_t kMostStretches = 64;

WallTime shifted(SteadyTime moment, std::chrono::nanoseconds offset)
{
    return WallTime(std::chrono::floor<std::chrono::microseconds>(moment.time_since_epoch() + offset));
}

} // namespace

void WallTimes::note(const Stamp &stamp)
{
    const Offset offset = stamp.wall.time_since_epoch() - stamp.steady.time_since_epoch();
    if (!m_stretches.empty()) {
        const Stretch &last = m_stretches.back();
        if (stamp.steady < last.from || std::chrono::abs(offset - last.told) < kStep)
            return;
    }
    if (m_stretches.size() == kMostStretches)
        m_stretches.erase(m_stretches.begin());
    m_stretches.push_back({stamp.steady, offset, offset});
    // None later than the clock of now would have it, and none before the stretch that it follows.
    Offset least = Offset::min();
    for (Stretch &stretch : m_stretches) {
        stretch.shown = std::max(least, std::min(stretch.told, offset));
        least = stretch.shown;
    }
}

std::vector<WallTimes::Stretch>::const_iterator WallTimes::stretchOf(SteadyTime moment) const
{
    if (m_stretches.size() == 1) // nearly always
        return m_stretches.begin();
    const auto after = std::ranges::upper_bound(m_stretches, moment, {}, &Stretch::from);
    return after == m_stretches.begin() ? after : std::prev(after);
}

WallTime WallTimes::of(SteadyTime moment) const
{
    return m_stretches.empty() ? shifted(moment, {}) : shifted(moment, stretchOf(moment)->shown);
}

SteadyTime WallTimes::at(WallTime time) const
{
    SteadyTime next = SteadyTime::max();
    for (auto stretch = m_stretches.rbegin(); stretch != m_stretches.rend(); ++stretch) {
        const SteadyTime moment(time.time_since_epoch() - stretch->shown);
        if (moment >= stretch->from || std::next(stretch) == m_stretches.rend())
            return std::min(moment, next - 1ns);
        next = stretch->from;
    }
    return SteadyTime(time.time_since_epoch());
}

bool WallTimes::isGapBetween(SteadyTime first, SteadyTime second) const
{
    return m_stretches.size() > 1 && stretchOf(second)->shown - stretchOf(first)->shown > 1s;
}

} // namespace lockmaster
