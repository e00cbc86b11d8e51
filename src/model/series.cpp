// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/series.h"

#include <QStringList>
#include <algorithm>

namespace lockmaster {
namespace {

QString escaped(QString value)
{
    return value.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'"', QStringLiteral("\\\""))
        .replace(u'\n', QStringLiteral("\\n"));
}

} // namespace

QString seriesText(const QString &metric, const SeriesLabels &labels)
{
    if (labels.empty())
        return metric;
    QStringList parts;
    for (const auto &[label, value] : labels)
        parts << QStringLiteral("%1=\"%2\"").arg(label, escaped(value));
    return metric + u'{' + parts.join(u',') + u'}';
}

QString metricNameOf(QStringView series)
{
    constexpr QStringView kRate{u"rate("};
    if (series.startsWith(kRate))
        series = series.sliced(kRate.size());
    const auto end = std::ranges::find_if(series, [](QChar c) { return c == u'{' || c == u')'; });
    return series.first(end - series.begin()).toString();
}

} // namespace lockmaster
