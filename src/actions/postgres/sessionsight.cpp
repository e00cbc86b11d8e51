// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/sessionsight.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"

namespace lockmaster {
namespace {

QString endingConsequence(const Session &session, int freed)
{
    QString text = session.transactionStart
                       ? ActionText::tr("Its transaction is rolled back and its client is cut off.")
                       : ActionText::tr("Its client is cut off; no transaction is open.");
    if (session.waitEvent == u"SyncRep")
        text = ActionText::tr("Its client is cut off. Its COMMIT is done on this server and stays, but might not have "
                              "been replicated.");
    if (freed > 0)
        text += u' ' + freedText(freed);
    return text;
}

} // namespace

QCoro::Task<Result<SessionSight>> lookAtSession(Sight sight, std::stop_token stop)
{
    SessionSight look{std::move(sight), {}, {}, {}};
    if (!look.sight.draft.request.session)
        co_return fail(ErrorKind::Bug, ActionText::tr("This action needs a session."));
    look.key = *look.sight.draft.request.session;
    auto seen = co_await readSession(look.sight.link, look.key.pid, stop);
    if (!seen)
        co_return std::unexpected(seen.error());
    look.seen = std::move(*seen);
    auto forest = co_await readForest(look.sight.link, look.sight.facts.serverNow, stop);
    if (!forest)
        co_return std::unexpected(forest.error());
    look.forest = std::move(*forest);
    ActionPlan &draft = look.sight.draft;
    for (Preflight &check : checkSession(look.key, look.seen, look.sight.facts))
        draft.preflights.push_back(std::move(check));
    if (look.seen && look.seen->session.key == look.key)
        draft.victims = {look.seen->session};
    const int node = look.forest.find(look.key.pid);
    draft.freed = node < 0 || draft.victims.empty() ? 0 : look.forest.nodes[static_cast<std::size_t>(node)].freed;
    co_return look;
}

QString freedText(int freed)
{
    if (freed <= 0)
        return {};
    return freed == 1 ? ActionText::tr("1 session that waits behind it goes on.")
                      : ActionText::tr("%1 sessions that wait behind it go on.").arg(freed);
}

ActionPlan endingPlan(const SessionSight &look)
{
    ActionPlan plan = look.sight.draft;
    const bool waits = look.sight.facts.versionNumber >= 140000; // pg_terminate_backend(pid, timeout)
    plan.statements = {{actionSql(waits ? QLatin1StringView("terminate_14") : QLatin1StringView("terminate_13")),
                        {QString::number(look.key.pid), timeParameter(look.key.backendStart)}}};
    plan.severity = Severity::Disruptive;
    if (!plan.victims.empty())
        plan.consequence = endingConsequence(plan.victims.front(), plan.freed);
    plan.undo = ActionText::tr("None. The client has to connect again and repeat its work.");
    if (plan.target.environment == Environment::Production)
        plan.token = QString::number(look.key.pid);
    return plan;
}

bool isNeverDoneWhilePresent(const Session &, const PresentSession &)
{
    return false;
}

} // namespace lockmaster
