// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/conclusion.h"

#include "actions/plan/actiontext.h"
#include "base/redact.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// What became of one session.
SessionOutcome outcomeOf(const SessionKey &key, std::size_t index, const Evidence &evidence)
{
    if (index >= evidence.asked)
        return {key, Outcome::NoOp, ActionText::tr("not sent")};
    const bool isLost = evidence.isAnswerLost && index >= evidence.answerLostFrom;
    if (!isLost && !evidence.signalled.contains(key))
        return {key, Outcome::NoOp, ActionText::tr("had gone or changed, and was spared")};
    if (!evidence.hasLooked)
        return {key, Outcome::Unknown, ActionText::tr("nobody could look")};
    if (evidence.notDone.contains(key))
        return {key, Outcome::SentUnverified, ActionText::tr("still there")};
    return {key, Outcome::DoneVerified, ActionText::tr("done, seen by looking again")};
}

std::size_t count(const std::vector<SessionOutcome> &sessions, Outcome outcome)
{
    return static_cast<std::size_t>(std::ranges::count(sessions, outcome, &SessionOutcome::outcome));
}

Outcome overall(const std::vector<SessionOutcome> &sessions, const Evidence &evidence)
{
    const std::size_t touched = count(sessions, Outcome::DoneVerified) + count(sessions, Outcome::SentUnverified);
    if (count(sessions, Outcome::Unknown) > 0)
        return Outcome::Unknown;
    if (evidence.error && !evidence.isAnswerLost)
        return touched > 0 ? Outcome::FailedPartial : Outcome::FailedClean;
    if (count(sessions, Outcome::SentUnverified) > 0)
        return Outcome::SentUnverified;
    if (touched < sessions.size() && evidence.asked < sessions.size())
        return Outcome::FailedPartial; // the connection was lost before all were asked for
    return touched > 0 ? Outcome::DoneVerified : Outcome::NoOp;
}

bool isCancel(const ActionPlan &plan)
{
    return plan.request.action == kCancelQuery;
}

QString doneText(const ActionPlan &plan, const Evidence &evidence)
{
    const int pid = plan.victims.front().key.pid;
    if (evidence.serverRestarted)
        return ActionText::tr("The server restarted meanwhile; session %1 went with it.").arg(pid);
    if (isCancel(plan))
        return ActionText::tr("The query of session %1 runs no more, seen by looking again.").arg(pid);
    return ActionText::tr("Session %1 has gone, seen by looking again.").arg(pid);
}

QString stillThereText(const ActionPlan &plan, const Evidence &evidence)
{
    const int pid = plan.victims.front().key.pid;
    if (evidence.isAnswerLost)
        return ActionText::tr(
                   "The server's answer was lost, and session %1 is as it was: whether the request arrived is "
                   "not known.")
            .arg(pid);
    if (isCancel(plan))
        return ActionText::tr("Sent, and the query of session %1 still runs after 5 s.").arg(pid);
    return ActionText::tr("Sent, and session %1 is still there after 5 s.").arg(pid);
}

QString summaryOfOne(const ActionPlan &plan, const Evidence &evidence, Outcome outcome)
{
    const int pid = plan.victims.front().key.pid;
    switch (outcome) {
    case Outcome::DoneVerified: return doneText(plan, evidence);
    case Outcome::SentUnverified: return stillThereText(plan, evidence);
    case Outcome::NoOp:
        return isCancel(plan) ? ActionText::tr("That query of session %1 had ended; nothing was cancelled.").arg(pid)
                              : ActionText::tr("Session %1 had gone or changed; nothing was ended.").arg(pid);
    case Outcome::Unknown:
        return ActionText::tr("The server's answer was lost, and nobody could look since: what became of session %1 is "
                              "not known.")
            .arg(pid);
    default: return evidence.error ? evidence.error->text : ActionText::tr("The server refused it.");
    }
}

QString summaryOfMany(const std::vector<SessionOutcome> &sessions)
{
    QStringList parts{ActionText::tr("%1 gone").arg(count(sessions, Outcome::DoneVerified))};
    if (const auto still = count(sessions, Outcome::SentUnverified))
        parts << ActionText::tr("%1 still there").arg(still);
    if (const auto spared = count(sessions, Outcome::NoOp))
        parts << ActionText::tr("%1 spared, gone or changed before").arg(spared);
    if (const auto unknown = count(sessions, Outcome::Unknown))
        parts << ActionText::tr("%1 not known").arg(unknown);
    return ActionText::tr("Of %1 sessions: %2.").arg(sessions.size()).arg(parts.join(QStringLiteral(", ")));
}

QString nextAfterDone(const ActionPlan &plan)
{
    const auto syncWait = std::ranges::find(plan.victims, QStringLiteral("SyncRep"), &Session::waitEvent);
    if (syncWait != plan.victims.end())
        return ActionText::tr("Its transaction is committed on this server. Check that the synchronous standby has it "
                              "before this server is given up.");
    if (plan.request.action == kTerminateByFilter)
        return ActionText::tr("If as many come straight back, a pool keeps them: change its size instead.");
    return {};
}

QString nextStep(const ActionPlan &plan, Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return nextAfterDone(plan);
    case Outcome::SentUnverified:
        return isCancel(plan)
                   ? ActionText::tr(
                         "It may be in a function or in I/O that cannot be interrupted. Wait, or end the session.")
                   : ActionText::tr(
                         "It may be stopped, or in I/O that cannot be interrupted. Look at the process on its "
                         "host. Never kill -9 it: the whole server would restart.");
    case Outcome::FailedClean:
    case Outcome::FailedPartial: return ActionText::tr("Read the server's words, then make the plan again.");
    case Outcome::Unknown: return ActionText::tr("It is not sent again by itself. Look again when the server answers.");
    default: return {};
    }
}

ActionResult emptyResult(const ActionPlan &plan, Outcome outcome, QString summary, WallTime now)
{
    ActionResult result;
    result.planId = plan.id;
    result.outcome = outcome;
    result.summary = std::move(summary);
    result.finishedAt = now;
    return result;
}

} // namespace

ActionResult conclude(const ActionPlan &plan, const Evidence &evidence, WallTime now)
{
    ActionResult result = emptyResult(plan, Outcome::Unknown, {}, now);
    for (std::size_t i = 0; i < plan.victims.size(); ++i)
        result.sessions.push_back(outcomeOf(plan.victims[i].key, i, evidence));
    result.outcome = overall(result.sessions, evidence);
    result.summary =
        result.sessions.size() == 1 ? summaryOfOne(plan, evidence, result.outcome) : summaryOfMany(result.sessions);
    result.next = nextStep(plan, result.outcome);
    for (const QString &message : evidence.messages)
        result.serverMessages << redact(message);
    if (evidence.error && !evidence.error->detail.isEmpty())
        result.serverMessages << redact(evidence.error->detail);
    return result;
}

ActionResult refusedResult(const ActionPlan &plan, QString why, QString next, WallTime now)
{
    ActionResult result = emptyResult(plan, Outcome::RefusedByConsole, std::move(why), now);
    result.next = std::move(next);
    return result;
}

ActionResult nothingDoneResult(const ActionPlan &plan, QString why, WallTime now)
{
    ActionResult result = emptyResult(plan, Outcome::NoOp, std::move(why), now);
    for (const Session &victim : plan.victims)
        result.sessions.push_back({victim.key, Outcome::NoOp, ActionText::tr("not sent")});
    return result;
}

ActionResult failedCleanResult(const ActionPlan &plan, const Error &error, WallTime now)
{
    ActionResult result =
        emptyResult(plan, Outcome::FailedClean, ActionText::tr("Nothing was sent: %1").arg(error.text), now);
    result.next = nextStep(plan, Outcome::FailedClean);
    if (!error.detail.isEmpty())
        result.serverMessages << redact(error.detail);
    return result;
}

} // namespace lockmaster
