// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/terminatesession.h"

#include "actions/plan/actiontext.h"
#include "actions/postgres/sessionsight.h"

namespace lockmaster {
namespace {

QString alternativeFor(const Session &session)
{
    if (session.state == SessionState::Active)
        return ActionText::tr("Cancel its query: the session stays, its client gets one error.");
    if (session.transactionStart)
        return ActionText::tr("None here: cancelling does nothing to an idle transaction.");
    return ActionText::tr("Leave it: an idle session holds a connection and nothing else.");
}

QCoro::Task<Result<ActionPlan>> planTerminate(Sight sight, std::stop_token stop)
{
    Result<SessionSight> look = co_await lookAtSession(std::move(sight), stop);
    if (!look)
        co_return std::unexpected(look.error());
    ActionPlan plan = endingPlan(*look);
    plan.title = ActionText::tr("End session %1 on %2").arg(look->key.pid).arg(plan.target.name);
    if (!plan.victims.empty())
        plan.alternative = alternativeFor(plan.victims.front());
    co_return plan;
}

} // namespace

ActionType terminateSessionAction()
{
    return {kTerminateSession, planTerminate, isNeverDoneWhilePresent};
}

} // namespace lockmaster
