// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a vacuum of one table: which statement, and what it is said to do.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/postgres/maintenance/table.h"

namespace lockmaster::vacuum {

/// "Reads 12 GB with 3 indexes (…)", and what others notice of it.
QString consequenceOf(const maintenance::Table &table, const QJsonObject &arguments);

QCoro::Task<Result<ActionPlan>> planVacuum(PlanContext context, std::stop_token stop);
Recheck recheckVacuum(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::vacuum
