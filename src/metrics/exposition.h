// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that was measured, for Prometheus: every metric of the registry that has a reader, counters as they are.
#pragma once

#include <QByteArray>
#include <utility>
#include <vector>

#include "model/snapshot.h"

namespace lockmaster {

/// Of a target whose link is live; of any other that it is not up. No series twice.
std::vector<Sample> exposed(const Target &target, const Snapshot &snapshot);

/// The text format 0.0.4 of Prometheus: all samples of a metric together under its HELP and TYPE, a label `target`
/// first. A snapshot may be null.
QByteArray prometheusText(const std::vector<std::pair<Target, SnapshotPtr>> &targets);

} // namespace lockmaster
