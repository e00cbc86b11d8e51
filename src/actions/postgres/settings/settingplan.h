// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of one or several settings changed at one place: what is checked, which statements, what it says they do, and
// what puts all of it back.
#pragma once

#include "actions/postgres/settings/settinglook.h"

namespace lockmaster::setting {

/// What a request means on a server of this version.
using ChangesOf = std::vector<Change> (*)(const QJsonObject &arguments, int version);

/// Fills the draft but for the title. Those of several changes that are so already are left out.
QCoro::Task<Result<ActionPlan>> planChanges(PlanContext context, std::vector<Change> changes, std::stop_token stop);

/// "ALTER SYSTEM RESET work_mem; SELECT …"
QString linesOf(const std::vector<PlannedStatement> &statements);

/// What somebody else has changed since the plan is not overwritten.
Recheck recheckChanges(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::setting
