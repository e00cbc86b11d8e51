// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/planchanges.h"

#include "base/text.h"
#include "model/action.h"
#include "ui/actions/confirmation/actionwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lockmaster {
namespace {

struct PlanChangeText {
    Q_DECLARE_TR_FUNCTIONS(lockmaster::PlanChanges)
};

bool isSameSubject(const ActionSubject &left, const ActionSubject &right)
{
    if (left.kind != right.kind || left.name != right.name || left.session.has_value() != right.session.has_value())
        return false;
    return !left.session || left.session->key == right.session->key;
}

bool isAmongSubjects(const ActionSubject &one, const std::vector<ActionSubject> &all)
{
    return std::ranges::any_of(all, [&](const ActionSubject &other) { return isSameSubject(one, other); });
}

/// How many of `these` are not among `those`.
std::ptrdiff_t countMissing(const std::vector<ActionSubject> &these, const std::vector<ActionSubject> &those)
{
    return std::ranges::count_if(these, [&](const ActionSubject &one) { return !isAmongSubjects(one, those); });
}

QStringList changedSubjects(const ActionPlan &before, const ActionPlan &now)
{
    QStringList changes;
    const std::ptrdiff_t gone = countMissing(before.subjects, now.subjects);
    const std::ptrdiff_t come = countMissing(now.subjects, before.subjects);
    if (gone == 1)
        changes << PlanChangeText::tr("1 that it was for is no longer there.");
    else if (gone > 1)
        changes << PlanChangeText::tr("%1 that it was for are no longer there.").arg(gone);
    if (come == 1)
        changes << PlanChangeText::tr("It is for 1 more than before.");
    else if (come > 1)
        changes << PlanChangeText::tr("It is for %1 more than before.").arg(come);
    return changes;
}

bool hasCheck(const ActionPlan &plan, const Preflight &wanted)
{
    return std::ranges::any_of(plan.preflights, [&](const Preflight &check) {
        return check.id == wanted.id && check.verdict == wanted.verdict;
    });
}

bool isStillChecked(const ActionPlan &plan, const QString &id)
{
    return std::ranges::any_of(plan.preflights, [&](const Preflight &check) { return check.id == id; });
}

QStringList changedChecks(const ActionPlan &before, const ActionPlan &now)
{
    QStringList changes;
    for (const Preflight &check : now.preflights) {
        if (!hasCheck(before, check))
            changes << verdictSign(check.verdict) + u' ' + plainLine(check.detail);
    }
    for (const Preflight &check : before.preflights) {
        if (!isStillChecked(now, check.id))
            changes << PlanChangeText::tr("No longer checked: %1").arg(plainLine(check.detail));
    }
    return changes;
}

} // namespace

QStringList changesBetween(const ActionPlan &before, const ActionPlan &now)
{
    QStringList changes;
    if (now.serverIdentity != before.serverIdentity)
        changes << PlanChangeText::tr("The server restarted, or another one took over.");
    changes << changedSubjects(before, now) << changedChecks(before, now);
    if (changes.isEmpty() && now.statements != before.statements)
        changes << PlanChangeText::tr("The statements are not the same any more.");
    if (now.token != before.token)
        changes << PlanChangeText::tr("What has to be typed is not the same any more.");
    if (changes.isEmpty() && (now.severity != before.severity || now.allRequiredTicks != before.allRequiredTicks))
        changes << PlanChangeText::tr("It now counts as: %1.").arg(severityWord(now.severity));
    return changes;
}

} // namespace lockmaster
