// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rest of a failover's plan, after the roles have changed.
#include "actions/plan/actiontext.h"
#include "actions/redis/commandtext.h"
#include "actions/redis/failoverrun.h"

namespace lockmaster::failover {
namespace {

using namespace Qt::StringLiterals;

bool isFollowing(const PlannedStatement &statement)
{
    return statement.sql.startsWith(u"REPLICAOF ");
}

} // namespace

void FailoverRun::leave(const PlannedStatement &statement, const QString &why)
{
    m_left << ActionText::tr("%1 on %2: %3")
                  .arg(statement.sql, statement.server.isEmpty() ? m_plan.target.name : statement.server, why);
}

QCoro::Task<bool> FailoverRun::carryOut(RedisPtr link, PlannedStatement statement, std::stop_token stop)
{
    const Result<RedisReply> done = co_await link->query(commandIn(statement.sql), QDeadlineTimer(kLookTimeout), stop);
    if (!done)
        leave(statement, done.error().detail.isEmpty() ? done.error().text : done.error().detail);
    co_return done.has_value();
}

/// A server that became something else since the plan would lose its data by following.
QString FailoverRun::objectionTo(const RedisInfo &member, const PlannedStatement &statement) const
{
    const QString run = member.text("run_id");
    if (run == m_candidateRun)
        return ActionText::tr("it is the new primary itself");
    if (run == m_oldRun)
        return ActionText::tr("it is the old primary");
    if (member.isPrimary())
        return ActionText::tr("it is a primary now");
    if (isFollowing(statement) && !isOfHistory(member, m_history))
        return ActionText::tr("its data are not those of %1").arg(m_plan.target.name);
    return {};
}

QCoro::Task<bool> FailoverRun::carryOutElsewhere(ActingContext context, PlannedStatement statement)
{
    const Target *target = findTarget(*context.fleet, statement.server);
    const Result<ReadyServer> server =
        target ? co_await readyServer(context.fleet->lend, *target, actingName(m_plan.id), context.stop)
               : fail(ErrorKind::Config, ActionText::tr("it is not in the fleet"));
    if (!server) {
        leave(statement, server.error().text);
        co_return false;
    }
    const Result<RedisInfo> info = co_await readRedisInfo(server->redis(), context.stop);
    const QString why = info ? objectionTo(*info, statement) : info.error().text;
    if (why.isEmpty())
        co_return co_await carryOut(server->redis(), statement, context.stop);
    leave(statement, why);
    co_return false;
}

/// Each on its server: the roles have changed, so that nothing of it is in vain when another fails. But a server that
/// does not follow is told nothing more.
QCoro::Task<void> FailoverRun::follow(ActingContext context, RedisPtr candidate)
{
    for (std::size_t i = 1; i < m_plan.statements.size(); ++i) {
        const PlannedStatement statement = m_plan.statements[i];
        context.tell({.planId = m_plan.id,
                      .phase = statement.sql,
                      .done = std::int64_t(i),
                      .total = std::int64_t(m_plan.statements.size()),
                      .unit = ActionText::tr("commands")});
        if (statement.server.isEmpty())
            co_await carryOut(context.server.redis(), statement, context.stop);
        else if (statement.server == candidate->options().target)
            co_await carryOut(candidate, statement, context.stop);
        else if (m_unfit.contains(statement.server))
            leave(statement, ActionText::tr("it does not follow the new primary"));
        else if (!co_await carryOutElsewhere(context, statement) && isFollowing(statement))
            m_unfit << statement.server;
    }
    m_hasFollowed = true;
}

} // namespace lockmaster::failover
