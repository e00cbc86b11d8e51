// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the series of snapshots' samples are written: as an expression of PromQL over a metric of the registry. A rate
// without a time in brackets is that between the last two readings.
#pragma once

#include "metrics/metric.h"

namespace lockmaster {

/// "sum(rate(pg_stat_database_deadlocks))". `series` is the metric's name, with labels where it is of one series.
QString seriesName(Told as, const Metric &metric, const QString &series);

/// Snapshots of some kind of server have samples of this series, whatever the values of its labels.
bool isToldSeries(QStringView name);

} // namespace lockmaster
