// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sends a plan's statements and looks at what came of them, on one connection.
#pragma once

#include <QCoroTask>
#include <memory>
#include <stop_token>

#include "actions/conclusion.h"
#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster {

/// Sends one statement after the other, a second apart, until all are sent or one fails.
QCoro::Task<Evidence> sendStatements(std::shared_ptr<PgLink> link, ActionPlan plan, std::stop_token stop);

/// Looks every 250 ms until the effect is seen on all sessions that were asked for, or the deadline passes.
/// A failure to look leaves `hasLooked` false.
QCoro::Task<Evidence> lookForEffect(std::shared_ptr<PgLink> link, ActionPlan plan, Evidence evidence,
                                    QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
