// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-2: ends one client session.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

ActionType terminateSessionAction();

} // namespace lockmaster
