// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pgbouncer/pooltrace.h"

#include <algorithm>

namespace lockmaster {
namespace {

std::shared_ptr<const PostgresState> postgresOf(const Target &target, const ShownSnapshot &shown)
{
    const SnapshotPtr snapshot = target.kind == ServerKind::PostgreSql ? shown(target.name) : nullptr;
    return snapshot ? snapshot->postgres : nullptr;
}

} // namespace

BackendTrace traceBackend(const PgBouncerState &state, const PgBouncerSocket &server, const Fleet &fleet,
                          const ShownSnapshot &shown)
{
    const auto database = std::ranges::find(state.databases, server.database, &PgBouncerDatabase::name);
    const auto isThere = [&](const Target &target) {
        return database != state.databases.end() && isAt(*database, target);
    };
    BackendTrace place;
    BackendTrace elsewhere;
    for (const Target &target : fleet.targets) {
        const auto postgres = postgresOf(target, shown);
        const SessionPtr session = postgres ? backendOf(server, *postgres) : nullptr;
        if (isThere(target) && session)
            return {target.name, session};
        if (isThere(target) && place.target.isEmpty())
            place.target = target.name;
        else if (session)
            elsewhere = {target.name, session};
    }
    return elsewhere.session ? elsewhere : place;
}

ClientTrace traceClient(const Session &session, const Fleet &fleet, const ShownSnapshot &shown)
{
    for (const Target &target : fleet.targets) {
        const SnapshotPtr snapshot = target.kind == ServerKind::PgBouncer ? shown(target.name) : nullptr;
        const PgBouncerSocket *server =
            snapshot && snapshot->pgbouncer ? connectionOf(session, *snapshot->pgbouncer) : nullptr;
        if (!server)
            continue;
        const PgBouncerState &state = *snapshot->pgbouncer;
        const PgBouncerSocket *client = otherHalf(state, *server);
        return {target.name, *server, client ? std::optional(*client) : std::nullopt, state.servers->taken};
    }
    return {};
}

} // namespace lockmaster
