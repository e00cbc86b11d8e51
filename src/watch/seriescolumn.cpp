// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/seriescolumn.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lockmaster {
namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kGrow = 128; ///< doubling would leave half of it unused
constexpr std::size_t kGroup = 4;

std::array<float, 2> extremes(const std::array<float, kGroup> &group)
{
    const auto isKnown = [](float value) { return !std::isnan(value); };
    if (std::ranges::none_of(group, isKnown))
        return {kNothing, kNothing};
    if (!std::ranges::all_of(group, isKnown)) {
        const float highest = std::ranges::fold_left(group, kNothing, [](float a, float b) { return std::fmax(a, b); });
        return std::isnan(group.front()) ? std::array{kNothing, highest} : std::array{highest, kNothing};
    }
    const auto [low, high] = std::ranges::minmax_element(group);
    return low < high ? std::array{*low, *high} : std::array{*high, *low};
}

} // namespace

float SeriesColumn::at(std::size_t row) const
{
    return row >= m_first && row < end() ? m_values[row - m_first] : kNothing;
}

void SeriesColumn::put(std::size_t row, double value)
{
    if (m_values.size() == m_values.capacity())
        m_values.reserve(m_values.size() + kGrow);
    if (row > end())
        m_values.resize(row - m_first, kNothing);
    m_values.push_back(static_cast<float>(value));
}

void SeriesColumn::close(std::size_t row)
{
    if (row == end() && !m_values.empty() && !std::isnan(m_values.back()))
        put(row, kNothing);
}

void SeriesColumn::halve(std::size_t from, std::size_t to)
{
    const std::size_t begin = std::clamp(m_first, from, to);
    const std::size_t last = std::clamp(end(), from, to);
    if (begin == last) { // none of it is here
        m_first -= m_first >= to ? (to - from) / 2 : 0;
        return;
    }
    const std::size_t firstGroup = (begin - from) / kGroup;
    const std::size_t groups = (last - from + kGroup - 1) / kGroup - firstGroup;
    const std::size_t before = begin - m_first;
    std::vector<float> values(m_values.begin(), m_values.begin() + std::ptrdiff_t(before));
    for (std::size_t group = firstGroup; group < firstGroup + groups; ++group) {
        const std::size_t row = from + group * kGroup;
        const auto two = extremes({at(row), at(row + 1), at(row + 2), at(row + 3)});
        values.insert(values.end(), two.begin(), two.end());
    }
    values.insert(values.end(), m_values.begin() + std::ptrdiff_t(last - m_first), m_values.end());
    m_first = before > 0 ? m_first : from + 2 * firstGroup;
    m_values = std::move(values);
}

void SeriesColumn::dropFirst(std::size_t rows)
{
    const std::size_t gone = std::min(rows - std::min(rows, m_first), m_values.size());
    m_values.erase(m_values.begin(), m_values.begin() + std::ptrdiff_t(gone));
    m_values.shrink_to_fit();
    m_first -= std::min(rows, m_first);
}

std::int64_t SeriesColumn::bytes() const
{
    constexpr std::int64_t kSmall = 64; // the column itself and its name's header
    return std::int64_t(m_values.capacity() * sizeof(float)) + 2 * m_name.size() + kSmall;
}

} // namespace lockmaster
