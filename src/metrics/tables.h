// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that make up the registry, one for each subject of a kind of server.
#pragma once

#include "metrics/metric.h"

namespace lockmaster {

inline constexpr MetricType kGauge = MetricType::Gauge;
inline constexpr MetricType kCounter = MetricType::Counter;

std::vector<Metric> serverMetrics();
std::vector<Metric> sessionMetrics();
std::vector<Metric> databaseMetrics();
std::vector<Metric> replicationMetrics();
std::vector<Metric> checkpointMetrics();
std::vector<Metric> vacuumMetrics();

std::vector<Metric> poolMetrics();
std::vector<Metric> poolerMetrics();

std::vector<Metric> redisServerFields();
std::vector<Metric> redisStatFields();
std::vector<Metric> redisMemoryFields();
std::vector<Metric> redisPersistenceFields();
std::vector<Metric> redisReplicationFields();
std::vector<Metric> redisClusterFields();
std::vector<Metric> redisSettings();
std::vector<Metric> redisMetrics();
std::vector<Metric> sentinelMetrics();

} // namespace lockmaster
