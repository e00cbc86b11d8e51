// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that was measured as raw metrics, for Prometheus: counters as they are, not as rates. Pure.
#pragma once

#include <QByteArray>
#include <vector>

#include "model/snapshot.h"

namespace lockmaster {

/// The metrics of one kind of server; a kind is one file expose<kind>.cpp. What is not known gives no sample.
std::vector<Sample> exposed(const PostgresState &state);
std::vector<Sample> exposed(const PgBouncerState &state);
std::vector<Sample> exposed(const RedisState &state);
std::vector<Sample> exposed(const SentinelState &state);

/// Of a snapshot: its data when the link is live, and pg_up, pgbouncer_up or redis_up, which is 0 when it is not.
std::vector<Sample> exposed(const Target &target, const Snapshot &snapshot);

/// The text format 0.0.4 of Prometheus: all samples of a metric together under its HELP and TYPE, a label `target` first.
QByteArray prometheusText(const std::vector<std::pair<QString, std::vector<Sample>>> &byTarget);

} // namespace lockmaster
