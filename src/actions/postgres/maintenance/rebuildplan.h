// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of an index that is built anew while it goes on being used.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::rebuild {

QCoro::Task<Result<ActionPlan>> planRebuild(PlanContext context, std::stop_token stop);
Recheck recheckRebuild(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::rebuild
