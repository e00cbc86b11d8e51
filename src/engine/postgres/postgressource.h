// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL target: the probes that are due go in one round trip, and those that depend on the first in a second.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/postgres/cataloglook.h"
#include "engine/source/probingsource.h"
#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class PostgresSource : public ProbingSource
{
public:
    PostgresSource(SourceOptions options, const Clock &clock);
    ~PostgresSource() override;

    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isWaiting() const override;
    QCoro::Task<Result<void>> goOn(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isOpen() const override { return m_link->isOpen(); }
    [[nodiscard]] const LinkState &state() const override { return m_link->state(); }
    [[nodiscard]] ServerLink link() const override { return {.postgres = m_link}; }

private:
    using Probes = std::vector<PostgresProbe *>;
    QCoro::Task<Result<void>> setUp(QDeadlineTimer deadline, std::stop_token stop) override;
    QCoro::Task<void> askRound(int round, Sampling *sampling) override;
    QCoro::Task<void> finish(Sampling *sampling) override;
    void begin() override { m_hasAskedDear = false; }
    [[nodiscard]] bool isDue(const PostgresProbe &probe, SteadyTime now, const WantedProbes &wanted) const;
    void takeAnswers(const Probes &asked, const std::vector<Result<PgRows>> &answers,
                     std::chrono::microseconds roundTrip, Sampling &sampling);
    QCoro::Task<void> nameCatalogLocks(Sampling *sampling);
    void followLook(const Sampling &sampling);

    std::shared_ptr<PgLink> m_link;
    std::vector<std::unique_ptr<PostgresProbe>> m_probes;
    std::map<const PostgresProbe *, SteadyTime> m_asked;
    PostgresDraft m_draft;
    bool m_hasAskedDear = false; ///< in this sample
    CatalogLook m_look;          ///< that somebody wants beside the target's own catalog
    CatalogLook m_ownLook;       ///< the own one, when it is too large to be read beside the samples
};

} // namespace lockmaster
