// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/confirmation.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"

#include <QRegularExpression>

#include <algorithm>

namespace lockmaster {
namespace {

/// Of an identity, which life of the server it is: "started …", "run …".
const QRegularExpression &lifeOfServer()
{
    static const QRegularExpression kLife(QStringLiteral("(started|run) [^,]*, "));
    return kLife;
}

// Roles change by what is done; a PostgreSQL server that changed its role is another one to act on all the same.
QString withoutLife(QString identity)
{
    static const QRegularExpression kRedisRole(QStringLiteral(", (master|slave)$"));
    return identity.remove(lifeOfServer()).remove(kRedisRole);
}

bool isLifeUnknown(const QString &identity)
{
    return identity.startsWith(kUnknownLife);
}

const Preflight *firstFailed(const ActionPlan &plan)
{
    const auto found = std::ranges::find(plan.preflights, Verdict::Failed, &Preflight::verdict);
    return found == plan.preflights.end() ? nullptr : &*found;
}

bool isAmong(CheckIds ids, const QString &id)
{
    return std::ranges::find(ids, id) != ids.end();
}

bool warnsOf(const ActionPlan &plan, const QString &id)
{
    return std::ranges::any_of(
        plan.preflights, [&](const Preflight &check) { return check.id == id && check.verdict == Verdict::Warning; });
}

} // namespace

std::optional<QString> objection(const ActionPlan &plan, const QString &typed, const QStringList &ticked, WallTime now)
{
    if (!plan.isAllowed() || plan.statements.empty())
        return ActionText::tr("A check failed; this plan is not carried out.");
    if (plan.subjects.empty())
        return ActionText::tr("There is nothing that this plan would act on.");
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
    return withoutLife(plannedIdentity) == withoutLife(identityNow);
}

bool isAnotherServer(const QString &plannedIdentity, const QString &identityNow)
{
    if (!isLifeUnknown(plannedIdentity) && !isLifeUnknown(identityNow))
        return plannedIdentity != identityNow;
    const auto inAnyLife = [](QString identity) { return identity.remove(lifeOfServer()); };
    return inAnyLife(plannedIdentity) != inAnyLife(identityNow);
}

bool isRestarted(const QString &plannedIdentity, const QString &identityNow)
{
    if (isLifeUnknown(plannedIdentity) || isLifeUnknown(identityNow))
        return false;
    return lifeOfServer().match(plannedIdentity).captured() != lifeOfServer().match(identityNow).captured();
}

Recheck recheckBy(CheckIds gone, CheckIds weighty, const ActionPlan &confirmed, const ActionPlan &again)
{
    if (const Preflight *failed = firstFailed(again))
        return {isAmong(gone, failed->id) ? Recheck::Verdict::Gone : Recheck::Verdict::Changed, failed->detail};
    for (const Preflight &check : again.preflights) {
        if (check.verdict == Verdict::Warning && isAmong(weighty, check.id) && !warnsOf(confirmed, check.id))
            return {Recheck::Verdict::Changed, check.detail};
    }
    return {};
}

} // namespace lockmaster
