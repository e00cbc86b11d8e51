// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-5: disconnects one client, by its id (1.24+). Ids are unique as long as PgBouncer runs and begin anew when it starts:
// that it is the same client is told by its address and the moment it connected, read again on the connection that acts.
#include "actions/pgbouncer/clientplan.h"
#include "actions/pgbouncer/commandrun.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments clientArguments()
{
    return {
        {.name = u"client"_s,
         .title = ActionText::tr("Client"),
         .help = ActionText::tr("Its id, as SHOW CLIENTS tells it; before 1.24, its pointer."),
         .isRequired = true,
         .longest = 40},
        {.name = u"address"_s,
         .help = ActionText::tr("Where it connects from, as it was seen: HOST:PORT. Another client is not touched.")},
        {.name = u"connected"_s,
         .type = ArgumentType::Moment,
         .help = ActionText::tr("When it connected, as it was seen.")}};
}

class ClientRun final : public CommandRun
{
public:
    using CommandRun::CommandRun;

protected:
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override
    {
        const Result<std::vector<ConsoleClient>> clients =
            co_await readConsoleClients(std::move(link), std::move(stop));
        if (!clients)
            co_return std::unexpected(clients.error());
        m_isThere = findClient(*clients, m_plan.request.arguments) != nullptr;
        co_return Result<void>();
    }
    [[nodiscard]] bool isDone() const override { return !m_isThere; }
    [[nodiscard]] bool isNothing(const Error &error) const override { return error.detail.contains(u"not found"); }
    [[nodiscard]] QString summary(Outcome outcome) const override
    {
        const QString name = plainLine(m_plan.request.arguments.value("client"_L1).toString());
        switch (outcome) {
        case Outcome::DoneVerified: return ActionText::tr("Client %1 is disconnected.").arg(name);
        case Outcome::SentUnverified:
            return ActionText::tr("PgBouncer accepted it, and client %1 is still there.").arg(name);
        case Outcome::NoOp: return ActionText::tr("Client %1 had gone already.").arg(name);
        case Outcome::FailedClean:
            return refusal().isEmpty()
                       ? ActionText::tr("The connection was lost before PgBouncer did it: client %1 is still there.")
                             .arg(name)
                       : refusal();
        case Outcome::Unknown:
            return ActionText::tr(
                       "PgBouncer's answer was lost, and nobody could look since: whether client %1 is still "
                       "connected is not known.")
                .arg(name);
        default: return {};
        }
    }

private:
    bool m_isThere = false;
};

ActionWords clientWords(const ActionPlan &plan)
{
    return {ActionText::tr("Disconnect client %1").arg(plainLine(plan.request.arguments.value("client"_L1).toString())),
            ActionText::tr("Keep it"), ActionText::tr("Type %1 to disconnect it:")};
}

} // namespace

ActionType killClientAction()
{
    return {.id = "pgbouncer.client.kill"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Disconnect a client…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "KILL_CLIENT: disconnects one client with an error (PgBouncer 1.24+). What it "
                        "has not committed is rolled back.");
                },
            .arguments = clientArguments,
            .offeredOn = "client"_L1,
            .plan = planKillClient,
            .recheck = recheckKillClient,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<ClientRun>(std::move(plan));
            },
            .words = clientWords};
}

} // namespace lockmaster
