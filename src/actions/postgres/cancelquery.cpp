// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"
#include "actions/plan/statements.h"
#include "base/format.h"

namespace lockmaster {
namespace {

constexpr QLatin1StringView kQueryStart{"query_start"};

std::optional<ServerTime> queryStartIn(const ActionPlan &plan)
{
    return momentIn(plan.request.arguments, kQueryStart);
}

Preflight checkRunsAQuery(const Session &session)
{
    QString id = preflight::kSessionState;
    switch (session.state) {
    case SessionState::Active: return {id, Verdict::Ok, ActionText::tr("It runs a query.")};
    case SessionState::IdleInTransactionAborted:
        return {
            id, Verdict::Failed,
            ActionText::tr("Its transaction has failed already and waits for the client's ROLLBACK: cancelling does "
                           "nothing to it. Advisory locks of the session, and what was locked before a savepoint, "
                           "would stay. End the session instead.")};
    case SessionState::IdleInTransaction:
        return {
            id, Verdict::Failed,
            ActionText::tr("It is idle in transaction: cancelling does nothing to it, its locks would stay. End the "
                           "session instead.")};
    case SessionState::Disabled:
        return {
            id, Verdict::Failed,
            ActionText::tr("The server does not track it (track_activities is off): whether it runs a query cannot be "
                           "told. End the session, or switch track_activities on.")};
    default:
        return {id, Verdict::Failed,
                ActionText::tr("It runs no query now (it is %1); there is nothing to cancel.")
                    .arg(sessionStateName(session.state))};
    }
}

/// The person chose a query, not only a session: the one after it is not theirs to cancel.
Preflight checkSameQuery(const Session &session, const std::optional<ServerTime> &asked)
{
    if (session.queryStart == asked)
        return {preflight::kQuerySame, Verdict::Ok, ActionText::tr("The same query as on screen.")};
    return {preflight::kQuerySame, Verdict::Failed,
            ActionText::tr("The query on screen has ended; the session's present one began at %1.")
                .arg(session.queryStart ? formatTimeOfDay(*session.queryStart) : unknownValue())};
}

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
    // Without a query from the screen, the one that runs while planning is meant.
    if (!queryStartIn(plan) && session.queryStart)
        plan.request.arguments.insert(kQueryStart, formatIso(*session.queryStart));
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

bool isCancelled(const Session &before, const PresentSession &now)
{
    return now.state != SessionState::Active || now.queryStart != before.queryStart;
}

Arguments cancelArguments()
{
    Arguments arguments = sessionArgumentList();
    arguments.push_back({.name = kQueryStart,
                         .type = ArgumentType::Moment,
                         .help = ActionText::tr("When its query began: with this it is that query or none.")});
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
    return std::make_unique<SessionRun>(std::move(plan), isCancelled, std::move(sentences));
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
