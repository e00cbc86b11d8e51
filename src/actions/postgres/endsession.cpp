// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The ladder: cancels the query of a session, waits and looks, and ends the session only when it was told to and the cancel
// did not help.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/ladderrun.h"
#include "actions/postgres/queryplan.h"
#include "actions/postgres/sessionplan.h"

namespace lockmaster::ladder {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kEnd{"terminate"};
constexpr QLatin1StringView kWait{"wait_seconds"};

Arguments ladderArguments()
{
    Arguments arguments = sessionArgumentList();
    arguments.push_back(queryStartArgument());
    arguments.push_back({.name = kWait,
                         .type = ArgumentType::Number,
                         .title = ActionText::tr("Wait after the cancel (seconds)"),
                         .help = ActionText::tr("So long its query has to react to the cancel."),
                         .standard = 10,
                         .least = 1,
                         .most = 120});
    arguments.push_back({.name = kEnd,
                         .type = ArgumentType::Flag,
                         .title = ActionText::tr("Then end the session"),
                         .help = ActionText::tr("When its query still runs by then. Without it, it is only cancelled."),
                         .standard = false});
    return arguments;
}

bool ends(const ActionPlan &plan)
{
    return plan.request.arguments.value(kEnd).toBool();
}

/// What runs no query has nothing to cancel: it can only be ended, and that is said.
Preflight checkLadder(const Session &session, bool ends)
{
    if (session.state == SessionState::Active)
        return checkRunsAQuery(session);
    if (!ends)
        return {
            preflight::kSessionState, Verdict::Failed,
            ActionText::tr("It is %1 and runs no query: there is nothing to cancel. Let the session be ended, if that "
                           "is wanted.")
                .arg(sessionStateName(session.state))};
    return {preflight::kSessionState, Verdict::Warning,
            ActionText::tr("It is %1 and runs no query: there is nothing to cancel, and it is ended at once.")
                .arg(sessionStateName(session.state))};
}

QString consequenceOf(const Session &session, const ActionPlan &plan, const QString &ending)
{
    if (session.state != SessionState::Active)
        return ending;
    const QString cancelled =
        ActionText::tr("Its query is cancelled: its client gets an error (57014) and its transaction is aborted.");
    if (!ends(plan))
        return cancelled + u' ' + ActionText::tr("The session is never ended, also when that does not help.");
    return cancelled + u' '
           + ActionText::tr("If the query still runs %1 s later, the session is ended:")
                 .arg(plan.request.arguments.value(kWait).toInteger(10))
           + u' ' + ending;
}

QCoro::Task<Result<ActionPlan>> planLadder(PlanContext context, std::stop_token stop)
{
    Result<SessionPlan> look = co_await lookAtSession(std::move(context), releaseByEndingOne, stop);
    if (!look)
        co_return std::unexpected(look.error());
    ActionPlan plan = endingPlan(*look);
    plan.title = ends(plan)
                     ? ActionText::tr("Cancel, then end session %1 on %2").arg(look->key.pid).arg(plan.target.name)
                     : ActionText::tr("Cancel session %1 on %2 and wait").arg(look->key.pid).arg(plan.target.name);
    const Session *session = onlySession(plan);
    if (!session)
        co_return plan;
    takeQueryStart(*session, plan);
    plan.preflights.push_back(checkLadder(*session, ends(plan)));
    std::vector<PlannedStatement> steps;
    if (session->state == SessionState::Active) {
        plan.preflights.push_back(checkSameQuery(*session, queryStartIn(plan)));
        steps.push_back({actionSql("cancel"_L1),
                         {QString::number(look->key.pid), timeParameter(look->key.backendStart),
                          timeParameter(queryStartIn(plan))}});
    }
    if (ends(plan))
        steps.insert(steps.end(), plan.statements.begin(), plan.statements.end());
    plan.statements = std::move(steps);
    plan.consequence = consequenceOf(*session, plan, plan.consequence);
    plan.alternative = ActionText::tr("Wait, or ask its owner to end it.");
    co_return plan;
}

ActionWords ladderWords(const ActionPlan &plan)
{
    const int pid = sessionKeyIn(plan.request.arguments).pid;
    return {ends(plan) ? ActionText::tr("Cancel, then end session %1").arg(pid)
                       : ActionText::tr("Cancel session %1 and wait").arg(pid),
            ActionText::tr("Let it run"), ActionText::tr("Type %1 to begin:")};
}

} // namespace
} // namespace lockmaster::ladder

namespace lockmaster {

ActionType endSessionAction()
{
    return {.id = kEndSession,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Cancel a session's query, then end it"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Cancels the query, waits and looks, and ends the session only when it was told "
                        "to and the query still runs.");
                },
            .arguments = ladder::ladderArguments,
            .plan = ladder::planLadder,
            .recheck = recheckSession,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<LadderRun>(std::move(plan));
            },
            .words = ladder::ladderWords};
}

} // namespace lockmaster
