// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions on one session share: looking at it, and what ending it means to it and to those behind it.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

struct SessionSight {
    Sight sight;
    SessionKey key; ///< the session the person asked for
    std::optional<SeenSession> seen;
    LockForest forest;
};

/// Reads the session of the request and the blocking forest, and puts the shared preflights into the draft.
QCoro::Task<Result<SessionSight>> lookAtSession(Sight sight, std::stop_token stop);

/// "42 sessions go on.", or empty when nobody waits behind it.
QString freedText(int freed);

/// The statement, the consequence and the token of a plan that ends the session; title and alternative are the
/// action's own.
ActionPlan endingPlan(const SessionSight &look);

/// A session that is still there has not been ended.
bool isNeverDoneWhilePresent(const Session &before, const PresentSession &now);

} // namespace lockmaster
