// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of what a PostgreSQL server said: gauges as they are, rates from counters that may have been reset.
#pragma once

#include <optional>

#include "engine/postgres/connectionmetrics.h"
#include "engine/postgres/replicationmetrics.h"
#include "engine/source/source.h"
#include "engine/trends/ratetracker.h"

namespace lockmaster {

/// The samples of one target, moment by moment. Series are named as the Prometheus exporters name them; ours begin
/// with lockmaster_, and a rate of a counter is written rate(name).
class PostgresMetrics : public Metrics
{
public:
    std::vector<Sample> samples(const ServerData &data, SteadyTime at) override;

private:
    static void sessionSamples(const PostgresState &state, std::vector<Sample> &samples);
    static void stateSamples(const PostgresState &state, std::vector<Sample> &samples);
    void counterSamples(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    [[nodiscard]] std::vector<Sample> ratesTo(const DatabaseCounters &sum, SteadyTime at);

    RateTracker m_rates;
    ConnectionMetrics m_connections;
    ReplicationMetrics m_replication;
    std::optional<ServerTime> m_started;
    std::optional<DatabaseCounters> m_last; ///< sums of what was read last
    std::vector<Sample> m_lastRates;        ///< between the last two readings
};

} // namespace lockmaster
