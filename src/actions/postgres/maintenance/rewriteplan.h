// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a rewrite of a table by VACUUM FULL or CLUSTER: the table stops meanwhile.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::rewrite {

inline constexpr QLatin1StringView kIndex{"index"};

[[nodiscard]] bool isCluster(const QJsonObject &arguments);
/// How long it waits for its lock: while it does, everybody queues behind it.
std::chrono::seconds lockWait(const QJsonObject &arguments);

QCoro::Task<Result<ActionPlan>> planRewrite(PlanContext context, std::stop_token stop);
Recheck recheckRewrite(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::rewrite
