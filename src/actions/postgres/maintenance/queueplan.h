// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plan of a vacuum of many tables, one after the other.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster::queue {

QString queueObjection(const QJsonObject &arguments);
QCoro::Task<Result<ActionPlan>> planQueue(PlanContext context, std::stop_token stop);
Recheck recheckQueue(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster::queue
