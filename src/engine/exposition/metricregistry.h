// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The registry of metric names. They are those of the Prometheus exporters (postgres_exporter 0.20, pgbouncer_exporter
// 0.10, redis_exporter 1.69), so that alerts and dashboards can be carried over; ours begin with lockmaster_. The
// entries are lines of resources/metrics/<kind>.tsv: a further metric is one more line there.
#pragma once

#include <QString>
#include <vector>

#include "model/target.h"

namespace lockmaster {

enum class MetricType { Gauge, Counter };

struct MetricInfo {
    QString name;
    ServerKind kind = ServerKind::PostgreSql;
    MetricType type = MetricType::Gauge;
    QString unit;   ///< "seconds", "bytes", "ratio"; empty: a count
    QString since;  ///< first version of the server that has it; empty: all that are supported
    QString source; ///< "pg_stat_database.xact_commit", "SHOW POOLS cl_active", "INFO used_memory"
    QString help;   ///< one sentence

    bool operator==(const MetricInfo &) const = default;
};

/// All, kind by kind in the order of their files. Read once; any thread.
const std::vector<MetricInfo> &metricRegistry();

/// The entry of a series, see model/series.h. Null: nobody registered it, which is a mistake of ours.
const MetricInfo *metricOf(QStringView series);

} // namespace lockmaster
