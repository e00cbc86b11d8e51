// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/failoverplan.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/redis/commandtext.h"
#include "actions/redis/failoverchecks.h"
#include "actions/redis/redischecks.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::failover {
namespace {

using namespace Qt::StringLiterals;

/// Where in the list the new primary is; empty: nowhere.
std::optional<std::size_t> chosenReplica(const std::vector<ListedReplica> &all, const QString &wanted)
{
    const auto byName = std::ranges::find(all, wanted, addressOf);
    const auto furthest = std::ranges::max_element(
        all, {}, [](const ListedReplica &one) { return std::pair(one.state == u"online", one.offset); });
    const auto chosen = wanted.isEmpty() ? furthest : byName;
    return chosen == all.end() ? std::nullopt : std::optional(std::size_t(chosen - all.begin()));
}

RedisCommand followCommand(const ListedReplica &primary)
{
    return RedisCommand::of("REPLICAOF", primary.host, primary.port);
}

std::vector<RedisCommand> disconnectCommands()
{
    return {RedisCommand::of("CLIENT", "KILL", "TYPE", "normal"), RedisCommand::of("CLIENT", "KILL", "TYPE", "pubsub")};
}

void planStatements(ActionPlan &plan, const Look &look)
{
    const RedisCommand rewrite = RedisCommand::of("CONFIG", "REWRITE");
    plan.statements = {statementOf(failoverCommand(plan, look.candidate.listed))};
    for (const Member &other : look.others) {
        if (isWanted(plan, "repoint"_L1) && !other.target.isEmpty())
            plan.statements.push_back({lineOf(followCommand(look.candidate.listed)), {}, other.target});
    }
    if (isWanted(plan, "disconnect"_L1)) {
        for (const RedisCommand &command : disconnectCommands())
            plan.statements.push_back(statementOf(command));
    }
    if (!isWanted(plan, "persist"_L1))
        return;
    if (hasFile(look.primary))
        plan.statements.push_back(statementOf(rewrite));
    if (hasFile(look.candidate.info))
        plan.statements.push_back({lineOf(rewrite), {}, look.candidate.target});
    for (const Member &other : look.others) {
        if (isWanted(plan, "repoint"_L1) && !other.target.isEmpty() && hasFile(other.info))
            plan.statements.push_back({lineOf(rewrite), {}, other.target});
    }
}

void describeFailover(ActionPlan &plan, const Look &look)
{
    const QString candidate = addressOf(look.candidate.listed);
    plan.request.arguments.insert(kCandidate, candidate); // from here on this one
    plan.subjects = {{u"server"_s, plan.target.name}, {u"server"_s, candidate}};
    plan.title =
        ActionText::tr("Make %1 the primary instead of %2")
            .arg(look.candidate.target.isEmpty() ? plainLine(candidate) : look.candidate.target, plan.target.name);
    planStatements(plan, look);
    plan.consequence =
        ActionText::tr("Writes of %1 are held up until the replica has them all, for %2 s at most; none is lost. "
                       "Then the old primary refuses writes (READONLY): its clients have to connect to the new one.")
            .arg(counted(look.primary.number("connected_clients").value_or(0), ActionText::tr("1 client"),
                         ActionText::tr("%1 clients")))
            .arg(timeoutOf(plan).count() / 1000);
    plan.undo = ActionText::tr("The same again the other way, from the new primary.");
    plan.alternative = ActionText::tr("Prepare beforehand to point clients and DNS at the new primary.");
    plan.validFor = std::chrono::seconds(60);
    if (plan.target.environment == Environment::Production)
        plan.token = candidate;
}

Preflight nobodyThere(const QString &wanted)
{
    return {u"candidate.online"_s, Verdict::Failed,
            wanted.isEmpty() ? ActionText::tr("No replica is connected: nobody could take over.")
                             : ActionText::tr("No replica is connected as %1.").arg(plainLine(wanted))};
}

QCoro::Task<Look> lookAtAll(PlanContext context, RedisInfo primary, std::size_t chosen, std::stop_token stop)
{
    Look look{std::move(context), std::move(primary), {}, {}};
    const std::vector<ListedReplica> all = look.primary.replicas();
    for (std::size_t i = 0; i < all.size(); ++i) {
        Member member = co_await lookAtMember(searchOf(look), all[i], stop);
        if (i == chosen)
            look.candidate = std::move(member);
        else
            look.others.push_back(std::move(member));
    }
    co_return look;
}

} // namespace

MemberSearch searchOf(const Look &look)
{
    return {look.context.fleet, look.primary.text("master_replid"), look.primary.text("run_id"),
            actingName(look.context.draft.id)};
}

bool isWanted(const ActionPlan &plan, QLatin1StringView flag)
{
    return plan.request.arguments.value(flag).toBool();
}

std::chrono::milliseconds timeoutOf(const ActionPlan &plan)
{
    return std::chrono::seconds(plan.request.arguments.value("timeout"_L1).toInteger(5));
}

RedisCommand failoverCommand(const ActionPlan &plan, const ListedReplica &to)
{
    return RedisCommand::of("FAILOVER", "TO", to.host, to.port, "TIMEOUT", qint64(timeoutOf(plan).count()));
}

bool hasFile(const RedisInfo &info)
{
    return !info.text("config_file").isEmpty();
}

QCoro::Task<Result<ActionPlan>> planFailover(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = context.draft;
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Fail %1 over").arg(plan.target.name);
    const auto link = context.server.redis();
    const Result<RedisInfo> info = co_await readRedisInfo(link, stop);
    if (!info)
        co_return std::unexpected(info.error());
    for (Preflight &check : checkPrimary(*info, context.server.facts))
        plan.preflights.push_back(std::move(check));
    if (hasFailed(plan.preflights))
        co_return plan;
    plan.preflights.push_back(co_await checkSentinel(link, stop));
    const QString wanted = plan.request.arguments.value(kCandidate).toString();
    const auto chosen = chosenReplica(info->replicas(), wanted);
    if (!chosen) {
        plan.preflights.push_back(nobodyThere(wanted));
        co_return plan;
    }
    const ListedReplica to = info->replicas()[*chosen];
    plan.preflights.push_back(
        co_await checkPermission(link, {RedisCommand::of("FAILOVER", "TO", to.host, to.port)}, stop));
    const Look look = co_await lookAtAll(std::move(context), *info, *chosen, stop);
    for (Preflight &check : co_await checkMembers(look, stop))
        plan.preflights.push_back(std::move(check));
    describeFailover(plan, look);
    co_return plan;
}

Recheck recheckFailover(const ActionPlan &confirmed, const ActionPlan &again)
{
    Recheck verdict =
        recheckBy({}, {"candidate.settings"_L1, "candidate.password"_L1, "config.file"_L1, "replicas.others"_L1},
                  confirmed, again);
    if (verdict.verdict == Recheck::Verdict::Same && confirmed.statements != again.statements)
        return {Recheck::Verdict::Changed, ActionText::tr("Other replicas are connected than when the plan was made.")};
    return verdict;
}

} // namespace lockmaster::failover
