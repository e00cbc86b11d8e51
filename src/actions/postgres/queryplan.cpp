// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/queryplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/format.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster {

Argument queryStartArgument()
{
    return {.name = kQueryStart,
            .type = ArgumentType::Moment,
            .help = ActionText::tr("When its query began: with this it is that query or none.")};
}

void takeQueryStart(const Session &session, ActionPlan &plan)
{
    if (!queryStartIn(plan) && session.queryStart)
        plan.request.arguments.insert(kQueryStart, formatIso(*session.queryStart));
}

bool isQueryOver(const Session &before, const PresentSession &now)
{
    return now.state != SessionState::Active || now.queryStart != before.queryStart;
}

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

Preflight checkSameQuery(const Session &session, const std::optional<ServerTime> &asked)
{
    if (session.queryStart == asked)
        return {preflight::kQuerySame, Verdict::Ok, ActionText::tr("The same query as on screen.")};
    return {preflight::kQuerySame, Verdict::Failed,
            ActionText::tr("The query on screen has ended; the session's present one began at %1.")
                .arg(session.queryStart ? formatTimeOfDay(*session.queryStart) : unknownValue())};
}

} // namespace lockmaster
