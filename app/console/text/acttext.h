// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What `lockmaster act` prints for people.
#pragma once

#include "model/action.h"

namespace lockmaster {

/// Title, statements with their parameters, what they hit, checks, undo and alternative.
void printPlan(const ActionPlan &plan);
void printResult(const ActionResult &result);

} // namespace lockmaster
