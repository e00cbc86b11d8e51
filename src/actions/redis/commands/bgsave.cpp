// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-5: writes the data set to disk by a child process. Forking it stops the server for a moment, and while it runs each
// page that is written is copied.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/told.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *kLastSave = "rdb_last_save_time";
constexpr double kMuchMemory = 0.5; ///< of the machine's: as much again may be needed

void nameBgsave(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Save the data of %1 to disk").arg(plan.target.name);
}

Preflight checkNoChild(const RedisInfo &info)
{
    const QString id = u"save.running"_s;
    if (info.text("rdb_bgsave_in_progress") == u"1")
        return {id, Verdict::Failed, ActionText::tr("A save is running already.")};
    if (info.text("aof_rewrite_in_progress") == u"1")
        return {id, Verdict::Failed,
                ActionText::tr("The append-only file is being rewritten: wait until that is done.")};
    return {id, Verdict::Ok, ActionText::tr("No save is running.")};
}

Preflight checkForkMemory(const RedisInfo &info)
{
    const QString id = u"fork.memory"_s;
    const auto used = info.number("used_memory_rss");
    const auto all = info.number("total_system_memory");
    if (!used || !all || *all <= 0)
        return {id, Verdict::Warning, ActionText::tr("How much memory the machine has is not told.")};
    const QString words = ActionText::tr("The server holds %1 of the machine's %2; what is written during the save "
                                         "needs memory twice.")
                              .arg(formatBytes(*used), formatBytes(*all));
    return {id, double(*used) > kMuchMemory * double(*all) ? Verdict::Warning : Verdict::Ok, words};
}

Preflight checkLastSave(const RedisInfo &info)
{
    const QString id = u"save.last"_s;
    if (info.text("rdb_last_bgsave_status") == u"ok")
        return {id, Verdict::Ok,
                ActionText::tr("The last save went well; %1 since.")
                    .arg(counted(info.number("rdb_changes_since_last_save").value_or(0), ActionText::tr("1 change"),
                                 ActionText::tr("%1 changes")))};
    return {id, Verdict::Warning, ActionText::tr("The last save failed: see the server's log, and its disk.")};
}

void describeBgsave(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkNoChild(seen.info));
    plan.preflights.push_back(checkForkMemory(seen.info));
    plan.preflights.push_back(checkLastSave(seen.info));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: only its own keys are saved."));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of("BGSAVE"))};
    const auto fork = seen.info.number("latest_fork_usec");
    plan.consequence = fork.value_or(0) > 0
                           ? ActionText::tr("The server stands still while it forks: for %1 the last time.")
                                 .arg(formatDuration(told<std::chrono::microseconds>(*fork)))
                           : ActionText::tr("The server stands still while it forks; how long is not known yet.");
    plan.undo = ActionText::tr("Nothing is to be undone: the file of the save before is replaced when it is whole.");
    plan.alternative = ActionText::tr("Save on a replica.");
}

RedisEffect bgsaveEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const RedisInfo &info = after.info;
    const auto last = info.number(kLastSave);
    const bool isNewer =
        last
        && (sent.before ? *last > sent.before->info.number(kLastSave).value_or(*last)
                        : plan.serverNow && ServerTime(told<std::chrono::seconds>(*last)) > *plan.serverNow);
    // 7.2+: begun, also for a replica. That a second may have two of them is why the time alone does not tell.
    const bool isOneMore = sent.before && info.number("rdb_saves") > sent.before->info.number("rdb_saves");
    const bool isRunning = info.text("rdb_bgsave_in_progress") == u"1";
    const bool isWell = info.text("rdb_last_bgsave_status") == u"ok";
    if (isNewer || (isOneMore && !isRunning && isWell && !sent.isAnswerLost))
        return {Done, ActionText::tr("The data are on disk: the save of %1.")
                          .arg(formatTimeOfDay(ServerTime(told<std::chrono::seconds>(*last))))};
    if (isRunning)
        return {NotYet, ActionText::tr("The save is running."), {}, ActionText::tr("Look again in a while.")};
    if (!isWell)
        return {Failed, ActionText::tr("The save failed."), {}, ActionText::tr("See the server's log, and its disk.")};
    if (isOneMore)
        return {Unseen, ActionText::tr("A save was begun, for us or for a replica.")};
    return {Nothing, ActionText::tr("No save was made.")};
}

constexpr RedisOrder kBgsave{.command = "BGSAVE"_L1,
                             .patience = std::chrono::seconds(10),
                             .name = nameBgsave,
                             .describe = describeBgsave,
                             .effect = bgsaveEffect};

} // namespace

ActionType redisBgsaveAction()
{
    return orderAction<kBgsave>({
        .id = "redis.bgsave"_L1,
        .title = [] { return ActionText::tr("Save the data to disk…"); },
        .help = [] { return ActionText::tr("BGSAVE: a child process writes the data set to disk."); },
        .arguments = [] { return Arguments(); },
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Save now"), ActionText::tr("Do not save"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
