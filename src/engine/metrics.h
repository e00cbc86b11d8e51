// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of snapshots: gauges as they are, rates from counters that may have been reset.
#pragma once

#include <QHash>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "model/metrics.h"
#include "model/postgres.h"

namespace lockmaster {

/// Rates from cumulative counters. A counter that went down was reset: that interval gives no rate, never a spike.
class RateTracker
{
public:
    /// Per second since the last call for this name; nothing at the first, after a reset or within the same moment.
    std::optional<double> rate(const QString &name, std::int64_t counter, SteadyTime at);
    /// Forget all, e.g. because the server was restarted.
    void clear() { m_last.clear(); }

private:
    struct Last {
        std::int64_t counter = 0;
        SteadyTime at{};
    };
    QHash<QString, Last> m_last;
};

/// The samples of one target, moment by moment. Series are named as the Prometheus exporters name them; ours begin
/// with lockmaster_, and a rate of a counter is written rate(name).
class PostgresMetrics
{
public:
    std::vector<Sample> samples(const PostgresState &state, SteadyTime at);

private:
    void sessionSamples(const PostgresState &state, std::vector<Sample> &samples) const;
    void counterSamples(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);

    RateTracker m_rates;
    std::optional<ServerTime> m_started;
    std::optional<std::int64_t> m_lastHit;
    std::optional<std::int64_t> m_lastRead;
};

} // namespace lockmaster
