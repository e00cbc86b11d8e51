// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of counts that anybody may have written into a file.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>

namespace lockmaster {

/// From 0 to the largest int, whatever is added up.
int sumOfCounts(std::same_as<int> auto... counts)
{
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp<std::int64_t>((std::int64_t(0) + ... + counts), 0, kMost));
}

/// The same of bytes and rows: from 0 to the largest number there is.
std::int64_t sumOfAmounts(std::same_as<std::int64_t> auto... amounts)
{
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    const long double sum = (0.0L + ... + static_cast<long double>(amounts));
    return sum >= static_cast<long double>(kMost) ? kMost : static_cast<std::int64_t>(std::max(sum, 0.0L));
}

} // namespace lockmaster
