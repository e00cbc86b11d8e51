// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a pause: what is checked before, and what it is said to do.
#pragma once

#include "actions/pgbouncer/console.h"

namespace lockmaster {

QCoro::Task<Result<ActionPlan>> planPause(PlanContext context, std::stop_token stop);
Recheck recheckPause(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
