// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Why a chart has nothing to draw, for ChartSpec::whyEmpty.
#pragma once

#include <QString>

namespace lockmaster {

struct Snapshot;

/// Why a chart of sessions is empty; empty when they are not hidden.
QString whySessionsAreMissing(const Snapshot &snapshot);

} // namespace lockmaster
