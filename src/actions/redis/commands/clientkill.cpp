// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-1: disconnects clients. Each command names number, address and kind: numbers are not used again while the server
// lives, ports are, and a client that became a replica meanwhile is none that was meant.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/killlist.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/text.h"
#include "link/resp/clientlist.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kClients{"clients"};

Arguments killArguments()
{
    return {
        {.name = kClients,
         .title = ActionText::tr("Clients"),
         .help = ActionText::tr("Numbers of CLIENT LIST with commas between them. With @ and its address that client "
                                "or none is meant: 12@10.0.0.7:4321."),
         .isRequired = true,
         .longest = 20'000}};
}

QString killObjection(const QJsonObject &arguments)
{
    return namedClients(arguments.value(kClients).toString()).empty()
               ? ActionText::tr("clients= takes numbers with commas between them, such as 12,15@10.0.0.7:4321.")
               : QString();
}

std::vector<NamedClient> chosenClients(const ActionPlan &plan)
{
    return namedClients(plan.request.arguments.value(kClients).toString());
}

std::vector<RedisCommand> askClients(const ActionPlan &plan, int version)
{
    RedisCommand list = RedisCommand::of("CLIENT", "LIST");
    constexpr int kSinceListById = 60200; // a list of all is dear
    if (version >= kSinceListById) {
        list.words.push_back("ID");
        for (const NamedClient &client : chosenClients(plan))
            list.words.push_back(QByteArray::number(client.id));
    }
    return {list, RedisCommand::of("CLIENT", "ID")};
}

void nameKill(ActionPlan &plan)
{
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Disconnect clients of %1").arg(plan.target.name);
}

RedisCommand killCommand(const RedisClient &client)
{
    return RedisCommand::of("CLIENT", "KILL", "ID", client.id, "ADDR", client.address, "TYPE",
                            client.flags.contains(u'P') ? "pubsub" : "normal");
}

QString whoIs(const RedisClient &client)
{
    const QString name = client.name.isEmpty() ? client.address : client.name;
    return u"%1 (%2)"_s.arg(client.id).arg(elided(plainLine(name), 60));
}

void describeOneKill(ActionPlan &plan, const RedisClient &client)
{
    plan.title = ActionText::tr("Disconnect client %1 of %2").arg(whoIs(client), plan.target.name);
    plan.consequence =
        ActionText::tr(
            "It loses its connection, and what it waits for: connected for %1, idle for %2, last command %3. "
            "Most clients connect again by themselves.")
            .arg(formatWholeSeconds(client.age), formatWholeSeconds(client.idle), plainLine(client.command));
}

void describeKill(ActionPlan &plan, const RedisSight &seen)
{
    if (!seen.answers.front()) {
        plan.preflights.push_back({u"clients.there"_s, Verdict::Failed, seen.answers.front().error().text});
        return;
    }
    const KillList list =
        killListOf(chosenClients(plan), readClientList(seen.answer(0).bytes()), seen.answer(1).integer());
    plan.preflights.push_back(checkKillable(list));
    plan.preflights.push_back(checkSpared(list));
    plan.preflights.push_back(checkTransactions(list));
    QStringList names;
    for (const RedisClient &client : list.clients) {
        names << nameOf(client);
        plan.subjects.push_back({u"client"_s, QString::number(client.id)});
        plan.statements.push_back(statementOf(killCommand(client)));
    }
    if (names.isEmpty())
        return;
    plan.request.arguments.insert(kClients, names.join(u',')); // from here on these
    plan.title = ActionText::tr("Disconnect %1 clients of %2").arg(names.size()).arg(plan.target.name);
    plan.consequence = ActionText::tr("They lose their connections, and what they wait for. Most clients connect again "
                                      "by themselves, all at once.");
    if (names.size() == 1)
        describeOneKill(plan, list.clients.front());
    plan.undo = ActionText::tr("None: they have to connect again.");
    plan.alternative = ActionText::tr("Stop it where it runs: a client that is at fault comes back.");
    if (plan.target.environment == Environment::Production)
        plan.token = names.size() == 1 ? plan.subjects.front().name : QString::number(names.size());
}

RedisEffect killEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    if (after.answers.empty() || !after.answers.front())
        return {Unseen, ActionText::tr("The server took it; who is connected now cannot be seen.")};
    const KillList there = killListOf(chosenClients(plan), readClientList(after.answer(0).bytes()), {});
    QStringList left = there.spared;
    for (const RedisClient &client : there.clients)
        left << QString::number(client.id);
    std::int64_t killed = 0;
    for (const RedisReply &answer : sent.answers)
        killed += answer.integer().value_or(0);
    if (killed == 0 && !sent.isAnswerLost)
        return {Nothing, left.isEmpty()
                             ? ActionText::tr("Nobody was disconnected: they had gone already.")
                             : ActionText::tr("Nobody was disconnected: they are no clients of the same kind "
                                              "any more.")};
    if (left.size() == qsizetype(plan.subjects.size()))
        return killed > 0 ? RedisEffect{NotYet, ActionText::tr("The server took it and lists them still.")}
                          : RedisEffect{Nothing, ActionText::tr("They are connected as before.")};
    if (!left.isEmpty())
        return {Partly, ActionText::tr("Still connected: %1.").arg(elided(plainLine(left.join(u", "_s)), 80)), left};
    if (plan.subjects.size() == 1 || sent.isAnswerLost)
        return {Done, plan.subjects.size() == 1 ? ActionText::tr("The client is disconnected.")
                                                : ActionText::tr("None of them is connected any more.")};
    return {Done, ActionText::tr("%1 of %2 clients were disconnected; none is connected any more.")
                      .arg(killed)
                      .arg(plan.subjects.size())};
}

constexpr RedisOrder kKill{.command = "CLIENT KILL"_L1,
                           .patience = std::chrono::seconds(1),
                           .ask = askClients,
                           .name = nameKill,
                           .describe = describeKill,
                           .effect = killEffect};

Recheck recheckKill(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"clients.there"_L1}, {"clients.spared"_L1, "clients.transaction"_L1}, confirmed, again);
}

ActionWords killWords(const ActionPlan &plan)
{
    const std::size_t several = plan.subjects.empty() ? chosenClients(plan).size() : plan.subjects.size();
    const QString one = plan.request.arguments.value(kClients).toString().section(u'@', 0, 0);
    return {several == 1 ? ActionText::tr("Disconnect client %1").arg(one)
                         : ActionText::tr("Disconnect %1 clients").arg(several),
            ActionText::tr("Leave connected"), ActionText::tr("Type %1 to disconnect:")};
}

} // namespace

ActionType redisClientKillAction()
{
    return orderAction<kKill>({
        .id = kRedisClientKill,
        .title = [] { return ActionText::tr("Disconnect clients…"); },
        .help = [] { return ActionText::tr("CLIENT KILL of the clients that are named, if they are still the same."); },
        .arguments = killArguments,
        .objection = killObjection,
        .offeredOn = kClients,
        .recheck = recheckKill,
        .words = killWords,
    });
}

} // namespace lockmaster
