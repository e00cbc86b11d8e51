// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Severities, verdicts and outcomes as words and states of the look, and the names of the buttons of a plan.
#pragma once

#include <QString>

#include "model/action.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

QString severityWord(Severity severity); ///< "Disruptive"
StateRole severityState(Severity severity);

QString verdictWord(Verdict verdict); ///< "OK", "warning", "failed"
QString verdictSign(Verdict verdict); ///< ✓ ▲ ■
StateRole verdictState(Verdict verdict);

/// What each of the seven outcomes is called on screen, and how it looks. Unknown is never shown as a failure.
QString outcomeWord(Outcome outcome);
StateRole outcomeState(Outcome outcome);

QString confirmVerb(const ActionPlan &plan); ///< "End session 8123"
QString keepVerb(const ActionPlan &plan);    ///< "Keep it"
QString tokenPrompt(const ActionPlan &plan); ///< "Type 8123 to end it:"; empty when nothing is to be typed

} // namespace lockmaster
