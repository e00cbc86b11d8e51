// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL target: the probes that are due go in one round trip, and those that depend on the first in a second.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/source/source.h"
#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class PostgresSource : public Source
{
public:
    PostgresSource(SourceOptions options, const Clock &clock);
    ~PostgresSource() override;

    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isOpen() const override { return m_link->isOpen(); }
    [[nodiscard]] const LinkState &state() const override { return m_link->state(); }
    QCoro::Task<SampleResult> sample(SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                                     std::stop_token stop) override;
    [[nodiscard]] std::chrono::microseconds latency() const override { return m_latency; }
    [[nodiscard]] ServerLink link() const override { return {.postgres = m_link}; }

private:
    using Probes = std::vector<PostgresProbe *>;
    [[nodiscard]] bool isDue(const PostgresProbe &probe, SteadyTime now, const WantedProbes &wanted) const;
    QCoro::Task<Result<void>> setUp(QDeadlineTimer deadline, std::stop_token stop);
    QCoro::Task<void> askRound(int round, SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                               std::stop_token stop, SampleResult *result);
    void takeAnswers(const Probes &asked, const std::vector<Result<PgRows>> &answers, SteadyTime now,
                     std::chrono::microseconds roundTrip, SampleResult &result);
    QCoro::Task<void> nameCatalogLocks(QDeadlineTimer deadline, std::stop_token stop, SampleResult *result);
    void finish(SampleResult &result);

    std::shared_ptr<PgLink> m_link;
    std::vector<std::unique_ptr<PostgresProbe>> m_probes;
    std::map<const PostgresProbe *, SteadyTime> m_asked;
    PostgresDraft m_draft;
    bool m_isSetUp = false;
    std::chrono::microseconds m_latency{};
};

} // namespace lockmaster
