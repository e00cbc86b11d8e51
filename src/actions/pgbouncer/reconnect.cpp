// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-3: has the server connections of a database, or of all, made anew, each as soon as it is free. For changes behind the
// server's address (DNS, a balancer): until the old ones are gone there are connections to both places.
#include "actions/pgbouncer/commandrun.h"
#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments reconnectArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it; empty: all of them.")},
            {.name = u"timeout"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Watch for (seconds)"),
             .help = ActionText::tr("Until the old server connections are gone. Nothing is taken back after that."),
             .standard = 5,
             .least = 1,
             .most = 60}};
}

bool isConcerned(const ConsoleServer &server, const QString &database)
{
    return database.isEmpty() ? server.database != u"pgbouncer" : server.database == database;
}

/// In session mode a server connection is free when its client leaves.
Preflight checkSessionPools(const ConsoleState &state, const QString &database)
{
    int held = 0;
    for (const ConsolePool &pool : state.pools) {
        if ((database.isEmpty() || pool.database == database) && pool.mode == u"session")
            held += pool.serversActive;
    }
    if (held > 0)
        return {
            u"pool.mode"_s, Verdict::Warning,
            ActionText::tr("%1 are of session pools: they stay until their clients leave.").arg(connectionsText(held))};
    return {u"pool.mode"_s, Verdict::Ok, ActionText::tr("Connections are free between transactions.")};
}

QCoro::Task<Result<ActionPlan>> planReconnect(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    plan.severity = Severity::Reversible;
    plan.title =
        database.isEmpty()
            ? ActionText::tr("Renew all server connections of %1").arg(plan.target.name)
            : ActionText::tr("Renew the server connections of %1 on %2").arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkDatabaseThere(*state, database));
    plan.preflights.push_back(checkSessionPools(*state, database));
    plan.preflights.push_back(checkAlone(*state));
    plan.subjects = {databaseSubject(plan)};
    plan.statements = {{consoleCommand(u"RECONNECT"_s, database), {}}};
    const int busy = state->sum(database, &ConsolePool::serversActive);
    plan.consequence = ActionText::tr("%1 are closed, %2 of them when their transaction has ended. No client gets an "
                                      "error; until all are gone, old and new ones work side by side.")
                           .arg(connectionsText(state->connections(database)))
                           .arg(busy);
    plan.undo = ActionText::tr("None needed: new connections are made when clients ask.");
    plan.alternative =
        ActionText::tr("PAUSE, change what is behind, RESUME: when no transaction may still go to the old "
                       "server, as in a switchover.");
    plan.validFor = std::chrono::seconds(60);
    co_return plan;
}

Recheck recheckReconnect(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({consolecheck::kDatabaseSame}, {}, confirmed, again);
}

class ReconnectRun final : public CommandRun
{
public:
    using CommandRun::CommandRun;

protected:
    QCoro::Task<Result<void>> lookBefore(LinkPtr link, std::stop_token stop) override;
    QCoro::Task<Result<void>> look(LinkPtr link, std::stop_token stop) override;
    [[nodiscard]] bool isDone() const override { return m_left == 0; }
    [[nodiscard]] Outcome outcome() const override;
    [[nodiscard]] QString summary(Outcome outcome) const override;
    void complete(ActionResult &result) const override { result.isRunning = isUnderway(result.outcome); }
    [[nodiscard]] std::chrono::seconds patience() const override
    {
        return std::chrono::seconds(m_plan.request.arguments.value("timeout"_L1).toInteger(5));
    }

private:
    [[nodiscard]] bool isOld(const ConsoleServer &server) const;
    [[nodiscard]] bool isUnderway(Outcome outcome) const { return outcome == Outcome::SentUnverified && m_closing > 0; }

    std::optional<QStringList> m_before; ///< identities; empty: another console sent it
    int m_left = 0;                      ///< connections of before
    int m_closing = 0;                   ///< of those, told to go
};

bool ReconnectRun::isOld(const ConsoleServer &server) const
{
    if (m_before)
        return m_before->contains(server.identity);
    return server.isClosing || (server.connected && *server.connected < m_plan.madeAt);
}

QCoro::Task<Result<void>> ReconnectRun::lookBefore(LinkPtr link, std::stop_token stop)
{
    const Result<std::vector<ConsoleServer>> servers = co_await readConsoleServers(std::move(link), std::move(stop));
    if (!servers)
        co_return std::unexpected(servers.error());
    m_before.emplace();
    for (const ConsoleServer &server : *servers) {
        if (isConcerned(server, databaseIn(m_plan)))
            m_before->append(server.identity);
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> ReconnectRun::look(LinkPtr link, std::stop_token stop)
{
    const Result<std::vector<ConsoleServer>> servers = co_await readConsoleServers(std::move(link), std::move(stop));
    if (!servers)
        co_return std::unexpected(servers.error());
    m_left = m_closing = 0;
    for (const ConsoleServer &server : *servers) {
        if (!isConcerned(server, databaseIn(m_plan)) || !isOld(server))
            continue;
        ++m_left;
        m_closing += server.isClosing ? 1 : 0;
    }
    co_return Result<void>();
}

Outcome ReconnectRun::outcome() const
{
    const Outcome usual = CommandRun::outcome();
    if (usual == Outcome::DoneVerified && m_before && m_before->empty())
        return Outcome::NoOp;
    if (usual == Outcome::FailedClean && refusal().isEmpty() && m_closing > 0)
        return Outcome::SentUnverified; // it has arrived
    return usual;
}

QString ReconnectRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return m_before ? ActionText::tr("%1 of before closed; new ones are made as clients need them.")
                              .arg(connectionsText(int(m_before->size())))
                        : ActionText::tr("No server connection of before is left.");
    case Outcome::SentUnverified:
        return m_closing > 0 ? ActionText::tr("%1 of before are still in use; they close when they are free.")
                                   .arg(connectionsText(m_closing))
                             : ActionText::tr("PgBouncer accepted it, and %1 of before stay all the same.")
                                   .arg(connectionsText(m_left));
    case Outcome::NoOp: return ActionText::tr("There was no server connection that could be closed.");
    case Outcome::FailedClean:
        return refusal().isEmpty() ? ActionText::tr("The connection was lost before PgBouncer did it: the server "
                                                    "connections are as before.")
                                   : refusal();
    case Outcome::Unknown:
        return ActionText::tr(
            "PgBouncer's answer was lost, and nobody could look since: whether the server connections "
            "are made anew is not known.");
    default: return {};
    }
}

ActionWords reconnectWords(const ActionPlan &plan)
{
    const QString database = plainLine(databaseIn(plan));
    return {database.isEmpty() ? ActionText::tr("Renew all server connections")
                               : ActionText::tr("Renew server connections of %1").arg(database),
            ActionText::tr("Keep them"), ActionText::tr("Type %1 to renew them:")};
}

} // namespace

ActionType reconnectAction()
{
    return {.id = "pgbouncer.reconnect"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Renew server connections…"); },
            .help =
                [] {
                    return ActionText::tr("RECONNECT: closes the server connections of a database, or of all, each as "
                                          "soon as it is free. No client gets an error.");
                },
            .arguments = reconnectArguments,
            .offeredOn = "database"_L1,
            .plan = planReconnect,
            .recheck = recheckReconnect,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<ReconnectRun>(std::move(plan));
            },
            .words = reconnectWords};
}

} // namespace lockmaster
