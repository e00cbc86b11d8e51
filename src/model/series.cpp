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
    const auto labels = std::ranges::find(series, u'{');
    QStringView name = series.first(labels - series.begin()); // what labels hold may look like anything
    name = name.sliced(name.lastIndexOf(u'(') + 1);
    return name.first(std::ranges::find_if(name, [](QChar c) { return c == u')' || c == u'['; }) - name.begin())
        .toString();
}

} // namespace lockmaster
