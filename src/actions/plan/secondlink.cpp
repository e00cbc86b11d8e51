// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/secondlink.h"

#include "actions/plan/actiontext.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kBetweenTries{2};

} // namespace

SecondLink::SecondLink(const ActionPlan &plan, const QString &suffix)
    : m_target(plan.target), m_name(actingName(plan.id) + suffix)
{
}

QCoro::Task<Result<ReadyServer>> SecondLink::ready(ActingContext context, Try when)
{
    if (isOpen())
        co_return ReadyServer(*m_server); // a copy: QCoro moves what it is told to return, members too
    if (when == Try::IfDue && !m_nextTry.hasExpired())
        co_return fail(ErrorKind::Network, ActionText::tr("The second connection was lost."));
    m_server.reset();
    Result<ReadyServer> server = co_await readyServer(context.fleet->lend, m_target, m_name, context.stop);
    m_nextTry.setRemainingTime(kBetweenTries);
    if (!server)
        co_return server;
    m_server = std::move(*server);
    if (m_server->facts.identity == context.server.facts.identity)
        co_return ReadyServer(*m_server);
    co_await release(context.stop);
    co_return fail(
        ErrorKind::Network,
        ActionText::tr("A second connection came to another server than the one that acts: several answer at "
                       "one address, or it has restarted."));
}

QCoro::Task<void> SecondLink::release(std::stop_token stop)
{
    if (!m_server)
        co_return;
    const ReadyServer server = *std::exchange(m_server, {});
    co_await giveBack(server, std::move(stop));
    if (!server.lent.shared)
        server.lent.link.close();
}

} // namespace lockmaster
