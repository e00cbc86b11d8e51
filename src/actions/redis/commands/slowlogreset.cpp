// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-6: empties the slow log. Its entries are lost for good at the server, so they are kept in a file first.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/redisredact.h"
#include "base/told.h"

#include <QJsonArray>
#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

std::vector<RedisCommand> askSlowLog(const ActionPlan &, int)
{
    return {RedisCommand::of("SLOWLOG", "GET", -1)};
}

void nameSlowReset(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Empty the slow log of %1").arg(plan.target.name);
}

Preflight checkSlowEntries(const RedisSight &seen)
{
    const QString id = u"slowlog.entries"_s;
    if (seen.answers.empty() || !seen.answers.front())
        return {id, Verdict::Failed,
                ActionText::tr("The slow log cannot be read, and so not be kept: %1")
                    .arg(seen.answers.empty() ? QString() : seen.answers.front().error().text)};
    const auto entries = qint64(seen.answer(0).size());
    if (entries == 0)
        return {id, Verdict::Failed, ActionText::tr("The slow log is empty.")};
    return {id, Verdict::Ok,
            ActionText::tr("%1, which will be kept in a file beside the action journal.")
                .arg(counted(entries, ActionText::tr("1 entry"), ActionText::tr("%1 entries")))};
}

void describeSlowReset(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkSlowEntries(seen));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: the others keep their slow logs."));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of("SLOWLOG", "RESET"))};
    plan.consequence = ActionText::tr("No client notices. Its entries are lost at the server.");
    plan.undo = ActionText::tr("None at the server; the file has what there was.");
    plan.alternative = ActionText::tr("Leave it: it drops its oldest entries by itself.");
}

/// Entry: id, when, microseconds, words of the command, client's address, client's name.
QJsonObject slowEntryJson(const RedisReply &entry)
{
    QStringList words;
    for (const RedisReply &word : entry.at(3).array())
        words << word.text();
    return {{u"id"_s, qint64(entry.at(0).integer().value_or(0))},
            {u"at"_s, formatIso(ServerTime(told<std::chrono::seconds>(entry.at(1).integer().value_or(0))))},
            {u"duration_us"_s, qint64(entry.at(2).integer().value_or(0))},
            {u"command"_s, maskRedisSecrets(words.join(u' '))},
            {u"client"_s, entry.at(4).text()},
            {u"client_name"_s, entry.at(5).text()}};
}

/// {"kept": "slowlog", "entries": [{id, at, duration_us, command, client, client_name}, …]}, newest first.
QJsonObject keepSlowLog(const ActionPlan &, const RedisSight &before)
{
    QJsonArray entries;
    for (const RedisReply &entry : before.answer(0).array())
        entries.append(slowEntryJson(entry));
    return {{u"kept"_s, u"slowlog"_s}, {u"entries"_s, entries}};
}

/// Ids go on after a reset: an entry of before shows that none was.
RedisEffect slowResetEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    if (after.answers.empty() || !after.answers.front())
        return {Unseen, ActionText::tr("The slow log cannot be read.")};
    const auto isOfBefore = [&](const RedisReply &entry) {
        if (sent.before)
            return entry.at(0).integer() <= sent.before->answer(0).at(0).at(0).integer();
        return plan.serverNow
               && ServerTime(told<std::chrono::seconds>(entry.at(1).integer().value_or(0))) < *plan.serverNow;
    };
    if (std::ranges::any_of(after.answer(0).array(), isOfBefore))
        return {Nothing, ActionText::tr("The slow log has its entries of before.")};
    return {Done, ActionText::tr("None of its entries of before is there any more.")};
}

constexpr RedisOrder kSlowReset{.command = "SLOWLOG RESET"_L1,
                                .ask = askSlowLog,
                                .name = nameSlowReset,
                                .describe = describeSlowReset,
                                .effect = slowResetEffect,
                                .keep = keepSlowLog};

Recheck recheckSlowReset(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"slowlog.entries"_L1}, {}, confirmed, again);
}

} // namespace

ActionType redisSlowLogResetAction()
{
    return orderAction<kSlowReset>({
        .id = "redis.slowlog.reset"_L1,
        .title = [] { return ActionText::tr("Empty the slow log…"); },
        .help = [] { return ActionText::tr("SLOWLOG RESET; the entries are kept in a file first."); },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "slowlog"_L1,
        .recheck = recheckSlowReset,
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Empty the slow log"), ActionText::tr("Keep it"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
