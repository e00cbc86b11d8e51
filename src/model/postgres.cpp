// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres.h"

#include <algorithm>
#include <tuple>

namespace lockmaster {
namespace {

/// Of sessions hidden from us only database and user are told; server processes have not both.
bool takesConnection(const Session &session)
{
    if (session.state == SessionState::Hidden && session.backendType.isEmpty())
        return session.databaseOid != 0 && session.userOid != 0;
    return isClientBackend(session);
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
    using Who = std::tuple<QString, QString, QString>;
    std::map<Who, Headroom::Holder> holders;
    Headroom room;
    room.maximum = settings.maxConnections;
    room.reserved = settings.superuserReserved + settings.reserved;
    room.usable = std::max(room.maximum - room.reserved, 0);
    for (const SessionPtr &session : sessions) {
        if (!takesConnection(*session))
            continue;
        ++room.used;
        Headroom::Holder &holder = holders[{session->application, session->user, session->client}];
        ++holder.count;
        holder.idle += session->state == SessionState::Idle ? 1 : 0;
    }
    for (auto &[who, holder] : holders) {
        std::tie(holder.application, holder.user, holder.client) = who;
        room.holders.push_back(std::move(holder));
    }
    std::ranges::stable_sort(room.holders, std::ranges::greater{}, &Headroom::Holder::count);
    return room;
}

} // namespace lockmaster
