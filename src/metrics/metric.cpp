// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric.h"

#include "model/series.h"

namespace lockmaster {

QString seriesText(const Metric &metric, std::span<const QString> labels)
{
    SeriesLabels named;
    for (std::size_t i = 0; i < labels.size(); ++i)
        named.emplace_back(metric.labels[i], labels[i]);
    return seriesText(QString(metric.name), named);
}

} // namespace lockmaster
