// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sampler.h"

#include <algorithm>
#include <utility>

#include "metrics/reading.h"
#include "metrics/registry.h"

namespace lockmaster {

Sampler::Sampler(ServerKind kind) : m_kind(kind)
{
    for (const Metric &metric : metricsOf(kind)) {
        if (metric.told && metric.read)
            m_followed.emplace_back(metric);
        else if (metric.told)
            m_ratios.push_back(&metric);
    }
}

std::vector<Sample> Sampler::samples(const ServerData &data, SteadyTime at)
{
    const ServerData before = std::exchange(m_last, data);
    if (before.hasData() && isAnotherLife(m_kind, before, data))
        std::ranges::for_each(m_followed, &FollowedMetric::forget);
    const Reading reading(data);
    std::vector<Sample> samples;
    for (FollowedMetric &metric : m_followed)
        metric.sample(reading, at, m_values, samples);
    addRatios(samples);
    return samples;
}

void Sampler::addRatios(std::vector<Sample> &samples) const
{
    for (const Metric *metric : m_ratios) {
        const auto part = rateOf(metric->ratio.part);
        double whole = 0;
        for (const QLatin1StringView name : metric->ratio.whole)
            whole += rateOf(name).value_or(0);
        if (part && whole > 0)
            samples.push_back({metric->name, *part / whole});
    }
}

std::optional<double> Sampler::rateOf(QLatin1StringView metric) const
{
    const auto found =
        std::ranges::find(m_followed, metric, [](const FollowedMetric &followed) { return followed.metric().name; });
    return found == m_followed.end() ? std::nullopt : found->totalRate();
}

} // namespace lockmaster
