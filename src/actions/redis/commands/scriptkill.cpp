// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ends a script or a function that has been running for so long that the server answers nobody else. Only one that has not
// written yet can be ended; of others the server says UNKILLABLE.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

bool isFunctionKill(const ActionPlan &plan)
{
    return plan.request.action == kRedisFunctionKill;
}

void nameScriptKill(ActionPlan &plan)
{
    plan.severity = Severity::Disruptive;
    plan.title = isFunctionKill(plan) ? ActionText::tr("End the running function on %1").arg(plan.target.name)
                                      : ActionText::tr("End the running script on %1").arg(plan.target.name);
}

/// By the words with which the server refuses all else; it names the one of the two that it takes.
Preflight checkRunning(const ActionPlan &plan, const QString &busy)
{
    const QString id = u"script.running"_s;
    if (busy.isEmpty())
        return {id, Verdict::Failed,
                ActionText::tr("The server answers: nothing has been running for longer than its limit "
                               "(busy-reply-threshold, before 7.0 lua-time-limit).")};
    const bool isFunction = busy.contains(u"FUNCTION KILL");
    if (isFunction != isFunctionKill(plan))
        return {id, Verdict::Failed,
                isFunction ? ActionText::tr("What runs is a function: FUNCTION KILL ends it (redis.function.kill).")
                           : ActionText::tr("What runs is a script: SCRIPT KILL ends it (redis.script.kill).")};
    return {id, Verdict::Ok, ActionText::tr("The server is busy with it and answers nobody else.")};
}

void describeScriptKill(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkRunning(plan, seen.busy));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of(isFunctionKill(plan) ? "FUNCTION" : "SCRIPT", "KILL"))};
    plan.consequence = ActionText::tr("Its client gets an error, all others are served again. What has written already "
                                      "cannot be ended; the server then says so.");
    plan.undo = ActionText::tr("None: the client may call it again.");
    plan.alternative = ActionText::tr("Wait until it ends.");
}

RedisEffect scriptKillEffect(const ActionPlan &, const RedisSight &after, const RedisSent &)
{
    using enum RedisEffect::State;
    if (after.busy.isEmpty())
        return {Done, ActionText::tr("It has ended: the server answers again.")};
    return {NotYet, ActionText::tr("The server is busy still."), {}, ActionText::tr("Look again in a moment.")};
}

std::optional<RedisEffect> scriptKillMeaning(const Error &error)
{
    using enum RedisEffect::State;
    if (error.sqlState == u"NOTBUSY")
        return RedisEffect{Nothing, ActionText::tr("Nothing was running any more.")};
    if (error.sqlState == u"UNKILLABLE")
        return RedisEffect{
            Failed,
            ActionText::tr("It has written already, so the server does not end it: half of it would stay "
                           "(UNKILLABLE)."),
            {},
            ActionText::tr("Wait until it ends. By hand SHUTDOWN NOSAVE stops the whole server, and "
                           "loses all since the last save.")};
    return std::nullopt;
}

constexpr RedisOrder kScriptKill{.command = "SCRIPT KILL"_L1,
                                 .whileBusy = true,
                                 .patience = std::chrono::seconds(2),
                                 .name = nameScriptKill,
                                 .describe = describeScriptKill,
                                 .effect = scriptKillEffect,
                                 .meaning = scriptKillMeaning};

constexpr RedisOrder kFunctionKill{.command = "FUNCTION KILL"_L1,
                                   .since = 70000,
                                   .whileBusy = true,
                                   .patience = std::chrono::seconds(2),
                                   .name = nameScriptKill,
                                   .describe = describeScriptKill,
                                   .effect = scriptKillEffect,
                                   .meaning = scriptKillMeaning};

Recheck recheckScriptKill(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"script.running"_L1}, {}, confirmed, again);
}

ActionWords scriptKillWords(const ActionPlan &plan)
{
    return {isFunctionKill(plan) ? ActionText::tr("End the function") : ActionText::tr("End the script"),
            ActionText::tr("Let it run"), ActionText::tr("Type %1:")};
}

} // namespace

ActionType redisScriptKillAction()
{
    return orderAction<kScriptKill>({
        .id = kRedisScriptKill,
        .title = [] { return ActionText::tr("End the running script…"); },
        .help =
            [] { return ActionText::tr("SCRIPT KILL: ends a script (EVAL) that keeps the server from answering."); },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "commands"_L1,
        .recheck = recheckScriptKill,
        .words = scriptKillWords,
    });
}

ActionType redisFunctionKillAction()
{
    return orderAction<kFunctionKill>({
        .id = kRedisFunctionKill,
        .title = [] { return ActionText::tr("End the running function…"); },
        .help =
            [] {
                return ActionText::tr("FUNCTION KILL (Redis 7.0+): ends a function (FCALL) that keeps the server from "
                                      "answering.");
            },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "commands"_L1,
        .recheck = recheckScriptKill,
        .words = scriptKillWords,
    });
}

} // namespace lockmaster
