// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/postgres/postgresmetrics.h"

#include <array>
#include <map>

#include "base/clock.h"
#include "model/hidden.h"

namespace lockmaster {
namespace {

constexpr std::array kCountedStates{SessionState::Active, SessionState::Idle, SessionState::IdleInTransaction,
                                    SessionState::IdleInTransactionAborted};

// Classes of waits as the charts colour them; an active session that does not wait is on a CPU, or wants to be.
constexpr std::array<const char *, 8> kWaitClasses{"CPU", "IO",     "Lock",    "LWLock",
                                                   "IPC", "Client", "Timeout", "Activity"};

QString waitClass(const Session &session)
{
    return session.waitEventType.isEmpty() ? QStringLiteral("CPU") : session.waitEventType;
}

} // namespace

std::vector<Sample> PostgresMetrics::samples(const ServerData &data, SteadyTime at)
{
    const PostgresState &state = *data.postgres;
    if (m_started && state.identity.started != m_started) { // restarted: cumulative counters may have begun anew
        m_rates.clear();
        m_last.reset();
        m_lastRates.clear();
        m_connections.clear();
        m_replication.clear();
    }
    m_started = state.identity.started;
    std::vector<Sample> samples;
    sessionSamples(state, samples);
    counterSamples(state, at, samples);
    m_connections.add(state, at, samples);
    m_replication.add(state, at, samples);
    return samples;
}

void PostgresMetrics::sessionSamples(const PostgresState &state, std::vector<Sample> &samples)
{
    if (!hidesSessions(state))
        stateSamples(state, samples);
    samples.push_back({QStringLiteral("lockmaster_blocked_sessions"), double(state.lockWaits.size())});
    samples.push_back({QStringLiteral("pg_settings_max_connections"), double(state.headroom.maximum)});
    samples.push_back({QStringLiteral("lockmaster_connections_usable"), double(state.headroom.usable)});
    samples.push_back({QStringLiteral("lockmaster_connections_used"), double(state.headroom.used)});
}

void PostgresMetrics::stateSamples(const PostgresState &state, std::vector<Sample> &samples)
{
    std::map<SessionState, int> byState;
    std::map<QString, int> byWait;
    std::chrono::microseconds longest{};
    for (const SessionPtr &session : state.sessions) {
        if (!isClientBackend(*session))
            continue;
        ++byState[session->state];
        if (session->state == SessionState::Active)
            ++byWait[waitClass(*session)];
        longest = std::max(longest, ageAt(state.serverNow, session->transactionStart).value_or(longest));
    }
    for (const SessionState counted : kCountedStates)
        samples.push_back({QStringLiteral("pg_stat_activity_count{state=\"%1\"}").arg(sessionStateName(counted)),
                           double(byState[counted])});
    for (const char *wait : kWaitClasses)
        samples.push_back({QStringLiteral("lockmaster_waiting_sessions{class=\"%1\"}").arg(QLatin1StringView(wait)),
                           double(byWait[QString::fromLatin1(wait)])});
    samples.push_back({QStringLiteral("pg_stat_activity_max_tx_duration"), inSeconds(longest)});
}

void PostgresMetrics::counterSamples(const PostgresState &state, SteadyTime at, std::vector<Sample> &samples)
{
    if (state.databases.empty())
        return; // not read, which is not zero
    DatabaseCounters sum;
    for (const DatabaseCounters &database : state.databases) {
        sum.commits += database.commits;
        sum.rollbacks += database.rollbacks;
        sum.deadlocks += database.deadlocks;
        sum.blocksHit += database.blocksHit;
        sum.blocksRead += database.blocksRead;
    }
    // Reading them counts as a commit: sums that stand still were not read anew (or the server has not added them up),
    // and the rates are still those of the last reading, not 0 and then too much.
    if (!m_last || *m_last != sum)
        m_lastRates = ratesTo(sum, at);
    m_last = sum;
    samples.insert(samples.end(), m_lastRates.begin(), m_lastRates.end());
}

std::vector<Sample> PostgresMetrics::ratesTo(const DatabaseCounters &sum, SteadyTime at)
{
    std::vector<Sample> samples;
    const auto addRate = [&](const QString &name, std::int64_t counter) {
        if (const auto rate = m_rates.rate(name, counter, at))
            samples.push_back({QStringLiteral("rate(%1)").arg(name), *rate});
    };
    addRate(QStringLiteral("pg_stat_database_xact_commit"), sum.commits);
    addRate(QStringLiteral("pg_stat_database_xact_rollback"), sum.rollbacks);
    addRate(QStringLiteral("pg_stat_database_deadlocks"), sum.deadlocks);
    addRate(QStringLiteral("pg_stat_database_blks_hit"), sum.blocksHit);
    addRate(QStringLiteral("pg_stat_database_blks_read"), sum.blocksRead);
    const DatabaseCounters &last = m_last ? *m_last : sum;
    const std::int64_t hits = sum.blocksHit - last.blocksHit;
    const std::int64_t reads = sum.blocksRead - last.blocksRead;
    if (hits >= 0 && reads >= 0 && hits + reads > 0)
        samples.push_back({QStringLiteral("lockmaster_cache_hit_ratio"), double(hits) / double(hits + reads)});
    return samples;
}

} // namespace lockmaster
