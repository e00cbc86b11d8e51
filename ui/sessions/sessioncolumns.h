// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the sessions table.
#pragma once

#include "ui/common/rows/keyedtablemodel.h"
#include "ui/sessions/sessionrow.h"

namespace lockmaster {

std::vector<KeyedColumn<SessionRow>> sessionColumns();

/// How a session is doing, for its shape; nothing for an idle one.
std::optional<HealthState> sessionRole(const Session &session, int blocks);

} // namespace lockmaster
