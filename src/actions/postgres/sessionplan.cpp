// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/sessionplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "base/format.h"

namespace lockmaster {
namespace {

QString releaseText(const LockRelease &release)
{
    QStringList parts;
    if (release.atOnce.size() == 1)
        parts << ActionText::tr("Session %1, which waits, goes on at once.").arg(release.atOnce.front());
    else if (!release.atOnce.empty())
        parts << ActionText::tr("%1 waiting sessions go on at once.").arg(release.atOnce.size());
    if (release.inTurn.size() == 1)
        parts << ActionText::tr("1 more goes on in turn, when the ones in front of it commit.");
    else if (!release.inTurn.empty())
        parts << ActionText::tr("%1 more go on in turn, each when the ones in front of it commit.")
                     .arg(release.inTurn.size());
    if (!release.held.empty())
        parts << ActionText::tr("%1 wait on: others hold them up too.").arg(release.held.size());
    if (release.unsure.size() == 1)
        parts << ActionText::tr("Session %1 waits for an advisory lock: it goes on only if that was taken for the "
                                "transaction. One taken for the session stays.")
                     .arg(release.unsure.front());
    else if (!release.unsure.empty())
        parts << ActionText::tr(
                     "%1 wait for an advisory lock: they go on only if it was taken for the transaction. One "
                     "taken for the session stays.")
                     .arg(release.unsure.size());
    return parts.join(u' ');
}

QString endingConsequence(const Session &session, const LockRelease &release)
{
    QString text = session.transactionStart
                       ? ActionText::tr("Its transaction is rolled back and its client is cut off.")
                       : ActionText::tr("Its client is cut off; no transaction is open.");
    if (session.waitEvent == u"SyncRep")
        text = ActionText::tr("Its client is cut off. Its COMMIT is done on this server and stays, but might not have "
                              "been replicated.");
    return withRelease(text, release);
}

/// A pid alone means the session that has it now; from here on it is that one or none.
void takeKey(SessionPlan &look)
{
    QJsonObject &arguments = look.context.draft.request.arguments;
    if (look.seen && !look.seen->isHidden && !arguments.contains(QLatin1StringView("backend_start"))) {
        look.key = look.seen->session.key;
        arguments.insert(QStringLiteral("backend_start"), formatIso(look.key.backendStart));
    }
}

} // namespace

LockRelease releaseByEndingOne(const std::vector<LockWait> &waits, int pid)
{
    return releaseBy(waits, {pid});
}

QCoro::Task<Result<SessionPlan>> lookAtSession(PlanContext context, ReleaseOf releaseOf, std::stop_token stop)
{
    SessionPlan look{std::move(context), {}, {}, {}};
    look.key = sessionKeyIn(look.context.draft.request.arguments);
    auto seen = co_await readSession(look.context.server.postgres(), look.key.pid, stop);
    if (!seen)
        co_return std::unexpected(seen.error());
    look.seen = std::move(*seen);
    if (!look.seen && look.key.backendStart == ServerTime{})
        co_return fail(
            ErrorKind::Query,
            ActionText::tr("No session has pid %1 on %2 now.").arg(look.key.pid).arg(look.context.draft.target.name));
    const auto waits = co_await readWaits(look.context.server.postgres(), stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    look.forest = lockForest(*waits, look.context.server.facts.serverNow);
    ActionPlan &draft = look.context.draft;
    takeKey(look);
    for (Preflight &check : checkSession(look.key, look.seen, look.context.server.facts))
        draft.preflights.push_back(std::move(check));
    if (look.seen && look.seen->session.key == look.key)
        draft.subjects = {subjectOf(look.seen->session)};
    if (!draft.subjects.empty())
        look.release = releaseOf(*waits, look.key.pid);
    countFreed(look.release, draft);
    co_return look;
}

QString withRelease(const QString &consequence, const LockRelease &release)
{
    const QString text = releaseText(release);
    return text.isEmpty() ? consequence : consequence + u' ' + text;
}

void countFreed(const LockRelease &release, ActionPlan &plan)
{
    plan.freed = static_cast<int>(release.freed());
    plan.freedAtOnce = static_cast<int>(release.atOnce.size());
    plan.waiters = release.atOnce;
    for (const std::vector<int> &others : {release.inTurn, release.held, release.unsure})
        plan.waiters.insert(plan.waiters.end(), others.begin(), others.end());
}

ActionPlan endingPlan(const SessionPlan &look)
{
    ActionPlan plan = look.context.draft;
    const bool waits = look.context.server.facts.versionNumber >= 140000; // pg_terminate_backend(pid, timeout)
    plan.statements = {{actionSql(waits ? QLatin1StringView("terminate_14") : QLatin1StringView("terminate_13")),
                        {QString::number(look.key.pid), timeParameter(look.key.backendStart)}}};
    plan.severity = Severity::Disruptive;
    if (const Session *session = onlySession(plan))
        plan.consequence = endingConsequence(*session, look.release);
    plan.undo = ActionText::tr("None. The client has to connect again and repeat its work.");
    if (plan.target.environment == Environment::Production)
        plan.token = QString::number(look.key.pid);
    return plan;
}

const Session *onlySession(const ActionPlan &plan)
{
    return plan.subjects.empty() || !plan.subjects.front().session ? nullptr : &*plan.subjects.front().session;
}

Arguments sessionArgumentList()
{
    return {{.name = QStringLiteral("pid"),
             .type = ArgumentType::Number,
             .help = ActionText::tr("The session's pid. Alone it means the session that has it now."),
             .isRequired = true,
             .least = 1},
            {.name = QStringLiteral("backend_start"),
             .type = ArgumentType::Moment,
             .help = ActionText::tr("When it began: with this it is that session or none.")}};
}

Recheck recheckSession(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({preflight::kSessionSame, preflight::kSessionState, preflight::kQuerySame, preflight::kRoot},
                     {preflight::kSyncWait, preflight::kWritten, preflight::kManaged}, confirmed, again);
}

} // namespace lockmaster
