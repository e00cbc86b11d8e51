// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/results.h"

#include "actions/plan/actiontext.h"
#include "base/redact.h"

namespace lockmaster {
namespace {

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

ActionResult resultOf(const ActionPlan &plan, const Evidence &evidence, Outcome outcome, QString summary, WallTime now)
{
    ActionResult result = emptyResult(plan, outcome, std::move(summary), now);
    result.next = usualNextStep(outcome);
    for (const QString &message : evidence.messages)
        result.serverMessages << redact(message);
    if (evidence.error && !evidence.error->detail.isEmpty())
        result.serverMessages << redact(evidence.error->detail);
    return result;
}

QString usualNextStep(Outcome outcome)
{
    switch (outcome) {
    case Outcome::FailedClean:
    case Outcome::FailedPartial: return ActionText::tr("Read the server's words, then make the plan again.");
    case Outcome::Unknown: return ActionText::tr("It is not sent again by itself. Look again when the server answers.");
    default: return {};
    }
}

bool isRefusedByServer(const Error &error, bool isConnectionOpen)
{
    return isConnectionOpen
           && (error.kind == ErrorKind::Query || error.kind == ErrorKind::Privilege
               || error.kind == ErrorKind::Unsupported);
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
    for (const ActionSubject &subject : plan.subjects)
        result.subjects.push_back({subject, Outcome::NoOp, ActionText::tr("not sent")});
    return result;
}

ActionResult failedCleanResult(const ActionPlan &plan, const Error &error, WallTime now)
{
    ActionResult result =
        emptyResult(plan, Outcome::FailedClean, ActionText::tr("Nothing was sent: %1").arg(error.text), now);
    result.next = usualNextStep(Outcome::FailedClean);
    if (!error.detail.isEmpty())
        result.serverMessages << redact(error.detail);
    return result;
}

} // namespace lockmaster
