// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// CLIENT PAUSE and UNPAUSE: clients wait, none gets an error, and the server goes on by itself when the time is over. A
// pause of all commands holds up UNPAUSE too (seen with Redis 8.0 and Valkey 8.1): it can only be waited for.
#include "actions/plan/actiontext.h"
#include "actions/redis/commands/redisorder.h"
#include "actions/redis/commandtext.h"
#include "base/format.h"
#include "base/told.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kSincePauseModes = 60200;
constexpr std::chrono::milliseconds kSilence{500}; ///< of a server that answered just before

Arguments pauseArguments()
{
    return {{.name = u"seconds"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("For at most (seconds)"),
             .help = ActionText::tr("The pause ends by itself after that."),
             .standard = 5,
             .least = 1,
             .most = 60},
            {.name = u"mode"_s,
             .type = ArgumentType::Choice,
             .title = ActionText::tr("What waits"),
             .help = ActionText::tr("write: only what changes data. all: everything, this console too, and nobody can "
                                    "end it early."),
             .standard = u"write"_s,
             .choices = {u"write"_s, u"all"_s}}};
}

bool isPauseOfAll(const ActionPlan &plan)
{
    return plan.request.arguments.value("mode"_L1) == "all"_L1;
}

qint64 pauseSeconds(const ActionPlan &plan)
{
    return plan.request.arguments.value("seconds"_L1).toInteger();
}

void namePause(ActionPlan &plan)
{
    plan.severity = Severity::Disruptive;
    plan.title = isPauseOfAll(plan) ? ActionText::tr("Pause all clients of %1").arg(plan.target.name)
                                    : ActionText::tr("Pause the writes to %1").arg(plan.target.name);
}

/// Valkey 8.1+ tells what is paused, and why; others do not.
std::optional<bool> isPaused(const RedisInfo &info)
{
    const QString reason = info.text("paused_reason");
    return reason.isEmpty() ? std::nullopt : std::optional(reason != u"none");
}

Preflight checkNotPaused(const RedisInfo &info)
{
    const QString id = u"clients.running"_s;
    const std::optional<bool> paused = isPaused(info);
    if (paused == true)
        return {id, Verdict::Warning,
                ActionText::tr("Clients are paused already (%1): of two pauses the longer one holds.")
                    .arg(info.text("paused_reason"))};
    return {id, Verdict::Ok,
            paused ? ActionText::tr("Nothing is paused.")
                   : ActionText::tr("Whether something is paused already this version does not tell.")};
}

void describePause(ActionPlan &plan, const RedisSight &seen)
{
    const bool isAll = isPauseOfAll(plan);
    plan.preflights.push_back(checkNotPaused(seen.info));
    noteCluster(plan, seen, Verdict::Warning,
                ActionText::tr("A node of a cluster: only its own clients wait. Too long, and the others may take it "
                               "for failed."));
    aboutServer(plan);
    plan.statements = {
        statementOf(RedisCommand::of("CLIENT", "PAUSE", pauseSeconds(plan) * 1000, isAll ? "ALL" : "WRITE"))};
    const QString clients = counted(seen.info.number("connected_clients").value_or(0), ActionText::tr("1 client"),
                                    ActionText::tr("%1 clients"));
    plan.consequence =
        (isAll ? ActionText::tr("Whatever %1 send waits, reads too, for %2 s; then the server goes on "
                                "by itself. The console is blind meanwhile.")
               : ActionText::tr("What %1 write waits for at most %2 s, reads go on; then the server goes "
                                "on by itself. No key expires meanwhile."))
            .arg(clients)
            .arg(pauseSeconds(plan));
    plan.undo =
        isAll ? ActionText::tr("None: CLIENT UNPAUSE would wait too. It is over after %1 s.").arg(pauseSeconds(plan))
              : ActionText::tr("CLIENT UNPAUSE, or wait %1 s.").arg(pauseSeconds(plan));
    if (!isAll)
        plan.undoStatements = {statementOf(RedisCommand::of("CLIENT", "UNPAUSE"))};
    plan.alternative = isAll ? ActionText::tr("Pause only the writes.")
                             : ActionText::tr("A shorter pause: it can be asked for again.");
    if (plan.target.environment == Environment::Production)
        plan.token = plan.target.name;
}

/// By the server's clock; a plan may be sent as long as it is good.
bool isPauseOver(const ActionPlan &plan, const RedisSight &after)
{
    return plan.serverNow && after.now
           && *after.now - *plan.serverNow > std::chrono::seconds(pauseSeconds(plan)) + kOrderValid;
}

RedisEffect pauseEffect(const ActionPlan &plan, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    if (sent.isAnswerLost && isPauseOver(plan, after))
        return {Nothing, ActionText::tr("If it paused, that is over by now.")};
    const std::optional<bool> paused = isPaused(after.info);
    if (paused == true)
        return {Done, ActionText::tr("Paused: %1 wait, for another %2 at most.")
                          .arg(after.info.text("paused_actions"),
                               formatDuration(told<std::chrono::milliseconds>(
                                   after.info.number("paused_timeout_milliseconds").value_or(0))))};
    if (paused == false)
        return {Nothing, ActionText::tr("Nothing is paused: it was not done, or is over already.")};
    const auto blocked = after.info.number("blocked_clients").value_or(0);
    const auto blockedBefore = sent.before ? sent.before->info.number("blocked_clients").value_or(0) : blocked;
    if (blocked > blockedBefore)
        return {Done, ActionText::tr("Paused for %1 s at most: %2 now.")
                          .arg(pauseSeconds(plan))
                          .arg(counted(blocked - blockedBefore, ActionText::tr("1 client waits"),
                                       ActionText::tr("%1 clients wait")))};
    return {Unseen, sent.isAnswerLost
                        ? ActionText::tr("The server's answer was lost. If it paused, it goes on by itself.")
                        : ActionText::tr("The server took it, for %1 s at most. Nobody has written since, and this "
                                         "version tells of a pause only by those who wait.")
                              .arg(pauseSeconds(plan))};
}

constexpr RedisOrder kPause{.command = "CLIENT PAUSE WRITE"_L1,
                            .since = kSincePauseModes,
                            .patience = std::chrono::seconds(1),
                            .name = namePause,
                            .describe = describePause,
                            .effect = pauseEffect};

/// A pause of all holds up whoever looks: that the server is silent shows it.
class PauseRun final : public OrderRun
{
public:
    explicit PauseRun(ActionPlan plan) : OrderRun(kPause, std::move(plan)) {}

    QCoro::Task<void> verify(ActingContext context) override;
};

QCoro::Task<void> PauseRun::verify(ActingContext context)
{
    if (!isPauseOfAll(m_plan) || m_evidence.isAnswerLost || m_evidence.error) {
        co_await OrderRun::verify(context);
        co_return;
    }
    const auto answer =
        co_await context.server.redis()->query(RedisCommand::of("PING"), QDeadlineTimer(kSilence), context.stop);
    const bool isSilent = !answer && answer.error().kind == ErrorKind::Timeout;
    m_evidence.hasLooked = answer || isSilent;
    if (isSilent)
        m_effect = {RedisEffect::State::Done,
                    ActionText::tr("The server took it and answers nobody now, for %1 s at most; then it goes on by "
                                   "itself.")
                        .arg(pauseSeconds(m_plan))};
    else
        m_effect = {RedisEffect::State::Nothing, ActionText::tr("The server answers as before: nothing is paused.")};
}

void nameUnpause(ActionPlan &plan)
{
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Let the clients of %1 go on").arg(plan.target.name);
}

Preflight checkPausedNow(const RedisInfo &info)
{
    const QString id = u"clients.paused"_s;
    const std::optional<bool> paused = isPaused(info);
    if (paused == false)
        return {id, Verdict::Failed, ActionText::tr("Nothing is paused.")};
    if (paused == true && info.text("paused_reason") != u"client_pause")
        return {id, Verdict::Failed,
                ActionText::tr("The server itself paused them (%1): that is not for a client to end.")
                    .arg(info.text("paused_reason"))};
    return {id, Verdict::Ok,
            paused ? ActionText::tr("Clients are paused: %1.").arg(info.text("paused_actions"))
                   : ActionText::tr("Whether something is paused this version does not tell; else nothing happens.")};
}

void describeUnpause(ActionPlan &plan, const RedisSight &seen)
{
    plan.preflights.push_back(checkPausedNow(seen.info));
    noteCluster(plan, seen, Verdict::Ok, ActionText::tr("A node of a cluster: only its own clients."));
    aboutServer(plan);
    plan.statements = {statementOf(RedisCommand::of("CLIENT", "UNPAUSE"))};
    plan.consequence = ActionText::tr("Clients that wait are served again: %1 blocked now.")
                           .arg(formatCount(seen.info.number("blocked_clients").value_or(0)));
    plan.undo = ActionText::tr("Pause them again.");
    plan.alternative = ActionText::tr("Wait: a pause ends by itself.");
}

RedisEffect unpauseEffect(const ActionPlan &, const RedisSight &after, const RedisSent &sent)
{
    using enum RedisEffect::State;
    const std::optional<bool> paused = isPaused(after.info);
    if (paused == false)
        return {Done, ActionText::tr("Nothing is paused any more.")};
    if (paused == true)
        return {Nothing,
                ActionText::tr("Clients are paused still, or again: %1.").arg(after.info.text("paused_reason"))};
    const auto before = sent.before ? sent.before->info.number("blocked_clients").value_or(0) : 0;
    const auto now = after.info.number("blocked_clients").value_or(0);
    if (now < before)
        return {Done, ActionText::tr("%1 of %2 blocked clients go on.").arg(before - now).arg(before)};
    return {Unseen, sent.isAnswerLost ? ActionText::tr("The server's answer was lost. A pause ends by itself.")
                                      : ActionText::tr("The server took it. Nobody waited, and this version tells of a "
                                                       "pause only by those who wait.")};
}

constexpr RedisOrder kUnpause{.command = "CLIENT UNPAUSE"_L1,
                              .since = kSincePauseModes,
                              .patience = std::chrono::milliseconds(500),
                              .name = nameUnpause,
                              .describe = describeUnpause,
                              .effect = unpauseEffect};

Recheck recheckUnpause(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({"clients.paused"_L1}, {}, confirmed, again);
}

} // namespace

ActionType redisPauseAction()
{
    return orderAction<kPause>({
        .id = "redis.client.pause"_L1,
        .title = [] { return ActionText::tr("Pause clients…"); },
        .help = [] { return ActionText::tr("Clients wait, without an error, until the time is over."); },
        .arguments = pauseArguments,
        .offeredOnPage = "clients"_L1,
        .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
            return std::make_unique<PauseRun>(std::move(plan));
        },
        .words =
            [](const ActionPlan &plan) {
                return ActionWords{isPauseOfAll(plan) ? ActionText::tr("Pause all") : ActionText::tr("Pause writes"),
                                   ActionText::tr("Let them work"), ActionText::tr("Type %1 to pause it:")};
            },
    });
}

ActionType redisUnpauseAction()
{
    return orderAction<kUnpause>({
        .id = "redis.client.unpause"_L1,
        .title = [] { return ActionText::tr("Let paused clients go on…"); },
        .help = [] { return ActionText::tr("CLIENT UNPAUSE: ends a pause before its time is over."); },
        .arguments = [] { return Arguments(); },
        .offeredOnPage = "clients"_L1,
        .recheck = recheckUnpause,
        .words =
            [](const ActionPlan &) {
                return ActionWords{ActionText::tr("Let them go on"), ActionText::tr("Keep the pause"),
                                   ActionText::tr("Type %1:")};
            },
    });
}

} // namespace lockmaster
