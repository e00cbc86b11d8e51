// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows or columns, as ranges to tell views about. When they are many, the gaps between them are told too: a signal
// costs more than a row that is looked at in vain.
#pragma once

#include <utility>
#include <vector>

namespace lockmaster {

class IndexRanges
{
public:
    using Range = std::pair<int, int>; ///< first and last

    /// In ascending order.
    void append(int index)
    {
        const bool isNear = !m_ranges.empty() && (index == m_ranges.back().second + 1 || m_ranges.size() == kMost);
        if (isNear)
            m_ranges.back().second = index;
        else
            m_ranges.emplace_back(index, index);
    }

    [[nodiscard]] const std::vector<Range> &ranges() const { return m_ranges; }

private:
    static constexpr std::size_t kMost = 64;
    std::vector<Range> m_ranges;
};

} // namespace lockmaster
