// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a series is written: name{label="value",…}, as Prometheus does. A rate of a counter is rate(name{…}).
#pragma once

#include <QString>
#include <utility>
#include <vector>

namespace lockmaster {

using SeriesLabels = std::vector<std::pair<QString, QString>>;

/// Values are escaped; labels stand in the order given.
QString seriesText(const QString &metric, const SeriesLabels &labels);

/// "x" of "x", "x{…}", "rate(x)" and "rate(x{…})".
QString metricNameOf(QStringView series);

} // namespace lockmaster
