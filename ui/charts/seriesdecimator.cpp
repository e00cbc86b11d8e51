// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/seriesdecimator.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace lockmaster {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// The points of the span and one neighbour on each side.
std::span<const SeriesPoint> within(std::span<const SeriesPoint> points, const TimeSpan &span)
{
    auto first = std::ranges::lower_bound(points, span.from, {}, &SeriesPoint::at);
    auto last = std::ranges::upper_bound(points, span.to, {}, &SeriesPoint::at);
    if (first != points.begin())
        --first;
    if (last != points.end())
        ++last;
    return first < last ? std::span(first, last) : std::span<const SeriesPoint>();
}

int columnOf(WallTime at, const TimeSpan &span, int columns)
{
    const double share = double((at - span.from).count()) / double((span.to - span.from).count());
    return std::clamp(int(std::floor(share * columns)), -1, columns);
}

/// Smallest and largest of the column under way.
class Column
{
public:
    void add(const SeriesPoint &point)
    {
        if (!m_low || point.value < m_low->value)
            m_low = point;
        if (!m_high || point.value > m_high->value)
            m_high = point;
    }
    void flushTo(LinePiece &piece)
    {
        if (!m_low)
            return;
        const auto [first, second] = m_low->at <= m_high->at ? std::pair(*m_low, *m_high) : std::pair(*m_high, *m_low);
        piece.append({chartX(first.at), first.value});
        if (second.at != first.at)
            piece.append({chartX(second.at), second.value});
        m_low = m_high = std::nullopt;
    }

private:
    std::optional<SeriesPoint> m_low;
    std::optional<SeriesPoint> m_high;
};

/// The values of all layers at one moment; NaN where a layer has none.
using Moments = std::map<WallTime, std::vector<double>>;

Moments byMoment(const std::vector<std::span<const SeriesPoint>> &layers, const TimeSpan &span)
{
    Moments moments;
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
        for (const SeriesPoint &point : within(layers[layer], span)) {
            auto &values = moments[point.at];
            values.resize(layers.size(), kNothing);
            values[layer] = point.value;
        }
    return moments;
}

/// Upper edges from single values; empty when nothing is known of this moment.
std::vector<double> stacked(const std::vector<double> &values)
{
    if (std::ranges::all_of(values, [](double value) { return std::isnan(value); }))
        return {};
    std::vector<double> edges;
    double sum = 0;
    for (double value : values)
        edges.push_back(sum += std::isnan(value) ? 0 : value);
    return edges;
}

} // namespace

double chartX(WallTime moment)
{
    return double(moment.time_since_epoch().count()) / 1000.0;
}

WallTime fromChartX(double x)
{
    return WallTime(std::chrono::microseconds(std::llround(x * 1000.0)));
}

std::vector<LinePiece> decimate(std::span<const SeriesPoint> points, const TimeSpan &span, int columns)
{
    std::vector<LinePiece> pieces;
    if (span.isEmpty() || columns < 1)
        return pieces;
    LinePiece piece;
    Column column;
    int current = std::numeric_limits<int>::min();
    const auto endPiece = [&] {
        column.flushTo(piece);
        if (!piece.isEmpty())
            pieces.push_back(std::exchange(piece, {}));
    };
    for (const SeriesPoint &point : within(points, span)) {
        if (std::isnan(point.value)) {
            endPiece();
            continue;
        }
        if (const int next = columnOf(point.at, span, columns); next != current) {
            column.flushTo(piece);
            current = next;
        }
        column.add(point);
    }
    endPiece();
    return pieces;
}

std::vector<std::vector<LinePiece>> decimateStack(const std::vector<std::span<const SeriesPoint>> &layers,
                                                  const TimeSpan &span, int columns)
{
    std::vector<std::vector<LinePiece>> result(layers.size());
    if (span.isEmpty() || columns < 1)
        return result;
    std::vector<double> highest;
    double highestX = 0;
    int current = std::numeric_limits<int>::min();
    bool newPiece = true;
    const auto flush = [&] {
        if (highest.empty())
            return;
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            if (newPiece)
                result[layer].emplace_back();
            result[layer].back().append({highestX, highest[layer]});
        }
        newPiece = false;
        highest.clear();
    };
    for (const auto &[at, values] : byMoment(layers, span)) {
        const std::vector<double> edges = stacked(values);
        const int next = columnOf(at, span, columns);
        if (edges.empty() || next != current)
            flush();
        current = next;
        newPiece = newPiece || edges.empty();
        if (!edges.empty() && (highest.empty() || edges.back() > highest.back())) {
            highest = edges;
            highestX = chartX(at);
        }
    }
    flush();
    return result;
}

double valueAt(std::span<const SeriesPoint> points, WallTime moment, std::chrono::milliseconds reach)
{
    const auto after = std::ranges::upper_bound(points, moment, {}, &SeriesPoint::at);
    if (after == points.begin())
        return kNothing;
    const SeriesPoint &point = *(after - 1);
    return moment - point.at <= reach ? point.value : kNothing;
}

} // namespace lockmaster
