// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From what was seen to one of the seven outcomes, in words. Pure functions.
#pragma once

#include <optional>
#include <set>

#include "base/result.h"
#include "model/action.h"

namespace lockmaster {

/// What is known after acting: what the statements told, and what was seen by looking again.
struct Evidence {
    std::size_t asked = 0;          ///< the first so many victims were in a statement that was sent
    std::size_t answerLostFrom = 0; ///< with `isAnswerLost`: from this victim on nobody knows what the server did
    bool isAnswerLost = false;
    bool hasLooked = false;         ///< the server could be asked afterwards
    std::set<SessionKey> signalled; ///< rows that the statements gave back
    std::set<SessionKey> notDone;   ///< still there, the effect not seen
    std::optional<Error> error;     ///< what the server or the connection said
    bool serverRestarted = false;   ///< since the plan
    QStringList messages;
};

ActionResult conclude(const ActionPlan &plan, const Evidence &evidence, WallTime now);

/// Results without sending anything.
ActionResult refusedResult(const ActionPlan &plan, QString why, QString next, WallTime now);
ActionResult nothingDoneResult(const ActionPlan &plan, QString why, WallTime now);
ActionResult failedCleanResult(const ActionPlan &plan, const Error &error, WallTime now);

} // namespace lockmaster
