// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a line of the journal says: values to JSON and back. Ids, names, numbers and what servers said: no words of ours,
// which are made where they are read (titleOf() in registry.h). Pure functions.
#pragma once

#include <QJsonObject>
#include <optional>

#include "base/processidentity.h"
#include "model/action.h"

namespace lockmaster {

enum class JournalEvent { Planned, Sent, Result, Verified };

QJsonObject plannedEntry(const ActionPlan &plan, WallTime now); ///< with the verdicts of its preflights
QJsonObject sentEntry(const ActionPlan &plan,
                      WallTime now); ///< with statements, what undoes them, subjects, the process
QJsonObject resultEntry(const ActionPlan &plan, const ActionResult &result, JournalEvent event, WallTime now);

std::optional<JournalEvent> eventOf(const QJsonObject &entry);
QString planIdOf(const QJsonObject &entry);

/// Which console wrote a "sent" line; pid 0 in lines of before it was written down.
ProcessIdentity processOf(const QJsonObject &entry);

/// The plan of a "sent" line, as far as verifying needs it.
ActionPlan planOf(const QJsonObject &entry);

/// "login@host" of the person in front of the console.
QString whoActs();

} // namespace lockmaster
