// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a failover is planned from, and the plan of it.
#pragma once

#include <chrono>

#include "actions/plan/actiontype.h"
#include "actions/redis/failovermembers.h"

namespace lockmaster::failover {

inline constexpr QLatin1StringView kCandidate{"candidate"}; ///< "host:port" as the primary lists it

/// All that a plan is made from.
struct Look {
    PlanContext context;
    RedisInfo primary;
    Member candidate;
    std::vector<Member> others;
};

MemberSearch searchOf(const Look &look);
bool isWanted(const ActionPlan &plan, QLatin1StringView flag);
std::chrono::milliseconds timeoutOf(const ActionPlan &plan);
RedisCommand failoverCommand(const ActionPlan &plan, const ListedReplica &to);
bool hasFile(const RedisInfo &info); ///< a configuration file, for its role to be written into

QCoro::Task<Result<ActionPlan>> planFailover(PlanContext context, std::stop_token stop);
Recheck recheckFailover(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::failover
