// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions on one session share: looking at it, and what ending it means to it and to those behind it.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/plan/sessionreader.h"
#include "model/postgres/lockforest.h"
#include "model/postgres/lockrelease.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster {

struct SessionPlan {
    PlanContext context;
    SessionKey key; ///< the session the person asked for
    std::optional<SeenSession> seen;
    LockForest forest;
    LockRelease release; ///< of those who wait, when it is done
};

/// What becomes of those who wait when the action is done to `pid`.
using ReleaseOf = LockRelease (*)(const std::vector<LockWait> &waits, int pid);

/// Reads the session of the request and the blocking forest, and puts the shared preflights into the draft.
QCoro::Task<Result<SessionPlan>> lookAtSession(PlanContext context, ReleaseOf releaseOf, std::stop_token stop);

LockRelease releaseByEndingOne(const std::vector<LockWait> &waits, int pid);

/// "…. Session 8140, which waits, goes on at once. 39 more go on in turn, each when the ones in front of it commit."
QString withRelease(const QString &consequence, const LockRelease &release);
void countFreed(const LockRelease &release, ActionPlan &plan);

/// The statement, the consequence and the token of a plan that ends the session; title and alternative are the
/// action's own.
ActionPlan endingPlan(const SessionPlan &look);

/// The session that a plan is about; null when there is none (any more).
const Session *onlySession(const ActionPlan &plan);

/// pid and backend_start.
Arguments sessionArgumentList();

Recheck recheckSession(const ActionPlan &confirmed, const ActionPlan &again);

} // namespace lockmaster
