// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/postgres.h"

#include <QHashFunctions>
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "model/countsum.h"

namespace lockmaster {
namespace {

/// Of sessions hidden from us only database and user are told; server processes have not both.
bool takesConnection(const Session &session)
{
    if (session.state == SessionState::Hidden && session.backendType.isEmpty())
        return session.databaseOid != 0 && session.userOid != 0;
    return isClientBackend(session);
}

/// Of views: with thousands of sessions at every sample, copies of three strings each are what this costs.
struct Who {
    QStringView application;
    QStringView user;
    QStringView client;

    explicit Who(const Session &session) : application(session.application), user(session.user), client(session.client)
    {
    }
    bool operator==(const Who &) const = default;
};

struct WhoHash {
    std::size_t operator()(const Who &who) const { return qHashMulti(0, who.application, who.user, who.client); }
};

/// The most sessions first, names in order.
bool comesBefore(const Headroom::Holder &left, const Headroom::Holder &right)
{
    const auto order = [](const Headroom::Holder &holder) {
        return std::tie(holder.application, holder.user, holder.client);
    };
    return left.count != right.count ? left.count > right.count : order(left) < order(right);
}

} // namespace

SessionPtr findSession(const PostgresState &state, int pid)
{
    const auto pidOf = [](const SessionPtr &session) { return session->key.pid; };
    const auto found = std::ranges::lower_bound(state.sessions, pid, {}, pidOf);
    return found == state.sessions.end() || (*found)->key.pid != pid ? nullptr : *found;
}

SessionPtr findSession(const PostgresState &state, const SessionKey &key)
{
    const auto keyOf = [](const SessionPtr &session) { return session->key; };
    const auto found = std::ranges::lower_bound(state.sessions, key, {}, keyOf);
    return found == state.sessions.end() || (*found)->key != key ? nullptr : *found;
}

Headroom headroom(const std::vector<SessionPtr> &sessions, const ServerSettings &settings)
{
    std::unordered_map<Who, std::size_t, WhoHash> places;
    Headroom room;
    room.maximum = std::max(settings.maxConnections, 0);
    room.reserved = sumOfCounts(settings.superuserReserved, settings.reserved);
    room.usable = std::max(room.maximum - room.reserved, 0);
    for (const SessionPtr &session : sessions) {
        if (!takesConnection(*session))
            continue;
        ++room.used;
        const auto [place, isNew] = places.try_emplace(Who(*session), room.holders.size());
        if (isNew)
            room.holders.push_back({session->application, session->user, session->client});
        Headroom::Holder &holder = room.holders[place->second];
        ++holder.count;
        holder.idle += session->state == SessionState::Idle ? 1 : 0;
    }
    std::ranges::sort(room.holders, comesBefore);
    return room;
}

} // namespace lockmaster
