// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan to change a setting of PgBouncer: what it is now, what it would be, and what that does.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

QString settingIn(const ActionPlan &plan);
QString valueIn(const ActionPlan &plan);

QCoro::Task<Result<ActionPlan>> planSetting(PlanContext context, std::stop_token stop);
Recheck recheckSetting(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
