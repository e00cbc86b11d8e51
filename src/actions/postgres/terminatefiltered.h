// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-3: ends exactly the sessions of a list made from a filter, those that did not change since.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

ActionType terminateFilteredAction();

} // namespace lockmaster
