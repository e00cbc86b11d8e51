// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Servers that cannot be seen, or in which nothing can be read.
#pragma once

#include "postgrestroubles.h"

namespace lockmaster::fixtures {

inline Snapshot cut(ErrorKind kind, const QString &detail, const QString &code = {})
{
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = LinkPhase::Broken;
    snapshot.link.rung = Rung::Auth;
    snapshot.link.address = u"10.0.0.1:6432"_s;
    snapshot.link.error = Error{kind, u"our words"_s, detail, {}, code};
    return snapshot;
}

/// Live, and nothing could be read.
inline Snapshot unread(const QString &serverWords, const QString &hidden = {})
{
    Snapshot snapshot;
    snapshot.target = u"orders-primary"_s;
    snapshot.link.phase = LinkPhase::Live;
    if (hidden.isEmpty())
        snapshot.probeErrors = {Error{ErrorKind::Query, u"sessions: our words"_s, serverWords, {}, u"42P05"_s}};
    else
        snapshot.hidden = {hidden};
    return snapshot;
}

/// Live, and what was read before is all there is.
inline Snapshot unreadSince(const Snapshot &before)
{
    Snapshot snapshot = before;
    snapshot.taken.steady += 1s;
    snapshot.probeErrors = unread(u"prepared statement exists"_s).probeErrors;
    return snapshot;
}

inline void addLinks(Troubles &all)
{
    Snapshot known = hotRow(3, 30s).snapshot();
    known.link = cut(ErrorKind::Full, u"too many clients"_s, u"53300"_s).link;
    all.insert(
        all.end(),
        {
            {"refused", &rules::targetUnreachable, alone(cut(ErrorKind::Auth, u"password authentication failed"_s))},
            {"without the server's words", &rules::targetUnreachable, alone(cut(ErrorKind::Network, {}))},
            {"starting", &rules::targetStarting,
             alone(cut(ErrorKind::Starting, u"the database system is starting up"_s))},
            {"starting, it seems", &rules::targetStarting, alone(cut(ErrorKind::Starting, {}))},
            {"nothing can be read", &rules::targetUnread, alone(unread(u"prepared statement exists"_s))},
            {"nothing can be read, without the server's words", &rules::targetUnread, alone(unread({}))},
            {"nothing can be read any more", &rules::targetUnread, alone(unreadSince(hotRow(3, 30s).snapshot()))},
            {"nothing may be read", &rules::targetUnread, alone(unread({}, u"This user may not run INFO."_s))},
            {"full", &rules::connectionsRefused, alone(cut(ErrorKind::Full, u"too many clients"_s, u"53300"_s))},
            {"full, as was seen to come", &rules::connectionsRefused, alone(known)},
            {"a full PgBouncer", &rules::pgBouncerRefuses,
             alone(cut(ErrorKind::Full, u"no more connections allowed"_s, u"MAX_CLIENT_CONN"_s))},
            {"a full Redis", &rules::redisRefuses,
             alone(cut(ErrorKind::Full, u"ERR max number of clients reached"_s, u"MAXCLIENTS"_s))},
        });
}

} // namespace lockmaster::fixtures
