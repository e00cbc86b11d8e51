// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked before an action, each check a small pure function with one sentence for people.
#pragma once

#include "actions/plan/serverfacts.h"
#include "actions/plan/sessionreader.h"
#include "model/action.h"

namespace lockmaster {

/// Stable ids, as in journal and JSON.
namespace preflight {
inline constexpr QLatin1StringView kTargetWritable{"target.writable"};
inline constexpr QLatin1StringView kServerDirect{"server.direct"};
inline constexpr QLatin1StringView kServerSame{"server.same"};
inline constexpr QLatin1StringView kOwnConnection{"connection.own"};
inline constexpr QLatin1StringView kOnePrimary{"server.one_primary"};
inline constexpr QLatin1StringView kActionOpen{"action.open"};
inline constexpr QLatin1StringView kSessionSame{"session.same"};
inline constexpr QLatin1StringView kSessionOwn{"session.own"};
inline constexpr QLatin1StringView kBackendType{"backend.type"};
inline constexpr QLatin1StringView kSessionState{"session.state"};
inline constexpr QLatin1StringView kSyncWait{"sync_wait"};
inline constexpr QLatin1StringView kWritten{"session.written"};
inline constexpr QLatin1StringView kPrivilege{"privilege"};
inline constexpr QLatin1StringView kManaged{"session.managed"};
inline constexpr QLatin1StringView kQuerySame{"query.same"};
inline constexpr QLatin1StringView kRoot{"root.still"};
inline constexpr QLatin1StringView kFilterNarrow{"filter.narrow"};
inline constexpr QLatin1StringView kFilterMatches{"filter.matches"};
inline constexpr QLatin1StringView kFilterExcluded{"filter.excluded"};
inline constexpr QLatin1StringView kFilterShare{"filter.share"};
} // namespace preflight

Preflight checkTargetWritable(const Target &target);
Preflight checkServerDirect(const ServerFacts &facts);
/// Of a split brain: which of the primaries is the right one only a person can tell, so it is always a warning.
Preflight warnOfOtherPrimaries(const QStringList &others);
/// Same pid and same start, to the microsecond. `seen` empty: nobody has the pid any more.
Preflight checkSame(const SessionKey &key, const std::optional<SeenSession> &seen);
Preflight checkOwn(const Session &session, const ServerFacts &facts);
Preflight checkBackendType(const Session &session);
Preflight checkPrivilege(const SeenSession &seen, const ServerFacts &facts);
/// A COMMIT that waits for a synchronous standby is done already: ending the wait breaks a promise silently.
Preflight checkSyncWait(const Session &session);
Preflight checkWritten(const Session &session, ServerTime now);
/// Sessions of tools that keep a cluster alive or measured.
Preflight checkManaged(const Session &session);
bool isManagedName(const QString &application);
bool isOwnName(const QString &application);

/// The checks that every action on one session shares, in the order in which people read them.
std::vector<Preflight> checkSession(const SessionKey &key, const std::optional<SeenSession> &seen,
                                    const ServerFacts &facts);

[[nodiscard]] bool hasFailed(const std::vector<Preflight> &checks);
[[nodiscard]] const Preflight *findCheck(const std::vector<Preflight> &checks, QLatin1StringView id);

} // namespace lockmaster
