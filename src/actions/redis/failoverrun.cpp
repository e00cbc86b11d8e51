// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/failoverrun.h"

#include "actions/plan/actiontext.h"
#include "link/waits.h"

namespace lockmaster::failover {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtRoles{50};
constexpr std::chrono::seconds kBeyondTimeout{5};
constexpr std::chrono::seconds kAttachTime{10}; ///< until the old primary follows

} // namespace

MemberSearch FailoverRun::searchFrom(ActingContext context, const RedisInfo &primary) const
{
    return {context.fleet, primary.text("master_replid"), primary.text("run_id"), actingName(m_plan.id)};
}

QCoro::Task<void> FailoverRun::send(ActingContext context)
{
    const RedisPtr link = context.server.redis();
    const auto [host, port] = hostAndPort(m_candidate);
    const Result<RedisInfo> before = co_await readRedisInfo(link, context.stop);
    // Opened before: who took over must be seen without a login.
    const std::optional<OpenMember> candidate =
        before ? co_await openMember(searchFrom(context, *before), {.host = host, .port = port}, context.stop)
               : std::nullopt;
    if (!candidate) {
        m_evidence.error = Error{ErrorKind::Network,
                                 ActionText::tr("The new primary could not be reached, or is not its replica."),
                                 {},
                                 {},
                                 {}};
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    m_history = before->text("master_replid");
    m_oldRun = before->text("run_id");
    m_candidateRun = candidate->info.text("run_id");
    const Result<RedisReply> answer = co_await link->query(failoverCommand(m_plan, {.host = host, .port = port}),
                                                           QDeadlineTimer(kLookTimeout), context.stop);
    if (!answer) {
        m_evidence.error = answer.error();
        m_evidence.isAnswerLost = !link->isOpen();
        co_return;
    }
    co_await watch(context, candidate->server.redis());
    if (hasTakenOver())
        co_await follow(context, candidate->server.redis());
}

QCoro::Task<bool> FailoverRun::look(RedisPtr old, RedisPtr candidate, std::stop_token stop)
{
    Result<RedisInfo> there = co_await readRedisInfo(old, stop);
    if (!there)
        co_return false;
    m_old = std::move(*there);
    m_isCandidatePrimary.reset();
    if (candidate) {
        const Result<RedisInfo> here = co_await readRedisInfo(candidate, stop);
        if (here)
            m_isCandidatePrimary = here->isPrimary();
    }
    co_return true;
}

/// Until the roles have changed, or the server has given up.
QCoro::Task<void> FailoverRun::watch(ActingContext context, RedisPtr candidate)
{
    const QDeadlineTimer deadline(timeoutOf(m_plan) + kBeyondTimeout);
    while (!deadline.hasExpired()) {
        if (!co_await look(context.server.redis(), candidate, context.stop))
            co_return;
        const QString state = m_old->text("master_failover_state");
        if (hasTakenOver() || (m_old->isPrimary() && state == u"no-failover"))
            co_return;
        context.tell({.planId = m_plan.id, .phase = state});
        // Later than that, taking it back could leave two primaries.
        if (context.cancel.stop_requested() && !m_evidence.isCancelled && state == u"waiting-for-sync") {
            m_evidence.isCancelled = true;
            co_await context.server.redis()->query(RedisCommand::of("FAILOVER", "ABORT"), QDeadlineTimer(kLookTimeout),
                                                   context.stop);
        }
        if (co_await sleepFor(kLookAtRoles, context.stop) == WaitEnd::Stopped)
            co_return;
    }
}

QCoro::Task<void> FailoverRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const auto [host, port] = hostAndPort(m_candidate);
    const Result<RedisInfo> old = co_await readRedisInfo(context.server.redis(), context.stop);
    if (!old)
        co_return;
    MemberSearch search = searchFrom(context, *old);
    search.onlyReplicas = false; // it may have taken over
    const std::optional<OpenMember> candidate = co_await openMember(search, {.host = host, .port = port}, context.stop);
    const QDeadlineTimer deadline(kAttachTime);
    do {
        m_evidence.hasLooked =
            co_await look(context.server.redis(), candidate ? candidate->server.redis() : nullptr, context.stop);
        if (!m_evidence.hasLooked || !hasOldGivenWay() || isAttached())
            co_return;
    } while (!deadline.hasExpired() && co_await sleepFor(kLookAtRoles, context.stop) == WaitEnd::Timeout);
}

bool FailoverRun::hasOldGivenWay() const
{
    return m_old && !m_old->isPrimary()
           && m_candidate == u"%1:%2"_s.arg(m_old->text("master_host"), m_old->text("master_port"));
}

// A server is a replica from the moment in which it asks the other to take over, and may still be told no: what the other
// says of itself counts first.
bool FailoverRun::hasTakenOver() const
{
    return hasOldGivenWay() && m_isCandidatePrimary.value_or(m_old->text("master_failover_state") == u"no-failover");
}

} // namespace lockmaster::failover
