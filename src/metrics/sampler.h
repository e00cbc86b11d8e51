// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of one target, moment by moment: what its snapshots hold as samples. The engine has one for each target,
// since rates have to outlive connections, and have to be there for everybody who sees a snapshot: findings, charts, a
// snapshot that was saved.
#pragma once

#include "metrics/followedmetric.h"
#include "model/snapshot.h"

namespace lockmaster {

class Sampler
{
public:
    explicit Sampler(ServerKind kind);

    /// Of data that is not of another kind. Series are named as metrics/seriesnames.h says.
    std::vector<Sample> samples(const ServerData &data, SteadyTime at);

private:
    void addRatios(std::vector<Sample> &samples) const;
    [[nodiscard]] std::optional<double> rateOf(QLatin1StringView metric) const;

    ServerKind m_kind;
    std::vector<FollowedMetric> m_followed;
    std::vector<const Metric *> m_ratios;
    Values m_values;
    ServerData m_last;
};

} // namespace lockmaster
