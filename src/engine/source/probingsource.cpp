// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/source/probingsource.h"

#include <utility>

namespace lockmaster {

void Sampling::addProbeError(const QString &probe, Error error)
{
    error.text.prepend(probe + QStringLiteral(": "));
    result.probeErrors.push_back(std::move(error));
}

QCoro::Task<Result<void>> ProbingSource::setUp(QDeadlineTimer, std::stop_token)
{
    co_return Result<void>();
}

QCoro::Task<SampleResult> ProbingSource::sample(SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                                                std::stop_token stop)
{
    Sampling sampling{now, std::move(wanted), deadline, std::move(stop), {}};
    if (!m_isSetUp) {
        if (const auto ready = co_await setUp(sampling.deadline, sampling.stop); !ready) {
            sampling.result.lost = ready.error();
            co_return std::move(sampling.result);
        }
        m_isSetUp = true;
    }
    begin();
    for (int round = 0; round < kRounds && !sampling.result.lost; ++round)
        co_await askRound(round, &sampling);
    if (!sampling.result.lost)
        co_await finish(&sampling);
    co_return std::move(sampling.result);
}

} // namespace lockmaster
