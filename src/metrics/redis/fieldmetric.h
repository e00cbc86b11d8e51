// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Most metrics of Redis are a field of one of its answers.
#pragma once

#include "metrics/metric.h"

namespace lockmaster {

/// `source` is "INFO used_memory"; "ok" and "up" are 1, "err", "fail" and "down" are 0.
Metric field(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
             QLatin1StringView source, QLatin1StringView help, ToldAs told = {});
/// The same in seconds, of a field in microseconds.
Metric microsecondField(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                        QLatin1StringView source, QLatin1StringView help);
/// Of a replica: its primary's address is in the labels.
Metric ofPrimary(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                 QLatin1StringView source, QLatin1StringView help);
/// "CLUSTER INFO cluster_size".
Metric clusterField(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
                    QLatin1StringView source, QLatin1StringView help);
/// "CONFIG GET maxclients".
Metric setting(QLatin1StringView name, MetricType type, QLatin1StringView unit, QLatin1StringView since,
               QLatin1StringView source, QLatin1StringView help);

} // namespace lockmaster
