// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/killrun.h"

#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

QCoro::Task<Result<std::vector<ConsoleClient>>> KillRun::clientsHere(LinkPtr link, std::stop_token stop)
{
    Result<std::vector<ConsoleClient>> clients = co_await readConsoleClients(std::move(link), std::move(stop));
    if (clients)
        std::erase_if(*clients, [this](const ConsoleClient &one) { return one.database != databaseIn(m_plan); });
    co_return clients;
}

QCoro::Task<Result<void>> KillRun::lookBefore(LinkPtr link, std::stop_token stop)
{
    Result<std::vector<ConsoleClient>> clients = co_await clientsHere(std::move(link), std::move(stop));
    if (!clients)
        co_return std::unexpected(clients.error());
    m_before = std::move(*clients);
    co_return Result<void>();
}

bool KillRun::isOfBefore(const ConsoleClient &client) const
{
    if (m_before)
        return std::ranges::any_of(*m_before, [&](const ConsoleClient &one) { return one.isSame(client); });
    return client.connected && *client.connected < m_plan.madeAt;
}

QCoro::Task<Result<void>> KillRun::look(LinkPtr link, std::stop_token stop)
{
    const Result<std::vector<ConsoleClient>> clients = co_await clientsHere(link, stop);
    if (!clients)
        co_return std::unexpected(clients.error());
    m_left = int(std::ranges::count_if(*clients, [this](const ConsoleClient &one) { return isOfBefore(one); }));
    Result<ConsoleState> state = co_await readConsole(std::move(link), std::move(stop));
    if (!state)
        co_return std::unexpected(state.error());
    m_state = std::move(*state);
    co_return Result<void>();
}

bool KillRun::isPaused() const
{
    return m_state && m_state->isPausedAt(databaseIn(m_plan));
}

bool KillRun::isDone() const
{
    return m_left == 0 && isPaused() != isResumed();
}

Outcome KillRun::outcome() const
{
    const Outcome usual = CommandRun::outcome();
    if (usual == Outcome::FailedClean && wasKilled()) // RESUME behind it was refused or never arrived
        return isPaused() ? Outcome::FailedPartial : Outcome::SentUnverified;
    // Nobody of before is there and it is not paused: it was done and resumed, or never arrived and they left.
    if (usual == Outcome::FailedClean && isAssumed() && m_left == 0)
        return Outcome::SentUnverified;
    if (usual == Outcome::FailedClean && isPaused())
        return Outcome::FailedPartial;
    // Of a lost answer the clients tell, once they were seen before: those of a quiet database tell nothing.
    if (usual == Outcome::DoneVerified && isResumed() && taken() == 0 && (isAssumed() || m_before->empty()))
        return Outcome::SentUnverified;
    return usual;
}

QString KillRun::summary(Outcome outcome) const
{
    const QString name = plainLine(databaseIn(m_plan));
    const QString thrown =
        m_before ? clientsText(int(m_before->size()) - m_left) : ActionText::tr("All clients of before");
    switch (outcome) {
    case Outcome::DoneVerified:
        return isResumed()
                   ? ActionText::tr("Thrown out of %1: %2. New clients are served.").arg(name, thrown)
                   : ActionText::tr("Thrown out of %1: %2. It stays paused: new clients wait.").arg(name, thrown);
    case Outcome::FailedPartial:
        return m_left == 0 ? ActionText::tr("Thrown out of %1: %2. It could not be resumed: new clients wait.")
                                 .arg(name, thrown)
                           : ActionText::tr("%1 is paused, and %2 of before are still connected.")
                                 .arg(name, clientsText(m_left));
    case Outcome::SentUnverified:
        if (m_left > 0)
            return ActionText::tr("PgBouncer accepted it, and %1 of before are still connected.")
                .arg(clientsText(m_left));
        return isAssumed() || taken() == 0
                   ? ActionText::tr(
                         "Nobody of before is connected to %1, and it is not paused: it was resumed since, or "
                         "the command never arrived.")
                         .arg(name)
                   : ActionText::tr("Thrown out of %1: %2. Somebody has resumed it since.").arg(name, thrown);
    case Outcome::FailedClean:
        return refusal().isEmpty()
                   ? ActionText::tr(
                         "The connection was lost before PgBouncer did it: the clients of %1 are still there.")
                         .arg(name)
                   : refusal();
    case Outcome::Unknown:
        return ActionText::tr(
                   "PgBouncer's answer was lost, and nobody could look since: whether the clients of %1 were "
                   "thrown out is not known, nor whether it is paused.")
            .arg(name);
    default: return {};
    }
}

void KillRun::complete(ActionResult &result) const
{
    const bool isLeftPaused = isPaused() || result.outcome == Outcome::Unknown;
    if (!isLeftPaused)
        return;
    result.offer = m_plan.undoRequest;
    result.next = ActionText::tr("To serve its clients again: %1. RESUME without the database does not.")
                      .arg(m_plan.undoStatements.front().sql);
}

} // namespace lockmaster
