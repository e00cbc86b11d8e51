// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a target and the probes that go over it, whatever its protocol: what a Collector drives. Knows
// nothing of schedules and of connecting again. A kind of server is one folder beside this, one line in
// sources.cpp, and its probes.
#pragma once

#include <QCoroTask>
#include <memory>
#include <set>
#include <vector>

#include "base/clock.h"
#include "link/linklender.h"
#include "link/postgres/pglink.h"
#include "link/waits.h"
#include "model/snapshot.h"

namespace lockmaster {

struct SampleResult {
    ServerData data; ///< without data when the probes that matter failed
    std::vector<ProbeCost> costs;
    std::vector<Error> probeErrors;
    std::vector<QString> hidden;
    std::chrono::microseconds roundTrip{}; ///< of all round trips together
    std::optional<Error> lost;             ///< the connection is gone
};

/// Probes that somebody looks at now, by name; they are asked with every sample.
using WantedProbes = std::set<QString>;

class Source
{
public:
    virtual ~Source() = default;

    /// Once. See PgLink::open().
    virtual QCoro::Task<Result<void>> open(QDeadlineTimer deadline, std::stop_token stop) = 0;
    /// Of a login that open() sent and that still waits for its answer: see PgLink.
    [[nodiscard]] virtual bool isWaiting() const { return false; }
    /// Only while isWaiting().
    virtual QCoro::Task<Result<void>> goOn(QDeadlineTimer deadline, std::stop_token stop)
    {
        return open(deadline, std::move(stop));
    }
    [[nodiscard]] virtual bool isOpen() const = 0;
    [[nodiscard]] virtual const LinkState &state() const = 0;

    /// The probes that are due, one sample at a time.
    virtual QCoro::Task<SampleResult> sample(SteadyTime now, WantedProbes wanted, QDeadlineTimer deadline,
                                             std::stop_token stop) = 0;

    /// What an empty round trip takes on this connection.
    [[nodiscard]] virtual std::chrono::microseconds latency() const = 0;

    /// The connection, to lend for an action.
    [[nodiscard]] virtual ServerLink link() const = 0;
};

struct SourceOptions {
    Target target;
    PasswordProvider password;
    QString clientName; ///< how the connection calls itself
    HostResolver resolver = resolveHost;
    LastGoodAddresses lastGood = noGoodAddresses();
};

} // namespace lockmaster
