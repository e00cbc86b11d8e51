// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/followedmetric.h"

#include <algorithm>
#include <array>
#include <utility>

#include "metrics/reading.h"
#include "metrics/seriesnames.h"

namespace lockmaster {
namespace {

using namespace std::chrono_literals;

constexpr std::array kOfOneSeries{Told::Value, Told::Rate, Told::MinuteRate, Told::Slope, Told::MinuteSlope};
constexpr ToldAs kRates = ToldAs(Told::Rate) | Told::TotalRate;
constexpr ToldAs kTrends = ToldAs(Told::MinuteRate) | Told::Slope | Told::MinuteSlope;

/// One that is not there for a moment, an application without idle sessions, goes on when it comes back.
constexpr std::chrono::seconds kRemembered{60};
constexpr std::chrono::milliseconds kLeastOfSlope{1500};
constexpr std::chrono::milliseconds kLeastOfMinute{5000};

std::optional<double> numberOf(Told as, double value, std::optional<double> rate, const Trend &trend)
{
    switch (as) {
    case Told::Value: return value;
    case Told::Rate: return rate;
    case Told::MinuteRate: // of a counter: it does not fall
        return trend.slope(60s, kLeastOfMinute).transform([](double slope) { return std::max(slope, 0.0); });
    case Told::Slope: return trend.slope(15s, kLeastOfSlope);
    case Told::MinuteSlope: return trend.slope(60s, kLeastOfMinute);
    case Told::Total:
    case Told::TotalRate: break;
    }
    return {};
}

} // namespace

FollowedMetric::FollowedMetric(const Metric &metric)
    : m_metric(&metric)
    , m_totalName(seriesName(Told::Total, metric, metric.name))
    , m_totalRateName(seriesName(Told::TotalRate, metric, metric.name))
{
}

void FollowedMetric::forget()
{
    m_series.clear();
    m_samples.clear();
    m_totalRate.reset();
    m_reading.reset();
    m_lastRead.reset();
}

void FollowedMetric::sample(const Reading &reading, SteadyTime at, Values &values, std::vector<Sample> &samples)
{
    const auto now = m_metric->reading ? std::optional(m_metric->reading(reading)) : std::nullopt;
    // Counters that were not read anew tell what they told, not a rate of 0 and then one that is too high.
    if (!now || now != m_reading)
        read(reading, at, values);
    m_reading = now;
    samples.insert(samples.end(), m_samples.begin(), m_samples.end());
}

void FollowedMetric::read(const Reading &reading, SteadyTime at, Values &values)
{
    values.begin(m_metric->labels.size());
    m_metric->read(reading, values);
    m_samples.clear();
    m_totalRate.reset();
    ++m_readings;
    for (std::size_t i = 0; i < values.size(); ++i)
        add(seriesOf(i, values.labels(i)), values.value(i), at);
    std::erase_if(m_series, [at](const Series &series) { return at - series.seen > kRemembered; });
    addTotals(values);
    m_lastRead = values.size() > 0 ? std::optional(at) : std::nullopt;
}

// Nearly always they come in the order in which they came last.
FollowedMetric::Series &FollowedMetric::seriesOf(std::size_t place, std::span<const QString> labels)
{
    const auto isIt = [&](const Series &series) { return std::ranges::equal(series.labels, labels); };
    const auto expected = m_series.begin() + std::ptrdiff_t(std::min(place, m_series.size()));
    if (const auto found = std::find_if(expected, m_series.end(), isIt); found != m_series.end())
        return *found;
    if (const auto found = std::find_if(m_series.begin(), expected, isIt); found != expected)
        return *found;
    return *m_series.insert(expected, newSeries(labels));
}

FollowedMetric::Series FollowedMetric::newSeries(std::span<const QString> labels) const
{
    Series series{{labels.begin(), labels.end()}};
    const QString text = seriesText(*m_metric, labels);
    for (const Told as : kOfOneSeries)
        series.names.push_back(isTold(as) ? seriesName(as, *m_metric, text) : QString());
    // A database or an error that is new since the last reading: its counter was 0 then.
    if (m_lastRead && m_metric->type == MetricType::Counter)
        series.rate.next(0, *m_lastRead);
    return series;
}

void FollowedMetric::add(Series &series, Amount value, SteadyTime at)
{
    if (std::exchange(series.readIn, m_readings) == m_readings)
        return; // told twice
    series.seen = at;
    const auto rate = isTold(kRates) ? series.rate.next(value, at) : std::nullopt;
    if (rate)
        m_totalRate = m_totalRate.value_or(0) + *rate;
    if (isTold(kTrends))
        series.trend.add(double(value), at);
    for (std::size_t i = 0; i < kOfOneSeries.size(); ++i) {
        if (const auto told =
                isTold(kOfOneSeries[i]) ? numberOf(kOfOneSeries[i], double(value), rate, series.trend) : std::nullopt)
            m_samples.push_back({series.names[i], *told});
    }
}

void FollowedMetric::addTotals(const Values &values)
{
    if (isTold(Told::Total)) {
        const bool isSum = m_metric->together == Together::Sum;
        std::optional<double> total = isSum ? std::optional(0.0) : std::nullopt;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double value = double(values.value(i));
            total = isSum ? *total + value : std::max(total.value_or(value), value);
        }
        if (total)
            m_samples.push_back({m_totalName, *total});
    }
    if (isTold(Told::TotalRate) && m_totalRate)
        m_samples.push_back({m_totalRateName, *m_totalRate});
}

} // namespace lockmaster
