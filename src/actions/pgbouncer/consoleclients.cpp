// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/consoleclients.h"

#include "actions/pgbouncer/consolerows.h"
#include "model/pgbouncer/poolchain.h"

namespace lockmaster {
namespace {

ConsoleClient consoleClient(const ConsoleRow &row)
{
    return {.id = row.text("id"),
            .pointer = row.text("ptr"),
            .address = placeText(row.text("addr"), row.number("port")),
            .database = row.text("database"),
            .user = row.text("user"),
            .application = row.text("application_name"),
            .state = row.text("state"),
            .replication = row.text("replication"),
            .link = row.text("link"),
            .connected = row.moment("connect_time")};
}

} // namespace

QCoro::Task<Result<std::vector<ConsoleClient>>> readConsoleClients(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const Result<PgRows> rows = co_await showOnConsole(std::move(link), "CLIENTS", std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return readConsoleRows(*rows, consoleClient);
}

QCoro::Task<Result<int>> backendOfClient(std::shared_ptr<PgLink> link, ConsoleClient client, std::stop_token stop)
{
    if (client.link.isEmpty())
        co_return 0;
    const Result<PgRows> rows = co_await showOnConsole(std::move(link), "SERVERS", std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    for (int row = 0; row < rows->count(); ++row) {
        const ConsoleRow server{*rows, row};
        if (server.text("ptr") == client.link)
            co_return server.number("remote_pid");
    }
    co_return 0;
}

} // namespace lockmaster
