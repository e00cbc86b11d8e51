// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-11: a Sentinel forgets the replicas and the other Sentinels of a group and looks for them anew. That is how those go
// that will not come back; until the rest is found again, this Sentinel cannot fail over.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/redisword.h"
#include "base/text.h"
#include "base/told.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kGroup{"group"};

Arguments sentinelResetArguments()
{
    return {{.name = kGroup,
             .title = ActionText::tr("Group"),
             .help = ActionText::tr("The name under which the Sentinel watches a primary."),
             .isRequired = true}};
}

QString resetGroup(const ActionPlan &plan)
{
    return plan.request.arguments.value(kGroup).toString();
}

std::vector<RedisCommand> askGroup(const ActionPlan &plan, int)
{
    const QString group = resetGroup(plan);
    return {RedisCommand::of("SENTINEL", "MASTER", group), RedisCommand::of("SENTINEL", "REPLICAS", group),
            RedisCommand::of("SENTINEL", "SENTINELS", group)};
}

struct KnownPeers {
    qsizetype all = 0;
    QStringList down; ///< "10.0.0.7:6380"
    [[nodiscard]] qsizetype good() const { return all - down.size(); }
};

KnownPeers knownPeers(const RedisReply &list)
{
    KnownPeers peers;
    peers.all = qsizetype(list.size());
    for (const RedisReply &one : list.array()) {
        const QByteArray flags = one.value("flags").bytes();
        if (flags.contains("s_down") || flags.contains("o_down") || flags.contains("disconnected"))
            peers.down << one.value("ip").text() + u':' + one.value("port").text();
    }
    return peers;
}

void nameSentinelReset(ActionPlan &plan)
{
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Let Sentinel %1 look anew for the members of %2")
                     .arg(plan.target.name, plainLine(resetGroup(plan)));
}

Preflight checkGroup(const ActionPlan &plan, const RedisSight &seen)
{
    const QString id = u"group.there"_s;
    if (seen.answers.empty() || !seen.answers.front())
        return {id, Verdict::Failed,
                ActionText::tr("This Sentinel does not tell of a group %1.").arg(plainLine(resetGroup(plan)))};
    const QByteArray flags = seen.answer(0).value("flags").bytes();
    if (flags.contains("failover_in_progress"))
        return {id, Verdict::Failed, ActionText::tr("A failover is under way: it would be broken off.")};
    if (flags.contains("s_down") || flags.contains("o_down"))
        return {id, Verdict::Failed,
                ActionText::tr("The primary does not answer: without it the replicas could not be found again.")};
    return {id, Verdict::Ok,
            ActionText::tr("Its primary %1:%2 answers, and no failover is under way.")
                .arg(plainLine(seen.answer(0).value("ip").text()), plainLine(seen.answer(0).value("port").text()))};
}

Preflight checkForgotten(const KnownPeers &replicas, const KnownPeers &sentinels)
{
    const QString id = u"members.forgotten"_s;
    const QStringList lost = replicas.down + sentinels.down;
    if (lost.isEmpty())
        return {id, Verdict::Ok, ActionText::tr("All that it knows answer: they will be found again.")};
    return {id, Verdict::Warning,
            ActionText::tr("Forgotten for good, since they do not answer: %1. A replica that comes back is found "
                           "through its primary.")
                .arg(elided(plainLine(lost.join(u", "_s)), 120))};
}

/// While it knows none of the others, it has no majority; theirs has to be enough.
Preflight checkOtherSentinels(const RedisSight &seen, const KnownPeers &sentinels)
{
    const auto quorum = seen.answer(0).value("quorum").integer().value_or(1);
    if (sentinels.good() < quorum)
        return {u"sentinels.enough"_s, Verdict::Warning,
                ActionText::tr("%1 other Sentinels answer, and a failover needs %2: meanwhile there is none.")
                    .arg(sentinels.good())
                    .arg(quorum)};
    return {u"sentinels.enough"_s, Verdict::Ok,
            ActionText::tr("%1 other Sentinels answer: meanwhile they can fail over without this one.")
                .arg(sentinels.good())};
}

void describeSentinelReset(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkGroup(plan, seen));
    if (hasFailed(plan.preflights))
        return;
    const KnownPeers replicas = knownPeers(seen.answer(1));
    const KnownPeers sentinels = knownPeers(seen.answer(2));
    plan.preflights.push_back(checkForgotten(replicas, sentinels));
    plan.preflights.push_back(checkOtherSentinels(seen, sentinels));
    plan.subjects = {{kGroup, resetGroup(plan)}};
    plan.statements = {statementOf(RedisCommand::of("SENTINEL", "RESET", redisPattern(resetGroup(plan))))};
    plan.consequence =
        ActionText::tr("This Sentinel forgets %1 and %2 and finds those that answer again within some seconds. One "
                       "Sentinel at a time, half a minute apart.")
            .arg(counted(replicas.all, ActionText::tr("1 replica"), ActionText::tr("%1 replicas")),
                 counted(sentinels.all, ActionText::tr("1 other Sentinel"), ActionText::tr("%1 other Sentinels")));
    plan.undo = ActionText::tr("None: what answers is found again by itself.");
    plan.alternative = ActionText::tr("Leave it: a member that is down does no harm, except that it is counted.");
    plan.token = resetGroup(plan);
    plan.allRequiredTicks = true;
}

/// The Sentinel says for how long it has known the primary's role: since the reset, if there was one.
std::optional<bool> hasReset(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    const auto known = after.answer(0).value("role-reported-time").integer();
    if (!known)
        return std::nullopt;
    const auto since = told<std::chrono::milliseconds>(*known);
    if (sent.before)
        return since <= std::chrono::ceil<std::chrono::milliseconds>(after.taken - sent.before->taken);
    if (!plan.serverNow || !after.now) // 6.0 tells no time
        return std::nullopt;
    return *after.now - since >= *plan.serverNow;
}

RedisEffect sentinelResetEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const std::optional<bool> was = hasReset(plan, after, sent);
    if (was == false)
        return {Nothing, ActionText::tr("It knows what it knew: it has not looked anew.")};
    const KnownPeers replicas = knownPeers(after.answer(1));
    const KnownPeers sentinels = knownPeers(after.answer(2));
    const QString words =
        ActionText::tr("It looked anew and knows %1 and %2 now.")
            .arg(counted(replicas.all, ActionText::tr("1 replica"), ActionText::tr("%1 replicas")),
                 counted(sentinels.all, ActionText::tr("1 other Sentinel"), ActionText::tr("%1 other Sentinels")));
    if (!was)
        return {Unseen, ActionText::tr("Whether it looked anew is not told.")};
    const bool isWhole = !sent.before
                         || (replicas.good() >= knownPeers(sent.before->answer(1)).good()
                             && sentinels.good() >= knownPeers(sent.before->answer(2)).good());
    if (isWhole)
        return {Done, words, {}, ActionText::tr("Wait half a minute before the next Sentinel.")};
    return {NotYet, words, {}, ActionText::tr("Look again: not all that answered before are found yet.")};
}

constexpr RedisOrder kSentinelReset{.command = "SENTINEL RESET"_L1,
                                    .patience = std::chrono::seconds(15),
                                    .ask = askGroup,
                                    .name = nameSentinelReset,
                                    .describe = describeSentinelReset,
                                    .effect = sentinelResetEffect};

Recheck recheckSentinelReset(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({}, {"members.forgotten"_L1, "sentinels.enough"_L1}, confirmed, again);
}

} // namespace

ActionType sentinelResetAction()
{
    return orderAction<kSentinelReset>({
        .id = "sentinel.reset"_L1,
        .kind = ServerKind::Sentinel,
        .title = [] { return ActionText::tr("Let this Sentinel look anew…"); },
        .help =
            [] {
                return ActionText::tr(
                    "SENTINEL RESET: it forgets replicas and other Sentinels of a group, those that are "
                    "gone too, and finds the rest again.");
            },
        .arguments = sentinelResetArguments,
        .offeredOn = kGroup,
        .recheck = recheckSentinelReset,
        .words =
            [](const ActionPlan &plan) {
                return ActionWords{ActionText::tr("Look anew for %1").arg(plainLine(resetGroup(plan))),
                                   ActionText::tr("Leave it"), ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
