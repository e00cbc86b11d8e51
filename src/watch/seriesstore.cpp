// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/seriesstore.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr auto kKeepPoints = 2h;
constexpr auto kSlack = 5min;       ///< what is older is dropped in batches
constexpr std::size_t kBatch = 120; ///< rows that are thinned at a time; a multiple of four
constexpr std::size_t kLeastRows = 8;

/// Of points that become the next coarser ones when they are so old, unless they are further apart than that already.
struct Grain {
    std::chrono::seconds age;
    std::chrono::milliseconds apart;
};
constexpr std::array<Grain, 4> kGrains{{{2h, 0ms}, {1h, 8s}, {30min, 4s}, {15min, 2s}}};

} // namespace

void SeriesStore::append(const Snapshot &snapshot)
{
    const bool isEmpty = snapshot.samples.empty();
    if (m_times.empty() && isEmpty)
        return;
    if (!(std::exchange(m_lastIsEmpty, isEmpty) && isEmpty))
        appendRow(snapshot);
    thin(m_times.back());
    count();
}

void SeriesStore::appendRow(const Snapshot &snapshot)
{
    const std::size_t row = m_times.size();
    // A late answer comes after the moment at which it was missed, and was asked for before.
    m_times.push_back(m_times.empty() ? snapshot.taken.steady : std::max(snapshot.taken.steady, m_times.back() + 1us));
    ++m_rows.back();
    std::size_t place = 0;
    for (const Sample &sample : snapshot.samples) {
        SeriesColumn &column = columnOf(sample.series, place++, row);
        if (column.end() <= row)
            column.put(row, sample.value);
    }
    for (SeriesColumn &column : m_columns)
        column.close(row);
}

// Nearly always they come in the order in which they came last.
SeriesColumn &SeriesStore::columnOf(const QString &series, std::size_t place, std::size_t row)
{
    const auto expected = m_columns.begin() + std::ptrdiff_t(std::min(place, m_columns.size()));
    if (const auto found = std::ranges::find(expected, m_columns.end(), series, &SeriesColumn::name);
        found != m_columns.end())
        return *found;
    if (const auto found = std::ranges::find(m_columns.begin(), expected, series, &SeriesColumn::name);
        found != expected)
        return *found;
    return *m_columns.insert(expected, SeriesColumn(series, row));
}

void SeriesStore::thin(SteadyTime now)
{
    std::erase_if(m_columns, [&](const SeriesColumn &column) { return m_times[column.end() - 1] < now - kKeepPoints; });
    if (m_times.front() < now - kKeepPoints - kSlack)
        dropRows(std::size_t(std::ranges::lower_bound(m_times, now - kKeepPoints) - m_times.begin()));
    for (std::size_t grain = kGrains.size() - 1; grain > 0; --grain) {
        const std::size_t from = m_rows[0] + (grain > 1 ? m_rows[1] : 0) + (grain > 2 ? m_rows[2] : 0);
        if (m_rows[grain] < kBatch || m_times[from + kBatch - 1] >= now - kGrains[grain].age)
            continue;
        const bool isClose =
            m_times[from + kBatch - 1] - m_times[from] < kGrains[grain].apart * int(kBatch - 1) * 3 / 4;
        if (isClose)
            halve(from, from + kBatch);
        m_rows[grain] -= kBatch;
        m_rows[grain - 1] += isClose ? kBatch / 2 : kBatch;
    }
}

void SeriesStore::halve(std::size_t from, std::size_t to)
{
    for (SeriesColumn &column : m_columns)
        column.halve(from, to);
    std::size_t kept = from;
    for (std::size_t row = from; row < to; row += 2)
        m_times[kept++] = m_times[row];
    m_times.erase(m_times.begin() + std::ptrdiff_t(kept), m_times.begin() + std::ptrdiff_t(to));
}

void SeriesStore::dropOldest()
{
    dropRows(m_times.size() > kLeastRows ? m_times.size() / 4 : 0);
    count();
}

void SeriesStore::dropRows(std::size_t rows)
{
    for (SeriesColumn &column : m_columns)
        column.dropFirst(rows);
    std::erase_if(m_columns, [](const SeriesColumn &column) { return column.end() == column.first(); });
    m_times.erase(m_times.begin(), m_times.begin() + std::ptrdiff_t(rows));
    for (std::size_t &count : m_rows)
        rows -= std::exchange(count, count - std::min(count, rows)) - count;
}

void SeriesStore::count()
{
    m_bytes = std::int64_t(m_times.capacity() * sizeof(SteadyTime) + m_columns.capacity() * sizeof(SeriesColumn));
    for (const SeriesColumn &column : m_columns)
        m_bytes += column.bytes();
}

std::vector<SeriesPoint> SeriesStore::points(const QString &series, const WallTimes &times, WallTime from) const
{
    std::vector<SeriesPoint> points;
    const auto column = std::ranges::find(m_columns, series, &SeriesColumn::name);
    if (column == m_columns.end())
        return points;
    const auto after = std::ranges::upper_bound(m_times, from == WallTime{} ? SteadyTime::min() : times.at(from));
    const std::size_t before = std::size_t(after - m_times.begin()) - (after == m_times.begin() ? 0 : 1);
    const std::size_t first = std::max(column->first(), before);
    points.reserve(column->end() - std::min(first, column->end()));
    for (std::size_t row = first; row < column->end(); ++row) {
        const bool isGap = !points.empty() && std::isnan(points.back().value);
        const double value = column->at(row);
        if (isGap && std::isnan(value))
            continue;
        if (times.hasSteps() && !isGap && !points.empty() && times.isGapBetween(m_times[row - 1], m_times[row]))
            points.push_back({points.back().at, std::numeric_limits<double>::quiet_NaN()});
        points.push_back({times.of(m_times[row]), value});
    }
    return points;
}

} // namespace lockmaster
