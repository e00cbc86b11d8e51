// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-3: writes the settings of now into the configuration file that the server was started with.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

void nameRewrite(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Write the settings of %1 into its file").arg(plan.target.name);
}

Preflight checkConfigFile(const RedisInfo &info)
{
    const QString file = info.text("config_file");
    if (file.isEmpty())
        return {u"config.file"_s, Verdict::Failed,
                ActionText::tr("The server was started without a configuration file: there is none to write.")};
    return {u"config.file"_s, Verdict::Ok, ActionText::tr("Its file is %1.").arg(file)};
}

void describeRewrite(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkConfigFile(seen.info));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: only its own file."));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of("CONFIG", "REWRITE"))};
    plan.consequence =
        ActionText::tr("All that was changed at run time, by anybody, holds after a restart too: settings, users, "
                       "whom it replicates from. No client notices.");
    plan.undo = ActionText::tr("By hand: a copy of the file, taken before. The console does not see the file.");
    plan.alternative = ActionText::tr("Put the one line into the file by hand.");
}

/// The file is nothing that a server shows.
RedisEffect rewriteEffect(const ActionPlan &, const RedisSight &, const RedisSent &sent)
{
    if (sent.isAnswerLost)
        return {RedisEffect::State::Unseen,
                ActionText::tr("The server's answer was lost, and nothing shows whether the file was written."),
                {},
                ActionText::tr("Look into the file. To write it once more does no harm.")};
    return {RedisEffect::State::Unseen,
            ActionText::tr("The server says that it has written the file. The file itself cannot be seen from here.")};
}

constexpr RedisOrder kRewrite{
    .command = "CONFIG REWRITE"_L1, .name = nameRewrite, .describe = describeRewrite, .effect = rewriteEffect};

} // namespace

ActionType redisConfigRewriteAction()
{
    return orderAction<kRewrite>({
        .id = "redis.config.rewrite"_L1,
        .title = [] { return ActionText::tr("Write the settings into the file…"); },
        .help = [] { return ActionText::tr("CONFIG REWRITE: the settings of now hold after a restart too."); },
        .arguments = [] { return Arguments(); },
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Write the file"), ActionText::tr("Leave the file"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
