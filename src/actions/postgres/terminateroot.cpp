// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"

#include <algorithm>

namespace lockmaster {
namespace {

Preflight checkRoot(const SessionPlan &look)
{
    const int index = look.forest.find(look.key.pid);
    if (index < 0)
        return {preflight::kRoot, Verdict::Failed, ActionText::tr("It blocks nobody any more.")};
    const LockNode &node = look.forest.nodes[static_cast<std::size_t>(index)];
    if (node.parent >= 0 || node.inCycle)
        return {preflight::kRoot, Verdict::Failed,
                ActionText::tr("It waits for a lock itself; the root is another session.")};
    return {preflight::kRoot, Verdict::Ok,
            node.victims == 1
                ? ActionText::tr("It is still a root blocker: 1 session waits behind it.")
                : ActionText::tr("It is still a root blocker: %1 sessions wait behind it.").arg(node.victims)};
}

/// A waiter in the middle of the tree that holds up most of it: cancelling that one spares the root.
QString alternativeIn(const SessionPlan &look)
{
    const int index = look.forest.find(look.key.pid);
    if (index < 0)
        return {};
    const auto &nodes = look.forest.nodes;
    const std::vector<int> &children = nodes[static_cast<std::size_t>(index)].children;
    const auto victims = [&](int child) { return nodes[static_cast<std::size_t>(child)].victims; };
    const auto worst = std::ranges::max_element(children, {}, victims);
    if (worst == children.end() || victims(*worst) == 0)
        return ActionText::tr("Wait until it ends by itself, or ask its owner to end the transaction.");
    return ActionText::tr(
               "Cancel the waiting query of session %1 instead: %2 of those that wait stand behind that one, "
               "and session %3 may live on.")
        .arg(nodes[static_cast<std::size_t>(*worst)].pid)
        .arg(victims(*worst))
        .arg(look.key.pid);
}

QCoro::Task<Result<ActionPlan>> planTerminateRoot(PlanContext context, std::stop_token stop)
{
    Result<SessionPlan> look = co_await lookAtSession(std::move(context), releaseByEndingOne, stop);
    if (!look)
        co_return std::unexpected(look.error());
    if (!hasFailed(look->context.draft.preflights))
        look->context.draft.preflights.push_back(checkRoot(*look));
    ActionPlan plan = endingPlan(*look);
    plan.title = ActionText::tr("End root blocker %1 on %2").arg(look->key.pid).arg(plan.target.name);
    plan.alternative = alternativeIn(*look);
    co_return plan;
}

ActionWords terminateRootWords(const ActionPlan &plan)
{
    return {ActionText::tr("End root blocker %1").arg(sessionKeyIn(plan.request.arguments).pid),
            ActionText::tr("Keep it"), ActionText::tr("Type %1 to end it:")};
}

} // namespace

ActionType terminateRootAction()
{
    return {
        .id = kTerminateRootBlocker,
        .title = [] { return ActionText::tr("End a root blocker"); },
        .help = [] { return ActionText::tr("Ends the session that others wait behind, if it still is their root."); },
        .arguments = sessionArgumentList,
        .plan = planTerminateRoot,
        .recheck = recheckSession,
        .run = runEnding,
        .words = terminateRootWords};
}

} // namespace lockmaster
