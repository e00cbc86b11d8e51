// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// DISABLE and ENABLE of a database: what both have in common.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

enum class Admission { Refused, Allowed };

Arguments switchArguments();
QCoro::Task<Result<ActionPlan>> planSwitch(PlanContext context, Admission wanted, std::stop_token stop);
Recheck recheckSwitch(const ActionPlan &confirmed, const ActionPlan &again);
std::unique_ptr<ActionRun> switchRun(ActionPlan plan, Admission wanted);

} // namespace lockmaster
