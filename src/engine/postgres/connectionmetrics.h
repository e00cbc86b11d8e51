// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the number of connections moves: used ones, and the idle ones of each application.
#pragma once

#include "engine/trends/trendtracker.h"
#include "model/metrics.h"
#include "model/postgres/postgres.h"

namespace lockmaster {

class ConnectionMetrics
{
public:
    void add(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    void clear();

private:
    /// The lesser of both, so that a burst of connections that has ended is no growth.
    std::optional<double> growth(const QString &name, int count, SteadyTime at);

    TrendTracker m_long{std::chrono::seconds(60), std::chrono::milliseconds(5000)};
    TrendTracker m_short{std::chrono::seconds(15), std::chrono::milliseconds(5000)};
};

} // namespace lockmaster
