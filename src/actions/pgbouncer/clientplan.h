// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan to disconnect one client of PgBouncer: who it is, and whether it is still the one that was seen.
#pragma once

#include "actions/pgbouncer/consoleclients.h"
#include "actions/plan/actiontype.h"

namespace lockmaster {

/// The one that the arguments client, address and connected are of; null when it is gone, or another one has its id.
const ConsoleClient *findClient(const std::vector<ConsoleClient> &clients, const QJsonObject &arguments);

QCoro::Task<Result<ActionPlan>> planKillClient(PlanContext context, std::stop_token stop);
Recheck recheckKillClient(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
