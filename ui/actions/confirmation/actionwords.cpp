// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/actionwords.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

struct ActionDialogText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::ActionWords)
};

bool isCancel(const ActionPlan &plan)
{
    return plan.request.action == kCancelQuery;
}

int pidOf(const ActionPlan &plan)
{
    return plan.request.session ? plan.request.session->pid : plan.victims.empty() ? 0 : plan.victims.front().key.pid;
}

} // namespace

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Reversible: return ActionDialogText::tr("Reversible");
    case Severity::Disruptive: return ActionDialogText::tr("Disruptive");
    case Severity::Destructive: return ActionDialogText::tr("Destructive");
    }
    return {};
}

StateRole severityState(Severity severity)
{
    switch (severity) {
    case Severity::Reversible: return StateRole::Ok;
    case Severity::Disruptive: return StateRole::Warning;
    case Severity::Destructive: return StateRole::Critical;
    }
    return StateRole::Critical;
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return ActionDialogText::tr("OK");
    case Verdict::Warning: return ActionDialogText::tr("warning");
    case Verdict::Failed: return ActionDialogText::tr("failed");
    }
    return {};
}

QString verdictSign(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return QStringLiteral("✓");
    case Verdict::Warning: return QStringLiteral("▲");
    case Verdict::Failed: return QStringLiteral("■");
    }
    return {};
}

StateRole verdictState(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return StateRole::Ok;
    case Verdict::Warning: return StateRole::Warning;
    case Verdict::Failed: return StateRole::Critical;
    }
    return StateRole::Critical;
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return ActionDialogText::tr("Done, and seen");
    case Outcome::SentUnverified: return ActionDialogText::tr("Sent, effect not seen");
    case Outcome::NoOp: return ActionDialogText::tr("Nothing was changed");
    case Outcome::RefusedByConsole: return ActionDialogText::tr("Refused by the console");
    case Outcome::FailedClean: return ActionDialogText::tr("Failed, nothing was changed");
    case Outcome::FailedPartial: return ActionDialogText::tr("Failed halfway");
    case Outcome::Unknown: return ActionDialogText::tr("Outcome not known");
    }
    return {};
}

StateRole outcomeState(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return StateRole::Ok;
    case Outcome::SentUnverified: return StateRole::Warning;
    case Outcome::NoOp: return StateRole::Unknown;
    case Outcome::RefusedByConsole: return StateRole::Unknown;
    case Outcome::FailedClean: return StateRole::Warning;
    case Outcome::FailedPartial: return StateRole::Critical;
    case Outcome::Unknown: return StateRole::Blind;
    }
    return StateRole::Unknown;
}

QString confirmVerb(const ActionPlan &plan)
{
    if (isCancel(plan))
        return ActionDialogText::tr("Cancel query of %1").arg(pidOf(plan));
    if (plan.request.action == kTerminateRootBlocker)
        return ActionDialogText::tr("End root blocker %1").arg(pidOf(plan));
    if (plan.victims.size() > 1)
        return ActionDialogText::tr("End %1 sessions").arg(plan.victims.size());
    return ActionDialogText::tr("End session %1").arg(pidOf(plan));
}

QString keepVerb(const ActionPlan &plan)
{
    if (isCancel(plan))
        return ActionDialogText::tr("Let it run");
    return plan.victims.size() > 1 ? ActionDialogText::tr("Keep them") : ActionDialogText::tr("Keep it");
}

QString tokenPrompt(const ActionPlan &plan)
{
    if (plan.token.isEmpty())
        return {};
    if (isCancel(plan))
        return ActionDialogText::tr("Type %1 to cancel it:").arg(plan.token);
    return plan.victims.size() > 1 ? ActionDialogText::tr("Type %1 to end them:").arg(plan.token)
                                   : ActionDialogText::tr("Type %1 to end it:").arg(plan.token);
}

} // namespace lockmaster
