// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a pause: what is checked before, and what it is said to do.
#pragma once

#include "actions/pgbouncer/console.h"

namespace lockmaster {

QCoro::Task<Result<ActionPlan>> planPause(PlanContext context, std::stop_token stop);
/// Somebody said before that it is to stay; else it is taken back by itself after the planned time.
bool isKeptPaused(const ActionPlan &plan);
std::chrono::seconds plannedPause(const ActionPlan &plan);
Recheck recheckPause(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
