// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/actionwords.h"

#include "base/format.h"
#include "base/text.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

struct ActionDialogText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::ActionWords)
};

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

HealthState severityState(Severity severity)
{
    switch (severity) {
    case Severity::Reversible: return HealthState::Ok;
    case Severity::Disruptive: return HealthState::Warning;
    case Severity::Destructive: return HealthState::Critical;
    }
    return HealthState::Critical;
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

HealthState verdictState(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return HealthState::Ok;
    case Verdict::Warning: return HealthState::Warning;
    case Verdict::Failed: return HealthState::Critical;
    }
    return HealthState::Critical;
}

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return ActionDialogText::tr("Done and confirmed");
    case Outcome::SentUnverified: return ActionDialogText::tr("Sent, effect not confirmed");
    case Outcome::NoOp: return ActionDialogText::tr("Nothing was changed");
    case Outcome::RefusedByConsole: return ActionDialogText::tr("Refused by the console");
    case Outcome::FailedClean: return ActionDialogText::tr("Failed, nothing was changed");
    case Outcome::FailedPartial: return ActionDialogText::tr("Failed halfway");
    case Outcome::Unknown: return ActionDialogText::tr("Outcome not known");
    }
    return {};
}

HealthState outcomeState(Outcome outcome)
{
    switch (outcome) {
    case Outcome::DoneVerified: return HealthState::Ok;
    case Outcome::SentUnverified: return HealthState::Warning;
    case Outcome::NoOp: return HealthState::Unknown;
    case Outcome::RefusedByConsole: return HealthState::Unknown;
    case Outcome::FailedClean: return HealthState::Warning;
    case Outcome::FailedPartial: return HealthState::Critical;
    case Outcome::Unknown: return HealthState::Blind;
    }
    return HealthState::Unknown;
}

ActionResult unfinishedResult(const ActionPlan &plan)
{
    ActionResult result;
    result.outcome = Outcome::Unknown;
    result.summary =
        ActionDialogText::tr("This was sent at %1, and the console ended before it learned what came of it.")
            .arg(formatMoment(plan.madeAt));
    result.next = ActionDialogText::tr("It is not sent again. Look at the server now to learn what became of it.");
    result.offer = plan.undoRequest;
    return result;
}

QString progressText(const ActionProgress &progress)
{
    QStringList parts{plainLine(progress.phase)};
    if (progress.total)
        parts << ActionDialogText::tr("%1 of %2 %3")
                     .arg(formatCount(progress.done.value_or(0)), formatCount(*progress.total), progress.unit);
    if (progress.perSecond)
        parts << formatRate(*progress.perSecond);
    return parts.join(QStringLiteral(" · "));
}

} // namespace lockmaster
