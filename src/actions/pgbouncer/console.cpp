// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/console.h"

#include <algorithm>

#include "actions/pgbouncer/consolerows.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kConsole{"pgbouncer"};

ConsoleDatabase consoleDatabase(const ConsoleRow &row)
{
    return {.name = row.text("name"),
            .host = row.text("host"),
            .port = row.number("port"),
            .mode = row.text("pool_mode"),
            .isPaused = row.number("paused") != 0,
            .isDisabled = row.number("disabled") != 0,
            .poolSize = row.number("pool_size"),
            .maxConnections = row.number("max_connections"),
            .connections = row.number("current_connections")};
}

ConsolePool consolePool(const ConsoleRow &row)
{
    return {.database = row.text("database"),
            .user = row.text("user"),
            .mode = row.text("pool_mode"),
            .clientsActive = row.number("cl_active"),
            .clientsWaiting = row.number("cl_waiting"),
            .serversActive = row.number("sv_active") + row.number("sv_active_cancel") + row.number("sv_being_canceled"),
            .serversLogin = row.number("sv_login"),
            .longestWait = row.number("maxwait")};
}

ConsoleServer consoleServer(const ConsoleRow &row)
{
    return {.database = row.text("database"),
            .state = row.text("state"),
            .pid = row.number("remote_pid"),
            .requested = row.moment("request_time"),
            .connected = row.moment("connect_time"),
            .identity = row.text("ptr") + u' ' + row.text("remote_pid") + u' ' + row.text("connect_time"),
            .isClosing = row.number("close_needed") != 0};
}

bool isYes(const PgRows &rows, const QString &key)
{
    for (int row = 0; row < rows.count(); ++row) {
        const ConsoleRow one{rows, row};
        if (one.text("key") == key)
            return one.text("value") == u"yes";
    }
    return false;
}

} // namespace

const ConsoleDatabase *ConsoleState::find(const QString &database) const
{
    const auto found = std::ranges::find(databases, database, &ConsoleDatabase::name);
    return found == databases.end() ? nullptr : &*found;
}

bool ConsoleState::isPausedAt(const QString &database) const
{
    const ConsoleDatabase *one = find(database);
    return database.isEmpty() ? isPaused.value_or(false) : (one && one->isPaused);
}

int ConsoleState::sum(const QString &database, int ConsolePool::*count) const
{
    int total = 0;
    for (const ConsolePool &pool : pools) {
        if (database.isEmpty() || pool.database == database)
            total += pool.*count;
    }
    return total;
}

int ConsoleState::connections(const QString &database) const
{
    int total = 0;
    for (const ConsoleDatabase &one : databases) {
        if (database.isEmpty() || one.name == database)
            total += one.connections;
    }
    return total;
}

QString ConsoleState::setting(const QString &name) const
{
    const auto found = settings.find(name);
    return found == settings.end() ? QString() : found->second.value;
}

std::optional<double> ConsoleState::seconds(const QString &name) const
{
    const double value = setting(name).toDouble();
    return value > 0 ? std::optional(value) : std::nullopt;
}

QCoro::Task<Result<ConsoleSettings>> readConsoleSettings(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> config = co_await showOnConsole(std::move(link), "CONFIG", std::move(stop));
    if (!config)
        co_return std::unexpected(config.error());
    ConsoleSettings settings;
    for (int row = 0; row < config->count(); ++row) {
        const ConsoleRow one{*config, row};
        settings[one.text("key")] = {one.text("value"), one.text("changeable") == u"yes"};
    }
    co_return settings;
}

QCoro::Task<Result<std::vector<ConsoleServer>>> readConsoleServers(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> servers = co_await showOnConsole(std::move(link), "SERVERS", std::move(stop));
    if (!servers)
        co_return std::unexpected(servers.error());
    co_return readConsoleRows(*servers, consoleServer);
}

QCoro::Task<Result<ConsoleState>> readConsole(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    ConsoleState state;
    const Result<PgRows> databases = co_await showOnConsole(link, "DATABASES", stop);
    if (!databases)
        co_return std::unexpected(databases.error());
    state.databases = readConsoleRows(*databases, consoleDatabase);
    std::erase_if(state.databases, [](const ConsoleDatabase &one) { return one.name == kConsole; });
    const Result<PgRows> pools = co_await showOnConsole(link, "POOLS", stop);
    if (!pools)
        co_return std::unexpected(pools.error());
    state.pools = readConsoleRows(*pools, consolePool);
    std::erase_if(state.pools, [](const ConsolePool &one) { return one.database == kConsole; });
    const Result<PgRows> paused = co_await showOnConsole(link, "STATE", stop);
    if (paused)
        state.isPaused = isYes(*paused, u"paused"_s);
    else if (!link->isOpen())
        co_return std::unexpected(paused.error());
    co_return state;
}

QCoro::Task<Result<ConsoleState>> readWholeConsole(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    Result<ConsoleState> state = co_await readConsole(link, stop);
    if (!state)
        co_return state;
    const Result<std::vector<ConsoleServer>> servers = co_await readConsoleServers(link, stop);
    if (!servers)
        co_return std::unexpected(servers.error());
    state->servers = *servers;
    const Result<ConsoleSettings> settings = co_await readConsoleSettings(link, stop);
    if (!settings)
        co_return std::unexpected(settings.error());
    state->settings = *settings;
    const Result<PgRows> peers = co_await showOnConsole(link, "PEERS", stop);
    if (!peers && !link->isOpen())
        co_return std::unexpected(peers.error());
    state->hasPeers = peers && peers->count() > 0;
    co_return state;
}

QCoro::Task<Result<bool>> seesClient(std::shared_ptr<PgLink> link, QString applicationName, std::stop_token stop)
{
    const Result<PgRows> clients = co_await showOnConsole(link, "CLIENTS", stop);
    if (!clients)
        co_return std::unexpected(clients.error());
    if (clients->column("application_name") < 0)
        co_return true;
    for (int row = 0; row < clients->count(); ++row) {
        if (ConsoleRow{*clients, row}.text("application_name") == applicationName)
            co_return true;
    }
    co_return false;
}

QString consoleCommand(const QString &verb, const QString &database)
{
    if (database.isEmpty())
        return verb;
    QString name = database;
    return verb + u" \""_s + name.replace(u'"', u"\"\""_s) + u'"';
}

QString databaseIn(const ActionPlan &plan)
{
    return plan.request.arguments.value("database"_L1).toString();
}

ActionRequest resumeRequest(const ActionPlan &plan)
{
    const QString database = databaseIn(plan);
    return {u"pgbouncer.resume"_s,
            plan.target.name,
            database.isEmpty() ? QJsonObject() : QJsonObject{{u"database"_s, database}},
            {}};
}

} // namespace lockmaster
