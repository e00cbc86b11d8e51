// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an action that is a command looks at its server, and the plan of it.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/redis/commandtext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/redischecks.h"
#include "base/told.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QCoro::Task<std::optional<ServerTime>> serverTimeOf(std::shared_ptr<RedisLink> link, RedisInfo info,
                                                    std::stop_token stop)
{
    if (const auto micros = info.number("server_time_usec")) // 6.2+
        co_return ServerTime(told<std::chrono::microseconds>(*micros));
    const Result<RedisReply> time =
        co_await link->query(RedisCommand::of("TIME"), QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!time || !time->at(0).integer())
        co_return std::nullopt;
    co_return ServerTime(told<std::chrono::seconds>(*time->at(0).integer())
                         + told<std::chrono::microseconds>(time->at(1).integer().value_or(0)));
}

QCoro::Task<Preflight> permissionFor(std::shared_ptr<RedisLink> link, ActionPlan plan, std::stop_token stop)
{
    std::vector<RedisCommand> commands;
    for (const PlannedStatement &statement : plan.statements)
        commands.push_back(commandIn(statement.sql));
    return checkPermission(std::move(link), std::move(commands), std::move(stop));
}

} // namespace

const RedisReply &RedisSight::answer(std::size_t place) const
{
    static const RedisReply kNone;
    return place < answers.size() && answers[place] ? *answers[place] : kNone;
}

QCoro::Task<Result<RedisSight>> lookBy(const RedisOrder *order, ReadyServer server, ActionPlan plan,
                                       const FleetAccess *fleet, std::stop_token stop)
{
    const auto link = server.redis();
    Result<RedisInfo> info = co_await readRedisInfo(link, stop);
    const bool isBusy = !info && redisErrorCode(info.error()) == RedisErrorCode::Busy;
    if (!info && !(isBusy && order->whileBusy))
        co_return std::unexpected(info.error());
    RedisSight seen;
    seen.facts = server.facts;
    seen.fleet = fleet;
    seen.database = parameter(link->options().parameters, u"dbname").toInt();
    if (isBusy) {
        seen.busy = info.error().detail;
        co_return seen;
    }
    seen.info = std::move(*info);
    seen.now = co_await serverTimeOf(link, seen.info, stop);
    if (order->ask)
        seen.answers =
            co_await link->batch(order->ask(plan, server.facts.versionNumber), QDeadlineTimer(kLookTimeout), stop);
    seen.taken = systemClock().steadyNow();
    co_return seen;
}

QCoro::Task<Result<ActionPlan>> planOrder(const RedisOrder *order, PlanContext context, std::stop_token stop)
{
    ActionPlan plan = context.draft;
    plan.validFor = kOrderValid;
    order->name(plan);
    plan.preflights.push_back(checkCommandVersion(context.server.facts, order->command, order->since));
    if (hasFailed(plan.preflights))
        co_return plan;
    RedisInfo earlier;
    if (order->span.count() > 0) {
        earlier = (co_await readRedisInfo(context.server.redis(), stop)).value_or(RedisInfo());
        co_await sleepFor(order->span, stop);
    }
    Result<RedisSight> seen = co_await lookBy(order, context.server, plan, context.fleet, stop);
    if (!seen)
        co_return std::unexpected(seen.error());
    seen->earlier = std::move(earlier);
    plan.serverNow = seen->now;
    order->describe(plan, *seen);
    if (!plan.statements.empty())
        plan.preflights.push_back(co_await permissionFor(context.server.redis(), plan, stop));
    co_return plan;
}

Recheck recheckOrder(const ActionPlan &confirmed, const ActionPlan &again)
{
    const Recheck verdict = recheckBy({}, {}, confirmed, again);
    const bool isSame = confirmed.statements == again.statements && confirmed.undoStatements == again.undoStatements;
    if (verdict.verdict != Recheck::Verdict::Same || isSame)
        return verdict;
    return {Recheck::Verdict::Changed, ActionText::tr("The server is not as it was when the plan was made.")};
}

void noteCluster(ActionPlan &plan, const RedisSight &seen, Verdict verdict, const QString &words)
{
    if (seen.info.text("cluster_enabled") == u"1")
        plan.preflights.push_back({u"redis.cluster"_s, verdict, words});
}

void aboutServer(ActionPlan &plan)
{
    plan.subjects = {{u"server"_s, plan.target.name}};
}

} // namespace lockmaster
