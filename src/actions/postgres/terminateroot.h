// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-4: ends the session that others wait behind and that waits for nobody itself.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

ActionType terminateRootAction();

} // namespace lockmaster
