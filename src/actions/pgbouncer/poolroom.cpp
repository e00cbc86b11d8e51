// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/poolroom.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "base/text.h"
#include "model/pgbouncer/poolchain.h"

#include <algorithm>
#include <set>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kRoom{"server.room"};

struct ServerRoom {
    int usable = 0; ///< connections that are not kept for superusers
    int used = 0;   ///< by client backends, PgBouncer's among them
};

using Place = std::pair<QString, int>;

QCoro::Task<std::optional<ServerRoom>> askForRoom(const FleetAccess *fleet, Place place, QString planId,
                                                  std::stop_token stop)
{
    for (const Target &target : targetsAt(*fleet, ServerKind::PostgreSql, place.first, place.second)) {
        const Result<ReadyServer> server = co_await readyServer(fleet->lend, target, actingName(planId), stop);
        if (!server)
            continue;
        std::optional<ServerRoom> room;
        if (wentTo(target, server->postgres()->state(), place.first, place.second)) {
            const Result<PgRows> rows = co_await server->postgres()->query(actionQuery("connection_room"_L1),
                                                                           QDeadlineTimer(kLookTimeout), stop);
            if (rows && rows->count() == 1)
                room = ServerRoom{int(rows->integer(0, 0)), int(rows->integer(0, 1))};
        }
        co_await giveBack(*server, stop);
        if (room)
            co_return room;
    }
    co_return std::nullopt;
}

int connectionsNow(const ConsoleState &state, const Place &place)
{
    int now = 0;
    for (const ConsoleDatabase &one : state.databases)
        now += one.host == place.first && one.port == place.second ? one.connections : 0;
    return now;
}

Preflight judgeRoom(const ConsoleState &state, const Place &place, const ServerRoom &room, int size)
{
    const int ours = connectionsWith(state, place.first, place.second, size);
    const int others = std::max(0, room.used - connectionsNow(state, place));
    const QString text =
        ActionText::tr("%1: the pools of now may take %2 connections, others have %3, and it allows %4.")
            .arg(plainLine(placeText(place.first, place.second)))
            .arg(ours)
            .arg(others)
            .arg(room.usable);
    return {kRoom, ours + others > room.usable ? Verdict::Failed : Verdict::Ok, text};
}

} // namespace

int connectionsWith(const ConsoleState &state, const QString &host, int port, int size)
{
    const int standard = state.setting(u"default_pool_size"_s).toInt();
    int sum = 0;
    for (const ConsoleDatabase &database : state.databases) {
        if (database.host != host || database.port != port)
            continue;
        const int each = database.poolSize == standard ? size : database.poolSize;
        const auto pools = int(std::ranges::count(state.pools, database.name, &ConsolePool::database));
        sum += database.maxConnections > 0 ? std::min(database.maxConnections, pools * each) : pools * each;
    }
    return sum;
}

QCoro::Task<Preflight> checkPoolRoom(const FleetAccess *fleet, ConsoleState state, int size, QString planId,
                                     std::stop_token stop)
{
    std::set<Place> places;
    for (const ConsoleDatabase &database : state.databases)
        places.insert({database.host, database.port});
    Preflight worst{kRoom, Verdict::Ok, ActionText::tr("No database is behind it.")};
    for (const Place &place : places) {
        // Several hosts, or none: PgBouncer chooses, or its own host is meant, which has another name here.
        const bool isOne = !place.first.isEmpty() && !place.first.contains(u',');
        const std::optional<ServerRoom> room =
            isOne ? co_await askForRoom(fleet, place, planId, stop) : std::optional<ServerRoom>();
        Preflight one = room
                            ? judgeRoom(state, place, *room, size)
                            : Preflight{kRoom, Verdict::Warning,
                                        ActionText::tr("Whether %1 has room for %2 connections is not known: no target "
                                                       "of the fleet is there, or it does not answer.")
                                            .arg(plainLine(placeText(place.first, place.second)))
                                            .arg(connectionsWith(state, place.first, place.second, size))};
        if (worst.verdict <= one.verdict)
            worst = std::move(one);
    }
    co_return worst;
}

} // namespace lockmaster
