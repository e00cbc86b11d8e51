// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"

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

QCoro::Task<Result<ActionPlan>> planTerminate(PlanContext context, std::stop_token stop)
{
    Result<SessionPlan> look = co_await lookAtSession(std::move(context), releaseByEndingOne, stop);
    if (!look)
        co_return std::unexpected(look.error());
    ActionPlan plan = endingPlan(*look);
    plan.title = ActionText::tr("End session %1 on %2").arg(look->key.pid).arg(plan.target.name);
    if (const Session *session = onlySession(plan))
        plan.alternative = alternativeFor(*session);
    co_return plan;
}

ActionWords terminateWords(const ActionPlan &plan)
{
    return {ActionText::tr("End session %1").arg(sessionKeyIn(plan.request.arguments).pid), ActionText::tr("Keep it"),
            ActionText::tr("Type %1 to end it:")};
}

} // namespace

ActionType terminateSessionAction()
{
    return {.id = kTerminateSession,
            .title = [] { return ActionText::tr("End a session"); },
            .help = [] { return ActionText::tr("Ends one client's session."); },
            .arguments = sessionArgumentList,
            .plan = planTerminate,
            .recheck = recheckSession,
            .run = runEnding,
            .words = terminateWords};
}

} // namespace lockmaster
