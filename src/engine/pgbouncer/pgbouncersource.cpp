// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pgbouncer/pgbouncersource.h"

#include "engine/source/elapsed.h"

#include <QElapsedTimer>
#include <algorithm>

namespace lockmaster {

PgBouncerSource::PgBouncerSource(SourceOptions options, const Clock &clock)
    : m_clock(clock)
    , m_link(std::make_shared<PgLink>(PgLinkOptions{.target = options.target.name,
                                                    .parameters = std::move(options.target.parameters),
                                                    .password = std::move(options.password),
                                                    .applicationName = std::move(options.clientName),
                                                    .resolver = std::move(options.resolver),
                                                    .lastGood = std::move(options.lastGood),
                                                    .isPgBouncerConsole = true},
                                      clock))
    , m_probes(pgBouncerProbes())
{
}

PgBouncerSource::~PgBouncerSource() = default;

QCoro::Task<Result<void>> PgBouncerSource::open(QDeadlineTimer deadline, std::stop_token stop)
{
    return m_link->open(deadline, std::move(stop));
}

bool PgBouncerSource::isWaiting() const
{
    return m_link->isWaiting();
}

QCoro::Task<Result<void>> PgBouncerSource::goOn(QDeadlineTimer deadline, std::stop_token stop)
{
    return m_link->goOn(deadline, std::move(stop));
}

bool PgBouncerSource::isDue(const PgBouncerProbe &probe, SteadyTime now, const WantedProbes &wanted) const
{
    if (m_draft.next.identity.versionNumber < probe.fromVersion())
        return false;
    const auto asked = m_asked.find(&probe);
    return asked == m_asked.end() || now - asked->second >= probe.cadence() || probe.isUrgent(m_draft)
           || wanted.contains(probe.name());
}

void PgBouncerSource::begin()
{
    m_draft.next.identity.user = m_link->user();
    m_draft.next.serverNow = std::chrono::floor<std::chrono::microseconds>(m_clock.wallNow());
}

// One command after the other, so that all is one round.
QCoro::Task<void> PgBouncerSource::askRound(int round, Sampling *sampling)
{
    if (round > 0)
        co_return;
    for (const auto &probe : m_probes) {
        if (!isDue(*probe, sampling->now, sampling->wanted))
            continue;
        QElapsedTimer timer;
        timer.start();
        const Result<PgRows> answer = co_await m_link->command(probe->command(), sampling->deadline, sampling->stop);
        if (!m_link->isOpen()) {
            sampling->result.lost = lossAfter(answer);
            co_return;
        }
        m_asked[probe.get()] = sampling->now;
        take(*probe, answer, elapsed(timer), *sampling);
    }
}

void PgBouncerSource::take(const PgBouncerProbe &probe, const Result<PgRows> &answer,
                           std::chrono::microseconds roundTrip, Sampling &sampling)
{
    SampleResult &result = sampling.result;
    setLatency(m_hasLatency ? std::min(latency(), roundTrip) : roundTrip);
    m_hasLatency = true;
    // Of many round trips only what PgBouncer works counts as cost, and one as the way there and back.
    result.roundTrip += result.costs.empty() ? roundTrip : roundTrip - latency();
    const Result<void> taken = answer ? probe.take(*answer, m_draft) : std::unexpected(answer.error());
    if (taken)
        result.costs.push_back({probe.name(), roundTrip, answer->wireBytes(), answer->count()});
    else
        sampling.addProbeError(probe.name(), taken.error());
}

QCoro::Task<void> PgBouncerSource::finish(Sampling *sampling)
{
    if (!m_draft.next.identity.version.isEmpty())
        sampling->result.data.pgbouncer = std::make_shared<const PgBouncerState>(m_draft.next);
    co_return;
}

} // namespace lockmaster
