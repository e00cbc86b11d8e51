// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pgbouncer/pgbouncersource.h"

#include <QElapsedTimer>

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

bool PgBouncerSource::isDue(const PgBouncerProbe &probe, SteadyTime now, const WantedProbes &wanted) const
{
    if (m_draft.next.identity.versionNumber < probe.fromVersion())
        return false;
    const auto asked = m_asked.find(&probe);
    return asked == m_asked.end() || now - asked->second >= probe.cadence() || probe.isUrgent(m_draft)
           || wanted.contains(probe.name());
}

QCoro::Task<SampleResult> PgBouncerSource::sample(SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                                                  std::stop_token stop)
{
    SampleResult result;
    m_draft.next.identity.user = m_link->user();
    m_draft.next.serverNow = std::chrono::floor<std::chrono::microseconds>(m_clock.wallNow());
    for (const auto &probe : m_probes) {
        if (!isDue(*probe, now, wanted))
            continue;
        QElapsedTimer timer;
        timer.start();
        const Result<PgRows> answer = co_await m_link->command(probe->command(), deadline, stop);
        if (!m_link->isOpen()) {
            result.lost = answer ? Error{ErrorKind::Network, QStringLiteral("The connection was lost"), {}, {}, {}}
                                 : answer.error();
            co_return result;
        }
        m_asked[probe.get()] = now;
        take(*probe, answer, std::chrono::duration_cast<std::chrono::microseconds>(timer.durationElapsed()), result);
    }
    if (!m_draft.next.identity.version.isEmpty())
        result.data.pgbouncer = std::make_shared<const PgBouncerState>(m_draft.next);
    co_return result;
}

void PgBouncerSource::take(const PgBouncerProbe &probe, const Result<PgRows> &answer,
                           std::chrono::microseconds roundTrip, SampleResult &result)
{
    m_latency = std::min(m_latency, roundTrip);
    // Of many round trips only what PgBouncer works counts as cost, and one as the way there and back.
    result.roundTrip += result.costs.empty() ? roundTrip : roundTrip - m_latency;
    const Result<void> taken = answer ? probe.take(*answer, m_draft) : std::unexpected(answer.error());
    if (taken) {
        result.costs.push_back({probe.name(), roundTrip, answer->wireBytes(), answer->count()});
        return;
    }
    Error error = taken.error();
    error.text = QStringLiteral("%1: %2").arg(probe.name(), error.text);
    result.probeErrors.push_back(error);
}

} // namespace lockmaster
