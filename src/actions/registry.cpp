// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/registry.h"

#include "actions/plan/actiontext.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace lockmaster {

#define ACTION(record) ActionType record();
#include "actions/actions.def"
#undef ACTION

std::span<const ActionType> allActions()
{
#define ACTION(record) record(),
    static const std::array kActions{
#include "actions/actions.def"
    };
#undef ACTION
    return kActions;
}

const ActionType *findAction(QStringView id)
{
    const auto actions = allActions();
    const auto found = std::ranges::find_if(actions, [&](const ActionType &action) { return action.id == id; });
    return found == actions.end() ? nullptr : &*found;
}

std::vector<const ActionType *> actionsOn(ServerKind kind, QStringView subject)
{
    std::vector<const ActionType *> found;
    for (const ActionType &action : allActions()) {
        if (action.kind == kind && action.offeredOn == subject)
            found.push_back(&action);
    }
    return found;
}

std::vector<const ActionType *> actionsOnPage(ServerKind kind, QStringView pageId)
{
    std::vector<const ActionType *> found;
    for (const ActionType &action : allActions()) {
        if (action.kind == kind && action.offeredOnPage == pageId)
            found.push_back(&action);
    }
    return found;
}

QString titleOf(const ActionPlan &plan)
{
    const ActionType *type = findAction(plan.request.action);
    QString title = type && type->title ? type->title() : plan.request.action;
    title.remove(u'…');
    QStringList names;
    for (const ActionSubject &subject : plan.subjects) {
        if (subject.kind != u"server") // all of the target
            names << subject.name;
    }
    const QString target = plan.request.target;
    return names.isEmpty()
               ? ActionText::tr("%1 (%2)").arg(title, target)
               : ActionText::tr("%1 (%2): %3").arg(title, target, elided(names.join(QStringLiteral(", ")), 80));
}

ActionWords wordsOf(const ActionPlan &plan)
{
    const ActionType *type = findAction(plan.request.action);
    if (type && type->words)
        return type->words(plan);
    return {plan.title, ActionText::tr("Cancel"), ActionText::tr("Type %1 to confirm:")};
}

} // namespace lockmaster
