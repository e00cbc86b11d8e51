// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exposition/metricregistry.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include "model/series.h"

namespace lockmaster {
namespace {

constexpr int kColumns = 6;

// name, type, unit, since, source, help; "-" stands for nothing, lines that begin with # are remarks.
void readMetrics(ServerKind kind, std::vector<MetricInfo> &all)
{
    QFile file(QStringLiteral(":/metrics/%1.tsv").arg(recordOf(kind).name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        QStringList cells = line.split(u'\t', Qt::SkipEmptyParts);
        if (line.startsWith(u'#') || cells.size() != kColumns)
            continue;
        cells.replaceInStrings(QRegularExpression(QStringLiteral("^-$")), QString());
        all.push_back({cells[0], kind, cells[1] == u"counter" ? MetricType::Counter : MetricType::Gauge, cells[2],
                       cells[3], cells[4], cells[5]});
    }
}

std::vector<MetricInfo> readAll()
{
    std::vector<MetricInfo> all;
    for (const ServerKind kind :
         {ServerKind::PostgreSql, ServerKind::PgBouncer, ServerKind::Redis, ServerKind::Sentinel})
        readMetrics(kind, all);
    return all;
}

} // namespace

const std::vector<MetricInfo> &metricRegistry()
{
    static const std::vector<MetricInfo> all = readAll();
    return all;
}

const MetricInfo *metricOf(QStringView series)
{
    static const QHash<QString, const MetricInfo *> byName = [] {
        QHash<QString, const MetricInfo *> names;
        for (const MetricInfo &metric : metricRegistry())
            names.insert(metric.name, &metric);
        return names;
    }();
    return byName.value(metricNameOf(series));
}

} // namespace lockmaster
