// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Severities, verdicts, outcomes and progress as words and states of the look, and how far an action is.
#pragma once

#include <QString>

#include "model/action.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

QString severityWord(Severity severity); ///< "Disruptive"
HealthState severityState(Severity severity);

QString verdictWord(Verdict verdict); ///< "OK", "warning", "failed"
QString verdictSign(Verdict verdict); ///< ✓ ▲ ■
HealthState verdictState(Verdict verdict);

/// What each of the seven outcomes is called on screen, and how it looks. Unknown is never shown as a failure.
QString outcomeWord(Outcome outcome);
HealthState outcomeState(Outcome outcome);

/// Of what an earlier run sent without learning what came of it.
ActionResult unfinishedResult(const ActionPlan &plan);

/// "scanning heap · 1,200 of 8,000 blocks · 340/s"
QString progressText(const ActionProgress &progress);

} // namespace lockmaster
