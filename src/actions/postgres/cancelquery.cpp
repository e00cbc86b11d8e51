// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/postgres/queryplan.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"
#include "actions/plan/statements.h"

namespace lockmaster {
namespace {

/// Then its transaction may have savepoints. A statement alone begins with its transaction.
bool isInABlock(const Session &session)
{
    return session.transactionStart && session.queryStart && *session.transactionStart < *session.queryStart;
}

QString cancelConsequence(const Session &session, const LockRelease &release)
{
    if (session.waitEvent == u"SyncRep")
        return ActionText::tr(
            "Its client is told that the COMMIT succeeded, with a warning that it might not have been "
            "replicated.");
    QString text = withRelease(
        ActionText::tr("Its client gets an error (57014) and its transaction is aborted; the session stays."), release);
    if (isInABlock(session) && release.freed() > 0)
        text += u' '
                + ActionText::tr("In a transaction with savepoints, what was locked before the last one stays locked "
                                 "until the client rolls back.");
    return text;
}

void judge(ActionPlan &plan, const LockRelease &release)
{
    const Session &session = *onlySession(plan);
    takeQueryStart(session, plan);
    plan.preflights.push_back(checkRunsAQuery(session));
    if (session.state == SessionState::Active)
        plan.preflights.push_back(checkSameQuery(session, queryStartIn(plan)));
    plan.consequence = cancelConsequence(session, release);
}

QCoro::Task<Result<ActionPlan>> planCancel(PlanContext context, std::stop_token stop)
{
    Result<SessionPlan> look = co_await lookAtSession(std::move(context), releaseByCancelling, stop);
    if (!look)
        co_return std::unexpected(look.error());
    ActionPlan plan = std::move(look->context.draft);
    plan.title = ActionText::tr("Cancel query of session %1 on %2").arg(look->key.pid).arg(plan.target.name);
    plan.severity = Severity::Disruptive;
    if (onlySession(plan))
        judge(plan, look->release);
    plan.statements = {
        {actionSql(QLatin1StringView("cancel")),
         {QString::number(look->key.pid), timeParameter(look->key.backendStart), timeParameter(queryStartIn(plan))}}};
    plan.undo = ActionText::tr("None. The application can run its statement again.");
    plan.alternative = ActionText::tr("End the session, when the query does not react, or when all that it has locked "
                                      "must be given back.");
    if (plan.target.environment == Environment::Production)
        plan.token = QString::number(look->key.pid);
    co_return plan;
}

Arguments cancelArguments()
{
    Arguments arguments = sessionArgumentList();
    arguments.push_back(queryStartArgument());
    return arguments;
}

SessionSentences cancelSentences(const ActionPlan &plan)
{
    const int pid = sessionKeyIn(plan.request.arguments).pid;
    return {
        .done = ActionText::tr("The query of session %1 is no longer running: the console looked again.").arg(pid),
        .stillThere = ActionText::tr("Sent, and the query of session %1 still runs after 5 s.").arg(pid),
        .nothing = ActionText::tr("That query of session %1 had already ended; nothing was cancelled.").arg(pid),
        .whenStillThere =
            ActionText::tr("It may be in a function or in I/O that cannot be interrupted. Wait, or end the session."),
        .whenStillHolding = ActionText::tr("What the session locked before a savepoint, or for the session, it still "
                                           "has. End the session, when its client does not give it back.")};
}

std::unique_ptr<ActionRun> runCancel(ActionPlan plan)
{
    SessionSentences sentences = cancelSentences(plan);
    return std::make_unique<SessionRun>(std::move(plan), isQueryOver, std::move(sentences));
}

ActionWords cancelWords(const ActionPlan &plan)
{
    return {ActionText::tr("Cancel query of %1").arg(sessionKeyIn(plan.request.arguments).pid),
            ActionText::tr("Let it run"), ActionText::tr("Type %1 to cancel it:")};
}

} // namespace

ActionType cancelQueryAction()
{
    return {.id = kCancelQuery,
            .title = [] { return ActionText::tr("Cancel a session's query"); },
            .help = [] { return ActionText::tr("Cancels the running query; the session stays."); },
            .arguments = cancelArguments,
            .plan = planCancel,
            .recheck = recheckSession,
            .run = runCancel,
            .words = cancelWords};
}

} // namespace lockmaster
