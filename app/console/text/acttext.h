// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What `lockmaster act` prints for people.
#pragma once

#include "app/fleetchoice.h"
#include "model/action.h"

namespace lockmaster {

/// Title, statements with their parameters, what they hit, checks, undo and alternative.
void printPlan(const ActionPlan &plan);
void printResult(const ActionResult &result, const FleetOrigin &origin);

/// How far an action is, on standard error: one line that changes on a terminal, a line a phase elsewhere.
class ProgressLine
{
public:
    ProgressLine();
    void show(const ActionProgress &progress);
    void end();

private:
    bool m_isTerminal;
    QString m_text;
    QString m_phase;
};

} // namespace lockmaster
