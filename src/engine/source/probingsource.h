// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a sample is taken, whatever the kind of server: the connection is set up once, what is due is asked in rounds, and
// the answers become the data. A kind says how it is asked.
#pragma once

#include "engine/source/source.h"

namespace lockmaster {

/// One sample under way.
struct Sampling {
    SteadyTime now;
    WantedProbes wanted;
    QDeadlineTimer deadline;
    std::stop_token stop;
    SampleResult result;

    /// Answered, but not with what was asked for; the sample goes on without it.
    void addProbeError(const QString &probe, Error error);
};

class ProbingSource : public Source
{
public:
    QCoro::Task<SampleResult> sample(SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                                     std::stop_token stop) final;
    [[nodiscard]] std::chrono::microseconds latency() const final { return m_latency; }

protected:
    /// Of the second round is what depends on answers of the first.
    static constexpr int kRounds = 2;

    virtual QCoro::Task<Result<void>> setUp(QDeadlineTimer deadline, std::stop_token stop); ///< before the first sample
    virtual void begin() {}                                                                 ///< each sample
    /// Asks those of the round that are due and takes their answers; says so in result.lost when the connection is.
    virtual QCoro::Task<void> askRound(int round, Sampling *sampling) = 0;
    virtual QCoro::Task<void> finish(Sampling *sampling) = 0; ///< the data, if there is any

    void setLatency(std::chrono::microseconds latency) { m_latency = latency; }

private:
    bool m_isSetUp = false;
    std::chrono::microseconds m_latency{};
};

/// Why a connection is lost whose last answer was this one.
template <typename Answer>
Error lossAfter(const Result<Answer> &last)
{
    return last ? Error{ErrorKind::Network, QStringLiteral("The connection was lost"), {}, {}, {}} : last.error();
}

} // namespace lockmaster
