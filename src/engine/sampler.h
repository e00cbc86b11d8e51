// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One sample of a PostgreSQL target over an open connection: the probes that are due, in one round trip, and a second
// one for those that depend on the first. Keeps what outlives a sample. No timing, no reconnecting: see Collector.
#pragma once

#include <QCoroTask>
#include <map>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "link/pglink.h"
#include "model/metrics.h"
#include "probes/postgres/probe.h"

namespace lockmaster {

struct SampleResult {
    std::shared_ptr<const PostgresState> state; ///< null when sessions could not be read
    std::vector<ProbeCost> costs;
    std::vector<Error> probeErrors;
    std::vector<QString> hidden;
    std::chrono::microseconds roundTrip{}; ///< of all round trips together
    std::optional<Error> lost;             ///< the connection is gone
};

class Sampler
{
public:
    Sampler();
    ~Sampler();

    /// A new connection: sets the session up and forgets what belonged to the old one.
    void begin();

    QCoro::Task<SampleResult> sample(std::shared_ptr<PgLink> link, SteadyTime now, QDeadlineTimer deadline,
                                     std::stop_token stop);

    /// What an empty round trip takes on this connection, measured by the first sample.
    [[nodiscard]] std::chrono::microseconds latency() const { return m_latency; }

private:
    using Probes = std::vector<PostgresProbe *>;
    [[nodiscard]] bool isDue(const PostgresProbe &probe, SteadyTime now) const;
    QCoro::Task<Result<void>> setUp(std::shared_ptr<PgLink> link, QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<void> askRound(int round, std::shared_ptr<PgLink> link, SteadyTime now, QDeadlineTimer deadline,
                               std::stop_token stop, SampleResult *result);
    void takeAnswers(const Probes &asked, const std::vector<Result<PgRows>> &answers, SteadyTime now,
                     std::chrono::microseconds roundTrip, SampleResult &result);
    QCoro::Task<void> nameCatalogLocks(std::shared_ptr<PgLink> link, QDeadlineTimer deadline, std::stop_token stop,
                                       SampleResult *result);
    void finish(SampleResult &result);

    std::vector<std::unique_ptr<PostgresProbe>> m_probes;
    std::map<const PostgresProbe *, SteadyTime> m_asked;
    PostgresDraft m_draft;
    bool m_isSetUp = false;
    std::chrono::microseconds m_latency{};
};

} // namespace lockmaster
