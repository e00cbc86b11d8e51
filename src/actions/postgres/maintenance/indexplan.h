// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a new index that is built while the table goes on being used.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::newindex {

inline constexpr QLatin1StringView kName{"name"};

QCoro::Task<Result<ActionPlan>> planIndex(PlanContext context, std::stop_token stop);
Recheck recheckIndex(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::newindex
