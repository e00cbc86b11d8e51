// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All actions this program knows.
#pragma once

#include <QStringView>
#include <span>

#include "actions/plan/actiontype.h"

namespace lockmaster {

std::span<const ActionType> allActions();

/// Null when there is no such action.
const ActionType *findAction(QStringView id);

/// Those that the window offers on rows of this kind: on "database" of PgBouncer, ….
std::vector<const ActionType *> actionsOn(ServerKind kind, QStringView subject);

/// Those that it offers on the page with this id, about its server as a whole.
std::vector<const ActionType *> actionsOnPage(ServerKind kind, QStringView pageId);

/// "End a session (orders-primary): 8123", for a plan that the journal tells of: it has no words.
QString titleOf(const ActionPlan &plan);

/// "End session 8123", …; the plan's title when the action is not known here.
ActionWords wordsOf(const ActionPlan &plan);

} // namespace lockmaster
