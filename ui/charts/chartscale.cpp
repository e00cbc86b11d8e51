// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartscale.h"

#include "base/format.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace lockmaster {

namespace {

using namespace std::chrono_literals;

constexpr int kSteps = 5;
constexpr int kTickWidth = 76;
constexpr double kFarthestLimit = 2;
constexpr double kLeastSeconds = 1e-6; ///< a label has no smaller unit

double roundStep(double step, std::initializer_list<double> factors = {1.0, 2.0, 2.5, 5.0})
{
    const double power = std::pow(10, std::floor(std::log10(step)));
    for (double factor : factors)
        if (step <= factor * power * 1.000001)
            return factor * power;
    return 10 * power;
}

/// Durations read best in steps of their own units. Their labels are cut: 2.5 µs would read as 2 µs, 12.5 ms as 12 ms.
double roundSeconds(double step)
{
    static constexpr std::array kRound{1.0,   2.0,   5.0,   10.0,  15.0,   30.0,  60.0,
                                       120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0};
    if (step <= 0.5)
        return std::max(kLeastSeconds, roundStep(step, {1.0, 2.0, 5.0}));
    const auto found = std::ranges::lower_bound(kRound, step);
    return found != kRound.end() ? *found : std::ceil(step / 3600) * 3600;
}

/// Bytes are written in binary units: their steps are powers of two.
double roundBytes(double step)
{
    return std::max(1.0, std::exp2(std::ceil(std::log2(step))));
}

bool isBytes(ChartUnit unit)
{
    return unit == ChartUnit::Bytes || unit == ChartUnit::ByteRate;
}

std::chrono::microseconds toDuration(double seconds)
{
    return std::chrono::microseconds(std::llround(seconds * 1e6));
}

} // namespace

ValueScale valueScale(double lowest, double highest, ChartUnit unit)
{
    if (unit == ChartUnit::Ratio)
        return lowest >= 0.9 && lowest <= highest ? ValueScale{0.9, 1, 0.02} : ValueScale{0, 1, 0.2};
    if (!(highest > 0))
        return {0, 1, 1};
    const double least = highest / kSteps;
    double step = isBytes(unit)                 ? roundBytes(least)
                  : unit == ChartUnit::Duration ? roundSeconds(least)
                                                : roundStep(least);
    if (unit == ChartUnit::Count)
        step = std::max(1.0, step == 2.5 ? 5.0 : step);
    return {0, std::ceil(highest / step * 1.0001) * step, step};
}

double highestShown(double highest, const std::vector<double> &limits)
{
    double shown = highest;
    for (const double limit : limits)
        if (limit <= kFarthestLimit * highest)
            shown = std::max(shown, limit);
    return shown;
}

std::vector<WallTime> timeTicks(const TimeSpan &span, int width)
{
    static constexpr std::array kRound{1s,   2s,   5s,    10s,   15s,   30s,    60s,    120s,   300s,
                                       600s, 900s, 1800s, 3600s, 7200s, 10800s, 21600s, 43200s, 86400s};
    std::vector<WallTime> ticks;
    if (span.isEmpty() || width < kTickWidth)
        return ticks;
    const auto least = std::chrono::ceil<std::chrono::seconds>(span.to - span.from) * kTickWidth / width;
    const auto found = std::ranges::lower_bound(kRound, least);
    const std::chrono::seconds step = found != kRound.end() ? *found : least;
    const auto first = (span.from.time_since_epoch() + step - 1us) / step * step;
    for (WallTime at{first}; at <= span.to; at += step)
        ticks.push_back(at);
    return ticks;
}

QString axisText(double value, ChartUnit unit)
{
    switch (unit) {
    case ChartUnit::Ratio: return QStringLiteral("%1 %").arg(QLocale().toString(value * 100, 'f', 0));
    case ChartUnit::Duration: return formatDuration(toDuration(value));
    case ChartUnit::Bytes: return formatBytes(std::llround(value));
    case ChartUnit::ByteRate: return formatBytes(std::llround(value)) + QStringLiteral("/s");
    case ChartUnit::Rate: return QLocale().toString(value, 'g', 6) + QStringLiteral("/s");
    case ChartUnit::Count: break;
    }
    return QLocale().toString(value, 'g', 6);
}

QString valueText(double value, ChartUnit unit)
{
    if (std::isnan(value))
        return unknownValue();
    switch (unit) {
    case ChartUnit::Count: return formatCount(std::llround(value));
    case ChartUnit::Rate: return formatRate(value);
    case ChartUnit::Ratio: return formatPercent(value);
    case ChartUnit::Duration: return formatDuration(toDuration(value));
    case ChartUnit::Bytes: return formatBytes(std::llround(value));
    case ChartUnit::ByteRate: return formatBytes(std::llround(value)) + QStringLiteral("/s");
    }
    return unknownValue();
}

QString tickText(WallTime moment, const TimeSpan &span)
{
    const QString text = formatTimeOfDay(moment);
    return span.to - span.from < 10min ? text : text.left(5);
}

} // namespace lockmaster
