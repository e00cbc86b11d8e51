// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a vacuum: which statement, and what it is said to do.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::vacuum {

inline constexpr QLatin1StringView kTable{"table"};          ///< the argument
inline constexpr QLatin1StringView kTableSame{"table.same"}; ///< the check

enum class Mode { Vacuum, VacuumAnalyze, Analyze, Freeze };
Mode modeOf(const ActionPlan &plan);

QCoro::Task<Result<ActionPlan>> planVacuum(PlanContext context, std::stop_token stop);
Recheck recheckVacuum(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::vacuum
