// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL session: a backend and its client, as pg_stat_activity tells it. Times are the server's.
#pragma once

#include <QString>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/servertime.h"

namespace lockmaster {

/// Who a session is: pids are reused, a pid with its start is not.
struct SessionKey {
    int pid = 0;
    ServerTime backendStart{};

    auto operator<=>(const SessionKey &) const = default;
};

enum class SessionState {
    Active,
    Idle,
    IdleInTransaction,
    IdleInTransactionAborted,
    FastpathFunctionCall,
    Starting, ///< authenticating, PostgreSQL 18
    Disabled, ///< track_activities is off
    None,     ///< not a client backend
    Hidden,   ///< we lack the privilege to see it (pg_monitor)
};

/// PostgreSQL's own words: "active", "idle in transaction", …; "hidden" and "–" for the last two.
QString sessionStateName(SessionState state);
SessionState sessionStateFromName(QStringView name);

struct Session {
    SessionKey key;
    int leaderPid = 0; ///< of a parallel worker: its leader; else 0
    std::uint32_t databaseOid = 0;
    std::uint32_t userOid = 0;
    QString database; ///< resolved names; "oid 16401" until known
    QString user;
    QString application;
    QString client; ///< address, "local" for a Unix socket, empty when hidden or no client
    int clientPort = 0;
    QString backendType; ///< "client backend", "walsender", "autovacuum worker", …
    SessionState state = SessionState::None;
    QString waitEventType;
    QString waitEvent;
    std::optional<ServerTime> transactionStart;
    std::optional<ServerTime> queryStart;
    std::optional<ServerTime> stateChange;
    std::optional<std::uint32_t> backendXid; ///< set: it has written in this transaction
    std::optional<std::uint32_t> backendXmin;
    std::int64_t queryId = 0; ///< 14+, 0 when not computed
    QString query;            ///< passwords masked; literals are still in it
    bool queryHadInvalidBytes = false;
    bool encrypted = false;

    bool operator==(const Session &) const = default;
};

/// Sessions are shared between snapshots: one that did not change is the same object in both.
using SessionPtr = std::shared_ptr<const Session>;

inline bool isClientBackend(const Session &session)
{
    return session.backendType == u"client backend";
}

/// What a backend is there for: only a client's may be ended or cancelled from here.
enum class SessionDuty {
    Client,
    Autovacuum,       ///< gives way by itself to whoever waits for its lock
    WraparoundVacuum, ///< autovacuum that does not give way, and begins anew when it is ended
    WalSender,
    ParallelWorker, ///< of its leader
    Server,         ///< the server's own: checkpointer, startup, background workers, …
    Hidden,         ///< we lack the privilege to see it
};
SessionDuty dutyOf(const Session &session);

} // namespace lockmaster
