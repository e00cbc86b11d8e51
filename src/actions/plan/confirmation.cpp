// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/confirmation.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

/// Checks whose failure between plan and execution means: what was to be done is done or gone.
constexpr std::array kGoneChecks{QLatin1StringView("session.same"), QLatin1StringView("session.state"),
                                 QLatin1StringView("query.same"), QLatin1StringView("root.still")};

QString withoutStart(QString identity)
{
    static const QRegularExpression kStarted(QStringLiteral("started [^,]*, "));
    return identity.remove(kStarted);
}

const Preflight *firstFailed(const ActionPlan &plan)
{
    const auto found = std::ranges::find(plan.preflights, Verdict::Failed, &Preflight::verdict);
    return found == plan.preflights.end() ? nullptr : &*found;
}

// Warnings of what is lost; others (the age of the data, shares) move without changing the choice.
constexpr std::array kWeighty{preflight::kSyncWait, preflight::kWritten, preflight::kManaged};

bool isWeighty(const QString &id)
{
    return std::ranges::find(kWeighty, id) != kWeighty.end();
}

bool warnsOf(const ActionPlan &plan, const QString &id)
{
    return std::ranges::any_of(
        plan.preflights, [&](const Preflight &check) { return check.id == id && check.verdict == Verdict::Warning; });
}

} // namespace

std::optional<QString> objection(const ActionPlan &plan, const QString &typed, const QStringList &ticked, WallTime now)
{
    if (!plan.isAllowed() || plan.statements.empty() || plan.victims.empty())
        return ActionText::tr("A check failed; this plan is not carried out.");
    if (now - plan.madeAt > plan.validFor || now < plan.madeAt)
        return ActionText::tr("The plan is older than %1 s.").arg(plan.validFor.count());
    if (typed.trimmed() != plan.token)
        return ActionText::tr("What was typed is not what was asked for.");
    for (const Preflight &check : plan.preflights) {
        if (plan.allRequiredTicks && check.verdict == Verdict::Warning && !ticked.contains(check.id))
            return ActionText::tr("Not every warning was ticked.");
    }
    return std::nullopt;
}

bool isSameServer(const QString &plannedIdentity, const QString &identityNow)
{
    return withoutStart(plannedIdentity) == withoutStart(identityNow);
}

Recheck recheck(const ActionPlan &confirmed, const ActionPlan &again)
{
    if (const Preflight *failed = firstFailed(again)) {
        const bool isGone = std::ranges::find(kGoneChecks, failed->id) != kGoneChecks.end();
        return {isGone ? Recheck::Verdict::Gone : Recheck::Verdict::Changed, failed->detail};
    }
    // A warning that the person has not seen is one they have not agreed to.
    for (const Preflight &check : again.preflights) {
        if (check.verdict == Verdict::Warning && isWeighty(check.id) && !warnsOf(confirmed, check.id))
            return {Recheck::Verdict::Changed, check.detail};
    }
    return {};
}

} // namespace lockmaster
