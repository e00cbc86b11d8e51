// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a series is written: name{label="value",…}, as Prometheus does. What is told of it, a rate or a sum, is written round
// it: see metrics/seriesnames.h.
#pragma once

#include <QString>
#include <utility>
#include <vector>

namespace lockmaster {

using SeriesLabels = std::vector<std::pair<QString, QString>>;

/// Values are escaped; labels stand in the order given.
QString seriesText(const QString &metric, const SeriesLabels &labels);

/// "x" of "x", "x{…}", "rate(x{…})", "sum(rate(x))" and "deriv(x{…}[1m])".
QString metricNameOf(QStringView series);

} // namespace lockmaster
