// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the rows of the sessions table into groups under headings, and workers below their leaders.
#pragma once

#include <vector>

#include "ui/sessions/sessionview.h"

namespace lockmaster {

/// Adds the headings that `grouping` asks for and sets what each row stands below.
void groupSessions(std::vector<SessionRow> &rows, SessionGrouping grouping);

SessionCounts countSessions(const std::vector<SessionRow> &rows);

} // namespace lockmaster
