// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/health.h"

#include "diagnosis/thresholds.h"

#include <algorithm>
#include <limits>

namespace lockmaster {
namespace {

constexpr int kFreshPeriods = 3;
constexpr std::chrono::milliseconds kLateness{500};
constexpr int kStateWeight = 10'000; ///< of a worse state, in findings

HealthState stateOf(const Finding &finding)
{
    switch (finding.severity) {
    case FindingSeverity::Info: return HealthState::Ok;
    case FindingSeverity::Warning: return HealthState::Warning;
    case FindingSeverity::Critical: return HealthState::Critical;
    }
    return HealthState::Critical;
}

} // namespace

int severityRank(HealthState state)
{
    switch (state) {
    case HealthState::Critical: return 4;
    case HealthState::Blind: return 3;
    case HealthState::Warning: return 2;
    case HealthState::Unknown: return 1;
    case HealthState::Ok: return 0;
    }
    return 0;
}

HealthState targetState(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    if (!isLive(snapshot.link))
        return snapshot.link.phase == LinkPhase::Connecting ? HealthState::Unknown : HealthState::Blind;
    if (!isOfNow(snapshot))
        return HealthState::Unknown;
    const HealthState worst = findings.empty() ? HealthState::Ok : stateOf(findings.front());
    const bool isHidden = std::ranges::contains(findings, QStringLiteral("target.hidden"), &Finding::id);
    return worst == HealthState::Ok && isHidden ? HealthState::Unknown : worst;
}

HealthState stateOf(const std::vector<Finding> &findings, QStringView id)
{
    const auto found = std::ranges::find(findings, id, &Finding::id);
    return found == findings.end() ? HealthState::Ok : stateOf(*found);
}

TargetHealth targetHealth(const Snapshot *snapshot, const std::vector<Finding> &findings)
{
    const HealthState state = snapshot ? targetState(*snapshot, findings) : HealthState::Unknown;
    const bool isQuiet = state == HealthState::Ok || state == HealthState::Unknown;
    const int troubles = snapshot && isLive(snapshot->link) && !isQuiet ? int(findings.size()) : 0;
    return {state, severityRank(state) * kStateWeight + troubles};
}

HealthState saturationState(const ServerData &data, const Saturation &saturation)
{
    const Thresholds thresholds;
    const auto judge = [&](double warning, double critical) { return judged(saturation.share(), warning, critical); };
    switch (saturation.of) {
    case Saturation::Of::Connections: return judge(thresholds.connectionsWarning, thresholds.connectionsCritical);
    case Saturation::Of::Clients:
        return data.redis ? judge(thresholds.redisClientsWarning, thresholds.redisClientsCritical)
                          : judge(thresholds.poolClientsWarning, thresholds.poolClientsCritical);
    case Saturation::Of::Servers: return judge(thresholds.poolSaturated, std::numeric_limits<double>::infinity());
    case Saturation::Of::Memory: return judge(thresholds.redisMemoryWarning, 1);
    }
    return HealthState::Ok;
}

bool isFresh(const Snapshot &snapshot, SteadyTime now)
{
    return snapshot.hasData() && isLive(snapshot.link)
           && now - snapshot.dataTaken.steady <= kFreshPeriods * snapshot.interval + kLateness;
}

bool isOld(const Snapshot &snapshot, SteadyTime now)
{
    constexpr std::chrono::seconds kAtLeast{10};
    const auto most = std::max<std::chrono::milliseconds>(kFreshPeriods * snapshot.wanted, kAtLeast);
    return snapshot.hasData() && isLive(snapshot.link) && now - snapshot.dataTaken.steady > most;
}

} // namespace lockmaster
