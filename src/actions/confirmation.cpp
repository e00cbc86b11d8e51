// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/confirmation.h"

#include "actions/actiontext.h"
#include "actions/preflights.h"

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

bool warnsOf(const ActionPlan &plan, QLatin1StringView id)
{
    const Preflight *check = findCheck(plan.preflights, id);
    return check && check->verdict == Verdict::Warning;
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
    if (warnsOf(again, preflight::kSyncWait) && !warnsOf(confirmed, preflight::kSyncWait))
        return {Recheck::Verdict::Changed, findCheck(again.preflights, preflight::kSyncWait)->detail};
    return {};
}

} // namespace lockmaster
