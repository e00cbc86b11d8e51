// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where moments of the past stand on the wall clock of now. Things are ordered by the steady clock; the wall clock may
// be put back or on, and jumps ahead when the machine was asleep.
#pragma once

#include <optional>
#include <vector>

#include "base/clock.h"

namespace lockmaster {

/// A clock that was put back was wrong until then: what was seen before moves back with it, so that what came later
/// stands later. A clock that jumps ahead leaves a gap.
class WallTimes
{
public:
    /// Of each snapshot as it comes.
    void note(const Stamp &stamp);
    [[nodiscard]] WallTime of(SteadyTime moment) const;
    /// The other way: of a time in a gap, the last moment before it.
    [[nodiscard]] SteadyTime at(WallTime time) const;
    /// Whether the clock has ever been stepped: nearly never.
    [[nodiscard]] bool hasSteps() const { return m_stretches.size() > 1; }
    /// Whether the wall clock jumped ahead between the two, of which the first is the earlier.
    [[nodiscard]] bool isGapBetween(SteadyTime first, SteadyTime second) const;

private:
    using Offset = std::chrono::nanoseconds; ///< wall − steady
    struct Stretch {
        SteadyTime from{};
        Offset told{};  ///< as the clock was then
        Offset shown{}; ///< as it is shown now
    };
    [[nodiscard]] std::vector<Stretch>::const_iterator stretchOf(SteadyTime moment) const;

    std::vector<Stretch> m_stretches; ///< between two steps of the clock, oldest first
};

} // namespace lockmaster
