// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-7: asks the allocator to give memory back that it holds and nobody uses. Only jemalloc can; others answer OK.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/told.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kWorthIt = 10'000'000; ///< bytes

void namePurge(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Give unused memory of %1 back").arg(plan.target.name);
}

Preflight checkAllocator(const RedisInfo &info)
{
    const QString id = u"memory.allocator"_s;
    const QString allocator = info.text("mem_allocator");
    if (!allocator.startsWith(u"jemalloc"))
        return {id, Verdict::Failed,
                ActionText::tr("The server's allocator is %1: it would answer OK and do nothing.").arg(allocator)};
    return {id, Verdict::Ok, ActionText::tr("The server's allocator is %1, which can.").arg(allocator)};
}

/// allocator_rss_bytes is what the allocator holds and has not in use; only that can be given back.
Preflight checkHeldMemory(const RedisInfo &info)
{
    const QString id = u"memory.held"_s;
    const auto held = info.number("allocator_rss_bytes");
    if (!held)
        return {id, Verdict::Warning, ActionText::tr("How much the allocator holds unused is not told.")};
    if (*held < kWorthIt)
        return {id, Verdict::Warning,
                ActionText::tr("The allocator holds only %1 unused: there is little to give back.")
                    .arg(formatBytes(std::max<std::int64_t>(*held, 0)))};
    return {id, Verdict::Ok,
            ActionText::tr("The allocator holds %1 unused, of %2 in all.")
                .arg(formatBytes(*held), formatBytes(info.number("used_memory_rss").value_or(0)))};
}

void describePurge(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkAllocator(seen.info));
    plan.preflights.push_back(checkHeldMemory(seen.info));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: only its own memory."));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of("MEMORY", "PURGE"))};
    plan.consequence = ActionText::tr("The server stands still for as long as it takes, usually milliseconds.");
    plan.undo = ActionText::tr("Nothing is to be undone: the server takes memory again as it needs it.");
    plan.alternative = ActionText::tr("On a replica first; or activedefrag, which also mends what lies scattered.");
}

RedisEffect purgeEffect(const ActionPlan &, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const auto now = after.info.number("used_memory_rss");
    const auto before = sent.before ? sent.before->info.number("used_memory_rss") : std::nullopt;
    if (!now || !before)
        return {Unseen, ActionText::tr("How much memory the server held before is not known.")};
    if (*now < *before)
        return {Done, ActionText::tr("The server gave %1 back: it holds %2 now.")
                          .arg(formatBytes(saturatingDifference(*before, *now)), formatBytes(*now))};
    return {Nothing, ActionText::tr("The server holds as much as before: %1.").arg(formatBytes(*now))};
}

constexpr RedisOrder kPurge{.command = "MEMORY PURGE"_L1,
                            .patience = std::chrono::seconds(2), // the figure is taken ten times a second
                            .name = namePurge,
                            .describe = describePurge,
                            .effect = purgeEffect};

} // namespace

ActionType redisMemoryPurgeAction()
{
    return orderAction<kPurge>({
        .id = "redis.memory.purge"_L1,
        .title = [] { return ActionText::tr("Give unused memory back…"); },
        .help =
            [] {
                return ActionText::tr("MEMORY PURGE: the allocator gives memory back that it holds and nobody uses.");
            },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "memory"_L1,
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Give memory back"), ActionText::tr("Leave it"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
