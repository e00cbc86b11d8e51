// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered of one metric from one reading to the next, so that its series can be told as rates and trends.
#pragma once

#include "metrics/counterrate.h"
#include "metrics/metric.h"
#include "metrics/trend.h"
#include "model/metrics.h"

namespace lockmaster {

class FollowedMetric
{
public:
    explicit FollowedMetric(const Metric &metric);

    [[nodiscard]] const Metric &metric() const { return *m_metric; }
    /// Reads the metric and adds its samples; `values` is room to read into.
    void sample(const Reading &reading, SteadyTime at, Values &values, std::vector<Sample> &samples);
    /// Of all series together, as told with the last sample; nothing when none had a rate.
    [[nodiscard]] std::optional<double> totalRate() const { return m_totalRate; }
    /// The server was started anew: its counters do not go on.
    void forget();

private:
    struct Series {
        std::vector<QString> labels;
        std::vector<QString> names; ///< of its samples, in the order of kOfOneSeries
        CounterRate rate;
        Trend trend;
        SteadyTime seen{};
        std::uint64_t readIn = 0; ///< with which reading it came last
    };
    void read(const Reading &reading, SteadyTime at, Values &values);
    Series &seriesOf(std::size_t place, std::span<const QString> labels);
    [[nodiscard]] Series newSeries(std::span<const QString> labels) const;
    void add(Series &series, Amount value, SteadyTime at);
    void addTotals(const Values &values);
    [[nodiscard]] bool isTold(ToldAs as) const { return m_metric->told.testAnyFlags(as); }

    const Metric *m_metric;
    QString m_totalName;
    QString m_totalRateName;
    std::uint64_t m_readings = 0;
    std::vector<Series> m_series;  ///< in the order in which they were read
    std::vector<Sample> m_samples; ///< of the last reading
    std::optional<double> m_totalRate;
    std::optional<Amount> m_reading;
    std::optional<SteadyTime> m_lastRead; ///< with at least one series
};

} // namespace lockmaster
