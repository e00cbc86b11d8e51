// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exposition/exposition.h"

#include <QMap>
#include <cmath>

#include "engine/exposition/metricregistry.h"
#include "model/postgres/postgres.h"
#include "model/series.h"

namespace lockmaster {
namespace {

QString upMetric(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return QStringLiteral("pg_up");
    case ServerKind::PgBouncer: return QStringLiteral("pgbouncer_up");
    case ServerKind::Redis:
    case ServerKind::Sentinel: break;
    }
    return QStringLiteral("redis_up");
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
    const QString label = seriesText({}, {{QStringLiteral("target"), target}}).chopped(1);
    const auto brace = series.indexOf(u'{');
    return brace < 0 ? series + label + u'}' : series.first(brace) + label + u',' + series.sliced(brace + 1);
}

QByteArray heading(const QString &metric)
{
    const MetricInfo *info = metricOf(metric);
    QByteArray text;
    if (info)
        text += "# HELP " + metric.toUtf8() + ' ' + info->help.toUtf8() + '\n';
    const bool isCounter = info && info->type == MetricType::Counter;
    return text + "# TYPE " + metric.toUtf8() + (isCounter ? " counter\n" : " gauge\n");
}

} // namespace

std::vector<Sample> exposed(const Target &target, const Snapshot &snapshot)
{
    const bool isUp = isLive(snapshot.link) && snapshot.hasData();
    std::vector<Sample> samples;
    if (isUp && snapshot.postgres)
        samples = exposed(*snapshot.postgres);
    if (isUp && snapshot.pgbouncer)
        samples = exposed(*snapshot.pgbouncer);
    if (isUp && snapshot.redis)
        samples = exposed(*snapshot.redis);
    if (isUp && snapshot.sentinel)
        samples = exposed(*snapshot.sentinel);
    samples.insert(samples.begin(), {upMetric(target.kind), isUp ? 1.0 : 0.0});
    return samples;
}

QByteArray prometheusText(const std::vector<std::pair<QString, std::vector<Sample>>> &byTarget)
{
    QMap<QString, QByteArray> lines; // by metric
    for (const auto &[target, samples] : byTarget) {
        for (const Sample &sample : samples)
            lines[metricNameOf(sample.series)] +=
                withTarget(sample.series, target).toUtf8() + ' ' + number(sample.value) + '\n';
    }
    QByteArray text;
    for (auto entry = lines.cbegin(); entry != lines.cend(); ++entry)
        text += heading(entry.key()) + entry.value();
    return text;
}

} // namespace lockmaster
