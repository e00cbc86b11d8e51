// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of an invalid index that is dropped: never a valid one, one that a constraint stands on, or one being built.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::dropindex {

/// How long it waits for older transactions.
std::chrono::seconds lockWait(const QJsonObject &arguments);

QCoro::Task<Result<ActionPlan>> planDrop(PlanContext context, std::stop_token stop);
Recheck recheckDrop(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::dropindex
