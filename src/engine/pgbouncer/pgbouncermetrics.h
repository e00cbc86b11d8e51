// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of what PgBouncer said: gauges of each pool and of all, rates from counters that begin anew with each
// start.
#pragma once

#include <optional>

#include "engine/source/source.h"
#include "engine/trends/ratetracker.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

/// Series are named as pgbouncer_exporter names them: with labels for one pool, without for the sum of all (the
/// highest, for a wait). Ours begin with lockmaster_. The console's own pool is not counted.
class PgBouncerMetrics : public Metrics
{
public:
    std::vector<Sample> samples(const ServerData &data, SteadyTime at) override;

private:
    void counterSamples(const PgBouncerState &state, SteadyTime at, std::vector<Sample> &samples);

    RateTracker m_rates;
    std::shared_ptr<const PgBouncerState> m_last;
};

} // namespace lockmaster
