// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// RD-9, planned: makes a replica the primary without losing a write, by the server's own FAILOVER (6.2+). It stops writes,
// waits until the replica has all of them, and gives up by itself after TIMEOUT. Behind the back of Sentinel or Cluster
// it would do harm: refused there. Afterwards the other replicas follow the new primary, and the roles are written down.
#include "actions/plan/actiontext.h"
#include "actions/redis/failoverrun.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments failoverArguments()
{
    return {
        {.name = failover::kCandidate,
         .title = ActionText::tr("New primary"),
         .help = ActionText::tr("A replica as the primary lists it, host:port; empty: the most up-to-date one.")},
        {.name = u"timeout"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Wait at most (seconds)"),
         .help = ActionText::tr("Writes are held up until the replica has them all; after that the server gives up "
                                "and goes on as before."),
         .standard = 5,
         .least = 1,
         .most = 60},
        {.name = u"repoint"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Other replicas follow the new primary"),
         .help = ActionText::tr("Else they stay behind the old one, which then follows the new."),
         .standard = true},
        {.name = u"persist"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Write the roles into the configuration files"),
         .help = ActionText::tr("CONFIG REWRITE on each server: else a restart brings the old roles back. It writes "
                                "down other settings that were changed at run time, too."),
         .standard = true},
        {.name = u"disconnect"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Disconnect the clients of the old primary"),
         .help = ActionText::tr("Else they stay connected and get READONLY until they connect again."),
         .standard = false}};
}

ActionWords failoverWords(const ActionPlan &plan)
{
    return {ActionText::tr("Make it the primary"), ActionText::tr("Keep %1").arg(plan.target.name),
            ActionText::tr("Type %1:")};
}

} // namespace

ActionType redisFailoverAction()
{
    return {.id = "redis.failover"_L1,
            .kind = ServerKind::Redis,
            .title = [] { return ActionText::tr("Make a replica the primary…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "A planned failover without loss, on servers that neither Sentinel nor Cluster "
                        "keeps (Redis 6.2+, Valkey).");
                },
            .arguments = failoverArguments,
            .offeredOn = failover::kCandidate,
            .plan = failover::planFailover,
            .recheck = failover::recheckFailover,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<failover::FailoverRun>(std::move(plan));
            },
            .words = failoverWords,
            .isLong = true};
}

} // namespace lockmaster
