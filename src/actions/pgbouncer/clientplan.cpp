// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/clientplan.h"

#include "actions/pgbouncer/consolechecks.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr int kHasKillClient = 12400;
constexpr QLatin1StringView kClientSame{"client.same"};
constexpr QLatin1StringView kClientOwn{"client.own"};
constexpr QLatin1StringView kReplicates{"client.replication"};

bool isCalled(const ConsoleClient &client, const QString &name)
{
    return !name.isEmpty() && (client.id == name || client.pointer == name);
}

bool isAsSeen(const ConsoleClient &client, const QJsonObject &arguments)
{
    const QString address = arguments.value("address"_L1).toString();
    const auto connected = parseIso(arguments.value("connected"_L1).toString());
    return (address.isEmpty() || client.address == address) && (!connected || client.connected == connected);
}

QString whoText(const ConsoleClient &client)
{
    const QString who = client.application.isEmpty() ? client.user : client.application;
    return ActionText::tr("%1 from %2, on %3")
        .arg(plainLine(who), plainLine(client.address), plainLine(client.database));
}

Preflight checkClientSame(const std::vector<ConsoleClient> &clients, const QJsonObject &arguments)
{
    const QString name = arguments.value("client"_L1).toString();
    if (const ConsoleClient *one = findClient(clients, arguments))
        return {kClientSame, Verdict::Ok,
                ActionText::tr("The same client as seen, read again just now: %1.").arg(whoText(*one))};
    const auto other = std::ranges::find_if(clients, [&](const ConsoleClient &one) { return isCalled(one, name); });
    if (other == clients.end())
        return {kClientSame, Verdict::Failed, ActionText::tr("Client %1 is gone.").arg(plainLine(name))};
    return {kClientSame, Verdict::Failed,
            ActionText::tr("Client %1 is gone; its id now belongs to another one: %2.")
                .arg(plainLine(name), whoText(*other))};
}

/// The reason of the version, and what helps there.
Preflight checkVersion(const ServerFacts &facts, int backend)
{
    if (facts.versionNumber >= kHasKillClient)
        return {consolecheck::kVersion, Verdict::Ok, ActionText::tr("%1 has KILL_CLIENT.").arg(facts.version)};
    QString text = ActionText::tr("%1 has no KILL_CLIENT: it came with 1.24.").arg(facts.version);
    if (backend > 0)
        text +=
            u' ' + ActionText::tr("On PostgreSQL, end the session with pid %1, which works for it now.").arg(backend);
    return {consolecheck::kVersion, Verdict::Failed, text};
}

Preflight checkClientOwn(const ConsoleClient &client)
{
    if (isOwnName(client.application))
        return {kClientOwn, Verdict::Failed, ActionText::tr("This is a connection of a Lockmaster console.")};
    if (client.database == u"pgbouncer")
        return {kClientOwn, Verdict::Warning,
                ActionText::tr("This is somebody at PgBouncer's console, not an application.")};
    return {kClientOwn, Verdict::Ok, ActionText::tr("Not a connection of this console.")};
}

Preflight checkReplication(const ConsoleClient &client)
{
    if (!client.replication.isEmpty() && client.replication != u"none")
        return {kReplicates, Verdict::Warning,
                ActionText::tr("It replicates (%1): its standby or subscriber falls behind until it connects again.")
                    .arg(plainLine(client.replication))};
    return {kReplicates, Verdict::Ok, ActionText::tr("It does not replicate.")};
}

void describeClient(ActionPlan &plan, const ConsoleClient &client)
{
    plan.subjects = {{u"client"_s, client.id.isEmpty() ? client.pointer : client.id}};
    plan.statements = {{u"KILL_CLIENT "_s + QString::number(client.id.toULongLong()), {}}};
    plan.consequence =
        client.state == u"waiting"
            ? ActionText::tr("%1 gets an error and is disconnected. It waits for a server connection: "
                             "nothing of its work is lost but the query that waits.")
        : client.link.isEmpty()
            ? ActionText::tr("%1 gets an error and is disconnected. It uses no server connection now.")
            : ActionText::tr("%1 gets an error and is disconnected, and its server connection is closed: "
                             "what it has not committed is rolled back.");
    plan.consequence = plan.consequence.arg(whoText(client));
    plan.undo = ActionText::tr("None; most applications connect again by themselves.");
    plan.validFor = std::chrono::seconds(30);
    if (plan.target.environment == Environment::Production)
        plan.token = plan.subjects.front().name;
    // Who it is, so that nobody else is taken for it: by the check before it is sent, and by a look at what became of it.
    plan.request.arguments.insert(u"address"_s, client.address);
    if (client.connected)
        plan.request.arguments.insert(u"connected"_s, formatIso(*client.connected));
}

} // namespace

const ConsoleClient *findClient(const std::vector<ConsoleClient> &clients, const QJsonObject &arguments)
{
    const QString name = arguments.value("client"_L1).toString();
    const auto found = std::ranges::find_if(
        clients, [&](const ConsoleClient &one) { return isCalled(one, name) && isAsSeen(one, arguments); });
    return found == clients.end() ? nullptr : &*found;
}

QCoro::Task<Result<ActionPlan>> planKillClient(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const auto link = context.server.postgres();
    plan.severity = Severity::Disruptive;
    plan.title = ActionText::tr("Disconnect client %1 of %2")
                     .arg(plainLine(plan.request.arguments.value("client"_L1).toString()), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(link, stop);
    if (!state)
        co_return std::unexpected(state.error());
    const Result<std::vector<ConsoleClient>> clients = co_await readConsoleClients(link, stop);
    if (!clients)
        co_return std::unexpected(clients.error());
    const ConsoleClient *client = findClient(*clients, plan.request.arguments);
    const Result<int> backend = client ? co_await backendOfClient(link, *client, stop) : Result<int>(0);
    plan.preflights.push_back(checkVersion(context.server.facts, backend.value_or(0)));
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkClientSame(*clients, plan.request.arguments));
    plan.preflights.push_back(checkAlone(*state));
    if (client) {
        plan.preflights.push_back(checkClientOwn(*client));
        plan.preflights.push_back(checkReplication(*client));
        describeClient(plan, *client);
    }
    co_return plan;
}

Recheck recheckKillClient(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({kClientSame}, {kReplicates}, confirmed, again);
}

} // namespace lockmaster
