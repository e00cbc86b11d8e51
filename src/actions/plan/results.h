// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every result has in common, and the results of plans that were never sent. Pure functions.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

/// With the server's messages and the error's own words, redacted.
ActionResult resultOf(const ActionPlan &plan, const Evidence &evidence, Outcome outcome, QString summary, WallTime now);

/// Of failures and of what is not known; empty otherwise.
QString usualNextStep(Outcome outcome);

/// The server said no and lives on, so it has done nothing. Anything else leaves that open.
bool isRefusedByServer(const Error &error, bool isConnectionOpen);

/// Results without sending anything.
ActionResult refusedResult(const ActionPlan &plan, QString why, QString next, WallTime now);
ActionResult nothingDoneResult(const ActionPlan &plan, QString why, WallTime now);
ActionResult failedCleanResult(const ActionPlan &plan, const Error &error, WallTime now);

} // namespace lockmaster
