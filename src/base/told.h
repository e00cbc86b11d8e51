// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that a server or a file tells may be anything. Times are brought within bounds where they come in, so that sums
// and differences of several stay within 64 bits; differences of other numbers stop at the limits.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace lockmaster {

/// What is farther away is believed to be so far.
inline constexpr std::chrono::years kFarthestTold{10'000};

/// So many seconds, microseconds, …, as somebody tells them.
template <typename Duration>
constexpr Duration told(std::int64_t count)
{
    constexpr std::int64_t kMost = std::chrono::duration_cast<Duration>(kFarthestTold).count();
    return Duration(std::clamp<std::int64_t>(count, -kMost, kMost));
}

/// one − other, or the limit that lies on that side.
constexpr std::int64_t saturatingDifference(std::int64_t one, std::int64_t other)
{
    using Limits = std::numeric_limits<std::int64_t>;
    std::int64_t difference = 0;
    if (!__builtin_sub_overflow(one, other, &difference))
        return difference;
    return one < other ? Limits::min() : Limits::max();
}

/// How far `ahead` is beyond `behind`; 0 when it is not.
constexpr std::int64_t distanceBeyond(std::uint64_t ahead, std::uint64_t behind)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    return ahead > behind ? static_cast<std::int64_t>(std::min(ahead - behind, kMost)) : 0;
}

} // namespace lockmaster
