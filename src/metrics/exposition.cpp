// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"

#include <QHash>
#include <algorithm>
#include <cmath>

#include "metrics/reading.h"
#include "metrics/registry.h"
#include "model/series.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isUp(const Snapshot &snapshot)
{
    return isLive(snapshot.link) && snapshot.hasData();
}

// Two walsenders of one name and host, for instance: Prometheus takes no series twice.
void addOrJoin(const Metric &metric, const Values &values, std::vector<Sample> &samples)
{
    QHash<QString, std::size_t> places;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QString series = seriesText(metric, values.labels(i));
        const auto known = places.constFind(series);
        if (known == places.cend()) {
            places.insert(series, samples.size());
            samples.push_back({series, double(values.value(i))});
            continue;
        }
        double &value = samples[*known].value;
        const double also = double(values.value(i));
        value = metric.together == Together::Sum ? value + also : std::max(value, also);
    }
}

/// The samples of a metric of a target, whatever its kind.
std::vector<Sample> samplesOf(const Metric &metric, const Target &target, const Snapshot &snapshot,
                              const Reading &reading)
{
    std::vector<Sample> samples;
    if (metric.name == upMetric(target.kind))
        return {{metric.name, isUp(snapshot) ? 1.0 : 0.0}};
    if (metric.kind != target.kind || !isUp(snapshot) || !metric.read)
        return samples;
    Values values;
    values.begin(metric.labels.size());
    metric.read(reading, values);
    addOrJoin(metric, values, samples);
    return samples;
}

QByteArray number(double value)
{
    if (std::isnan(value))
        return QByteArrayLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QByteArrayLiteral("+Inf") : QByteArrayLiteral("-Inf");
    return QByteArray::number(value, 'g', 17);
}

// Puts the label before those that are there.
QString withTarget(const QString &series, const QString &target)
{
    const QString label = seriesText(QString(), {{u"target"_s, target}}).chopped(1);
    const auto brace = series.indexOf(u'{');
    return brace < 0 ? series + label + u'}' : series.first(brace) + label + u',' + series.sliced(brace + 1);
}

QByteArray heading(const Metric &metric)
{
    const QByteArray name(metric.name.data(), metric.name.size());
    const QByteArray help = QString(metric.help).replace(u'\\', u"\\\\"_s).toUtf8();
    return "# HELP " + name + ' ' + help + "\n# TYPE " + name
           + (metric.type == MetricType::Counter ? " counter\n" : " gauge\n");
}

std::vector<const Metric *> byName()
{
    std::vector<const Metric *> metrics;
    for (const Metric &metric : allMetrics())
        metrics.push_back(&metric);
    std::ranges::sort(metrics, {}, &Metric::name);
    return metrics;
}

} // namespace

std::vector<Sample> exposed(const Target &target, const Snapshot &snapshot)
{
    const Reading reading(snapshot);
    std::vector<Sample> all;
    for (const Metric &metric : allMetrics())
        std::ranges::move(samplesOf(metric, target, snapshot, reading), std::back_inserter(all));
    return all;
}

QByteArray prometheusText(const std::vector<std::pair<Target, SnapshotPtr>> &targets)
{
    const Snapshot nothing;
    std::vector<Reading> readings;
    readings.reserve(targets.size());
    for (const auto &[target, snapshot] : targets)
        readings.emplace_back(snapshot ? *snapshot : nothing);
    QByteArray text;
    for (const Metric *metric : byName()) {
        QByteArray lines;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const auto &[target, snapshot] = targets[i];
            for (const Sample &sample : samplesOf(*metric, target, snapshot ? *snapshot : nothing, readings[i]))
                lines += withTarget(sample.series, target.name).toUtf8() + ' ' + number(sample.value) + '\n';
        }
        if (!lines.isEmpty())
            text += heading(*metric) + lines;
    }
    return text;
}

} // namespace lockmaster
