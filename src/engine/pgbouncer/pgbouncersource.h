// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PgBouncer target, by its console: one command after the other, since it takes no two at once.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/source/probingsource.h"
#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster {

class PgBouncerSource : public ProbingSource
{
public:
    PgBouncerSource(SourceOptions options, const Clock &clock);
    ~PgBouncerSource() override;

    QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isWaiting() const override;
    QCoro::Task<Result<void>> goOn(QDeadlineTimer deadline, std::stop_token stop) override;
    [[nodiscard]] bool isOpen() const override { return m_link->isOpen(); }
    [[nodiscard]] const LinkState &state() const override { return m_link->state(); }
    [[nodiscard]] ServerLink link() const override { return {.postgres = m_link}; }

private:
    void begin() override;
    QCoro::Task<void> askRound(int round, Sampling *sampling) override;
    QCoro::Task<void> finish(Sampling *sampling) override;
    [[nodiscard]] bool isDue(const PgBouncerProbe &probe, SteadyTime now, const WantedProbes &wanted) const;
    void take(const PgBouncerProbe &probe, const Result<PgRows> &answer, std::chrono::microseconds roundTrip,
              Sampling &sampling);

    const Clock &m_clock;
    std::shared_ptr<PgLink> m_link;
    std::vector<std::unique_ptr<PgBouncerProbe>> m_probes;
    std::map<const PgBouncerProbe *, SteadyTime> m_asked;
    PgBouncerDraft m_draft;
    bool m_hasLatency = false; ///< which is the shortest round trip so far
};

} // namespace lockmaster
