// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postgres/replicationmetrics.h"

#include <map>

#include "base/clock.h"
#include "model/postgres/replicationlag.h"
#include "model/series.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

void ReplicationMetrics::add(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples)
{
    if (!state.replication)
        return;
    const Replication &here = *state.replication;
    if (m_wasInRecovery && m_wasInRecovery != here.inRecovery)
        clear();
    m_wasInRecovery = here.inRecovery;
    addWal(here, at, samples);
    addSenders(state, at, samples);
    addStandby(state, at, samples);
    addSlots(here, samples);
    addConflicts(here, at, samples);
}

void ReplicationMetrics::clear()
{
    m_rates.clear();
    m_trends.clear();
    m_long.clear();
}

void ReplicationMetrics::addWal(const Replication &here, SteadyTime at, std::vector<Sample> &samples)
{
    const QString wal = u"lockmaster_wal_bytes"_s;
    if (const auto rate = m_rates.rate(wal, static_cast<std::int64_t>(here.here), at))
        samples.push_back({u"rate(%1)"_s.arg(wal), *rate});
    if (const auto slope = m_long.slope(wal, double(here.here), at))
        samples.push_back({u"lockmaster_wal_bytes_per_second"_s, std::max(*slope, 0.0)});
}

void ReplicationMetrics::addSenders(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples)
{
    std::map<QString, Lag> worst; // of those with the same name the one that is further behind
    for (const WalSender &sender : state.replication->senders) {
        if (!isStandby(sender))
            continue;
        const Lag lag = senderLag(*state.replication, sender, LagStage::Replayed, state.serverNow);
        Lag &known = worst[sender.application];
        if (lag.bytes && (!known.bytes || *lag.bytes > *known.bytes))
            known = lag;
    }
    std::optional<std::int64_t> bytes;
    std::optional<std::chrono::microseconds> time;
    for (const auto &[application, lag] : worst) {
        bytes = std::max(bytes, lag.bytes);
        time = std::max(time, lag.time);
        const SeriesLabels labels{{u"application_name"_s, application}};
        if (!lag.bytes)
            continue;
        samples.push_back({seriesText(u"pg_stat_replication_pg_wal_lsn_diff"_s, labels), double(*lag.bytes)});
        if (lag.time)
            samples.push_back({seriesText(u"lockmaster_replication_lag_seconds"_s, labels), inSeconds(*lag.time)});
        if (const auto slope = m_trends.slope(u"sender "_s + application, double(*lag.bytes), at))
            samples.push_back({seriesText(u"lockmaster_replication_lag_growth_bytes"_s, labels), *slope});
    }
    if (bytes)
        samples.push_back({u"lockmaster_replication_lag_max_bytes"_s, double(*bytes)});
    if (time)
        samples.push_back({u"lockmaster_replication_lag_max_seconds"_s, inSeconds(*time)});
}

void ReplicationMetrics::addStandby(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples)
{
    const Lag lag = standbyLag(*state.replication, state.serverNow);
    if (!lag.bytes)
        return;
    samples.push_back({u"lockmaster_standby_lag_bytes"_s, double(*lag.bytes)});
    if (lag.time)
        samples.push_back({u"lockmaster_standby_lag_seconds"_s, inSeconds(*lag.time)});
    if (const auto slope = m_trends.slope(u"standby"_s, double(*lag.bytes), at))
        samples.push_back({u"lockmaster_standby_lag_growth_bytes"_s, *slope});
}

void ReplicationMetrics::addSlots(const Replication &here, std::vector<Sample> &samples)
{
    for (const ReplicationSlot &slot : here.slotsKept) {
        const SeriesLabels labels{{u"slot_name"_s, slot.name}};
        if (slot.retainedBytes)
            samples.push_back(
                {seriesText(u"pg_replication_slots_pg_wal_lsn_diff"_s, labels), double(*slot.retainedBytes)});
        if (slot.safeBytes)
            samples.push_back(
                {seriesText(u"pg_replication_slots_safe_wal_size_bytes"_s, labels), double(*slot.safeBytes)});
    }
}

void ReplicationMetrics::addConflicts(const Replication &here, SteadyTime at, std::vector<Sample> &samples)
{
    for (const auto &[cause, count] : here.conflicts) {
        const auto slope = m_long.slope(u"conflict "_s + cause, double(count), at);
        if (slope)
            samples.push_back(
                {seriesText(u"lockmaster_conflicts_per_minute"_s, {{u"cause"_s, cause}}), std::max(*slope, 0.0) * 60});
    }
}

} // namespace lockmaster
