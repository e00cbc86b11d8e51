// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-1: cancels the query that was on screen, not the next one of the same session.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

ActionType cancelQueryAction();

} // namespace lockmaster
