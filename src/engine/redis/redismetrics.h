// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of what a Redis server said: gauges as they are, rates from counters that may have been reset.
#pragma once

#include <optional>

#include "engine/source/source.h"
#include "engine/trends/ratetracker.h"

namespace lockmaster {

/// Series are named as redis_exporter names them; ours begin with lockmaster_. lockmaster_hit_ratio is of the time
/// since the sample before, and missing when no key was asked for.
class RedisMetrics final : public Metrics
{
public:
    std::vector<Sample> samples(const ServerData &data, SteadyTime at) override;

private:
    void addRates(const RedisState &state, SteadyTime at, std::vector<Sample> &samples);
    void addHitRatio(const RedisState &state, std::vector<Sample> &samples);

    struct Lookups {
        std::int64_t hits = 0;
        std::int64_t misses = 0;
    };
    RateTracker m_rates;
    QString m_runId;
    std::optional<Lookups> m_lookups;
};

} // namespace lockmaster
