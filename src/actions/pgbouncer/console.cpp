// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/console.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"
#include "base/told.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kConsole{"pgbouncer"};

/// Columns by name: versions have different ones, and all come as text.
struct ConsoleRow {
    const PgRows &rows;
    int row;

    [[nodiscard]] QString text(const char *name) const
    {
        const int column = rows.column(name);
        return column < 0 ? QString() : rows.text(row, column);
    }
    [[nodiscard]] int number(const char *name) const { return text(name).toInt(); }
};

template <typename Value>
std::vector<Value> readConsoleRows(const PgRows &rows, Value (*read)(const ConsoleRow &))
{
    std::vector<Value> values;
    for (int row = 0; row < rows.count(); ++row)
        values.push_back(read({rows, row}));
    return values;
}

ConsoleDatabase consoleDatabase(const ConsoleRow &row)
{
    return {.name = row.text("name"),
            .host = row.text("host"),
            .port = row.number("port"),
            .mode = row.text("pool_mode"),
            .isPaused = row.number("paused") != 0,
            .isDisabled = row.number("disabled") != 0,
            .connections = row.number("current_connections")};
}

ConsolePool consolePool(const ConsoleRow &row)
{
    return {.database = row.text("database"),
            .mode = row.text("pool_mode"),
            .clientsActive = row.number("cl_active"),
            .clientsWaiting = row.number("cl_waiting"),
            .serversActive = row.number("sv_active") + row.number("sv_active_cancel") + row.number("sv_being_canceled"),
            .serversLogin = row.number("sv_login"),
            .longestWait = row.number("maxwait")};
}

// "2026-11-21 03:12:07 UTC"; other zones are only known to that host.
std::optional<ServerTime> consoleMoment(const QString &text)
{
    if (!text.endsWith(u" UTC"))
        return {};
    QDateTime time = QDateTime::fromString(text.first(19), u"yyyy-MM-dd HH:mm:ss"_s);
    time.setTimeZone(QTimeZone::UTC);
    return time.isValid() ? std::optional(ServerTime(told<std::chrono::seconds>(time.toSecsSinceEpoch())))
                          : std::nullopt;
}

ConsoleServer consoleServer(const ConsoleRow &row)
{
    return {row.text("database"), row.text("state"), row.number("remote_pid"), consoleMoment(row.text("request_time"))};
}

QCoro::Task<Result<PgRows>> show(std::shared_ptr<PgLink> link, QByteArray what, std::stop_token stop)
{
    co_return co_await link->command("SHOW " + what, QDeadlineTimer(kLookTimeout), stop);
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

bool isListedIn(const ConsoleState &state, const QString &user, const QString &setting)
{
    const auto found = state.settings.find(setting);
    const QStringList names = found == state.settings.end() ? QStringList() : found->second.split(u',');
    return std::ranges::any_of(names, [&](const QString &name) { return name.trimmed() == user; });
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

std::optional<double> ConsoleState::seconds(const QString &setting) const
{
    const auto found = settings.find(setting);
    const double value = found == settings.end() ? 0 : found->second.toDouble();
    return value > 0 ? std::optional(value) : std::nullopt;
}

QCoro::Task<Result<ConsoleState>> readConsole(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    ConsoleState state;
    const Result<PgRows> databases = co_await show(link, "DATABASES", stop);
    if (!databases)
        co_return std::unexpected(databases.error());
    state.databases = readConsoleRows(*databases, consoleDatabase);
    std::erase_if(state.databases, [](const ConsoleDatabase &one) { return one.name == kConsole; });
    const Result<PgRows> pools = co_await show(link, "POOLS", stop);
    if (!pools)
        co_return std::unexpected(pools.error());
    state.pools = readConsoleRows(*pools, consolePool);
    std::erase_if(state.pools, [](const ConsolePool &one) { return one.database == kConsole; });
    const Result<PgRows> paused = co_await show(link, "STATE", stop);
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
    const Result<PgRows> servers = co_await show(link, "SERVERS", stop);
    if (!servers)
        co_return std::unexpected(servers.error());
    state->servers = readConsoleRows(*servers, consoleServer);
    const Result<PgRows> config = co_await show(link, "CONFIG", stop);
    if (!config)
        co_return std::unexpected(config.error());
    for (int row = 0; row < config->count(); ++row) {
        const ConsoleRow one{*config, row};
        state->settings[one.text("key")] = one.text("value");
    }
    const Result<PgRows> peers = co_await show(link, "PEERS", stop);
    if (!peers && !link->isOpen())
        co_return std::unexpected(peers.error());
    state->hasPeers = peers && peers->count() > 0;
    co_return state;
}

QCoro::Task<Result<bool>> seesClient(std::shared_ptr<PgLink> link, QString applicationName, std::stop_token stop)
{
    const Result<PgRows> clients = co_await show(link, "CLIENTS", stop);
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

Preflight checkAdmin(const ConsoleState &state, const QString &user)
{
    const QString name = plainLine(user);
    if (!isListedIn(state, user, u"admin_users"_s) && isListedIn(state, user, u"stats_users"_s))
        return {
            preflight::kPrivilege, Verdict::Failed,
            ActionText::tr(
                "User %1 may only read statistics (stats_users): add it to admin_users in pgbouncer.ini and RELOAD.")
                .arg(name)};
    return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("User %1 may administer PgBouncer.").arg(name)};
}

QString clientsText(int count)
{
    return counted(count, ActionText::tr("1 client"), ActionText::tr("%1 clients"));
}

QString transactionsText(int count)
{
    return counted(count, ActionText::tr("1 transaction"), ActionText::tr("%1 transactions"));
}

QString databaseIn(const ActionPlan &plan)
{
    return plan.request.arguments.value("database"_L1).toString();
}

} // namespace lockmaster
