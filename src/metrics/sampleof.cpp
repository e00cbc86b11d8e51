// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sampleof.h"

#include <algorithm>

#include "metrics/seriesnames.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

std::optional<double> sampleOf(const Snapshot &snapshot, QStringView series)
{
    Q_ASSERT(isToldSeries(series));
    const auto found = std::ranges::find(snapshot.samples, series, &Sample::series);
    return found == snapshot.samples.end() ? std::nullopt : std::optional(found->value);
}

std::optional<double> minuteRateOf(const Snapshot &snapshot, const QString &series)
{
    return sampleOf(snapshot, u"rate("_s + series + u"[1m])"_s);
}

std::optional<double> slopeOf(const Snapshot &snapshot, const QString &series)
{
    return sampleOf(snapshot, u"deriv("_s + series + u"[15s])"_s);
}

std::optional<double> growthPerMinute(const Snapshot &snapshot, const QString &series)
{
    constexpr double kMinute = 60;
    const auto longer = sampleOf(snapshot, u"deriv("_s + series + u"[1m])"_s);
    const auto shorter = slopeOf(snapshot, series);
    return longer && shorter ? std::optional(std::min(*longer, *shorter) * kMinute) : std::nullopt;
}

} // namespace lockmaster
