// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What actions on the query of a session share: the person chose that query, not the session's next one.
#pragma once

#include "actions/plan/actiontype.h"
#include "actions/plan/sessionreader.h"

namespace lockmaster {

inline constexpr QLatin1StringView kQueryStart{"query_start"}; ///< the argument

Argument queryStartArgument();
std::optional<ServerTime> queryStartIn(const ActionPlan &plan);
/// Without a query from the screen, the one that runs while planning is meant.
void takeQueryStart(const Session &session, ActionPlan &plan);

Preflight checkRunsAQuery(const Session &session);
/// `asked`: when the query began that was chosen.
Preflight checkSameQuery(const Session &session, const std::optional<ServerTime> &asked);

/// Whether the query that ran `before` is over, though its session is there.
bool isQueryOver(const Session &before, const PresentSession &now);

} // namespace lockmaster
