// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the number of connections moves: used ones, and the idle ones of each application.
#pragma once

#include "engine/trendtracker.h"
#include "model/metrics.h"
#include "model/postgres.h"

namespace lockmaster {

class ConnectionMetrics
{
public:
    void add(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    void clear() { m_trends.clear(); }

private:
    TrendTracker m_trends{std::chrono::seconds(120), std::chrono::milliseconds(2500)};
};

} // namespace lockmaster
