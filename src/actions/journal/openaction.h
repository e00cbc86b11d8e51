// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An action that was sent, by this console or another one of this user, and of which nobody knows yet what came of it.
#pragma once

#include <optional>
#include <vector>

#include "base/processidentity.h"
#include "model/action.h"

namespace lockmaster {

struct OpenAction {
    ActionPlan plan;         ///< as Journal::unfinished() gives it; madeAt: when it was sent
    ProcessIdentity console; ///< that sent it; pid 0: not known
    bool isConsoleRunning = false;
    bool isAwaited = false; ///< that console has told nothing of the outcome, and may still
};

/// "postgres.table.vacuum (public.orders) was sent at 23:40:42 by another console (pid 4711), which still waits for the
/// answer."
QString openSentence(const OpenAction &open, WallTime now);

/// The newest of those that are about a subject of `plan` on the same target or server; nothing when there is none.
std::optional<Preflight> checkOpenActions(const std::vector<OpenAction> &open, const ActionPlan &plan, WallTime now);

/// The sentence of the same one, when it was sent after the plan was made and the plan's own check does not tell of it.
std::optional<QString> sentSincePlan(const std::vector<OpenAction> &open, const ActionPlan &plan, WallTime now);

/// {plan, action, subjects [{kind, name}], sent (ISO), pid (null: not known), awaited}
QJsonObject toJson(const OpenAction &open);

} // namespace lockmaster
