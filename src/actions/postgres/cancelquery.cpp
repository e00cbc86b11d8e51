// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/cancelquery.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/sessionsight.h"
#include "actions/plan/statements.h"
#include "base/format.h"

namespace lockmaster {
namespace {

Preflight checkRunsAQuery(const Session &session)
{
    QString id = preflight::kSessionState;
    switch (session.state) {
    case SessionState::Active: return {id, Verdict::Ok, ActionText::tr("It runs a query.")};
    case SessionState::IdleInTransaction:
    case SessionState::IdleInTransactionAborted:
        return {
            id, Verdict::Failed,
            ActionText::tr("It is idle in transaction: cancelling does nothing to it, its locks would stay. End the "
                           "session instead.")};
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
        return {QStringLiteral("query.same"), Verdict::Ok, ActionText::tr("The same query as on screen.")};
    return {QStringLiteral("query.same"), Verdict::Failed,
            ActionText::tr("The query on screen has ended; the session's present one began at %1.")
                .arg(session.queryStart ? formatTimeOfDay(*session.queryStart) : unknownValue())};
}

QString cancelConsequence(const Session &session, int freed)
{
    if (session.waitEvent == u"SyncRep")
        return ActionText::tr(
            "Its client is told that the COMMIT succeeded, with a warning that it might not have been "
            "replicated.");
    QString text =
        ActionText::tr("Its client gets an error (57014) and its transaction is aborted; the session stays.");
    return freed > 0 ? text + u' ' + freedText(freed) : text;
}

void judge(ActionPlan &plan)
{
    const Session &session = plan.victims.front();
    // Without a query from the screen, the one that runs while planning is meant.
    if (!plan.request.queryStart)
        plan.request.queryStart = session.queryStart;
    plan.preflights.push_back(checkRunsAQuery(session));
    if (session.state == SessionState::Active)
        plan.preflights.push_back(checkSameQuery(session, plan.request.queryStart));
    plan.consequence = cancelConsequence(session, plan.freed);
}

QCoro::Task<Result<ActionPlan>> planCancel(Sight sight, std::stop_token stop)
{
    Result<SessionSight> look = co_await lookAtSession(std::move(sight), stop);
    if (!look)
        co_return std::unexpected(look.error());
    ActionPlan plan = std::move(look->sight.draft);
    plan.title = ActionText::tr("Cancel query of session %1 on %2").arg(look->key.pid).arg(plan.target.name);
    plan.severity = Severity::Disruptive;
    if (!plan.victims.empty())
        judge(plan);
    plan.statements = {{actionSql(QLatin1StringView("cancel")),
                        {QString::number(look->key.pid), timeParameter(look->key.backendStart),
                         timeParameter(plan.request.queryStart)}}};
    plan.undo = ActionText::tr("None. The application can run its statement again.");
    plan.alternative = ActionText::tr("End the session, when the query does not react: that also rolls back what an "
                                      "open transaction did before it.");
    if (plan.target.environment == Environment::Production)
        plan.token = QString::number(look->key.pid);
    co_return plan;
}

bool isCancelled(const Session &before, const PresentSession &now)
{
    return now.state != SessionState::Active || now.queryStart != before.queryStart;
}

} // namespace

ActionType cancelQueryAction()
{
    return {kCancelQuery, planCancel, isCancelled};
}

} // namespace lockmaster
