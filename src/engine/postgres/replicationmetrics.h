// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers out of replication: how far standbys are behind and how that changes, how fast WAL is written, slots.
#pragma once

#include "engine/trends/ratetracker.h"
#include "engine/trends/trendtracker.h"
#include "model/metrics.h"
#include "model/postgres/postgres.h"

namespace lockmaster {

class ReplicationMetrics
{
public:
    void add(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    void clear();

private:
    void addWal(const Replication &here, SteadyTime at, std::vector<Sample> &samples);
    void addSenders(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    void addStandby(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples);
    void addSlots(const Replication &here, std::vector<Sample> &samples);
    void addConflicts(const Replication &here, SteadyTime at, std::vector<Sample> &samples);

    RateTracker m_rates;
    TrendTracker m_trends{std::chrono::seconds(15), std::chrono::milliseconds(1500)};
    TrendTracker m_long{std::chrono::seconds(60), std::chrono::milliseconds(1500)};
    std::optional<bool> m_wasInRecovery;
};

} // namespace lockmaster
