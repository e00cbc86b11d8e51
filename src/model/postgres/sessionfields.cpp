// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/sessionfields.h"

#include "model/fields/describe.h"
#include "model/postgres/locks.h"
#include "model/postgres/session.h"

namespace lockmaster {

template <>
struct WordsOf<SessionState> {
    static constexpr SessionState last = SessionState::Hidden;
    static QString name(SessionState state) { return sessionStateName(state); }
};

template <>
struct FieldsOf<SessionKey> {
    static constexpr auto table = std::tuple{
        field("pid", &SessionKey::pid),
        field("backend_start", &SessionKey::backendStart),
    };
};

template <>
struct FieldsOf<Session> {
    static constexpr auto table = std::tuple{
        inlined(&Session::key),
        field("leader_pid", &Session::leaderPid, Unit::Identifier),
        field("database_oid", &Session::databaseOid, Unit::Identifier),
        field("user_oid", &Session::userOid, Unit::Identifier),
        field("database", &Session::database),
        field("user", &Session::user),
        field("application", &Session::application, Secrecy::Words),
        field("client", &Session::client),
        field("client_port", &Session::clientPort, Unit::Identifier),
        field("backend_type", &Session::backendType),
        field("state", &Session::state),
        field("wait_event_type", &Session::waitEventType),
        field("wait_event", &Session::waitEvent),
        field("transaction_start", &Session::transactionStart),
        field("query_start", &Session::queryStart),
        field("state_change", &Session::stateChange),
        field("backend_xid", &Session::backendXid),
        field("backend_xmin", &Session::backendXmin),
        field("query_id", &Session::queryId, Unit::LongIdentifier),
        field("query", &Session::query, Secrecy::Statement),
        field("query_had_invalid_bytes", &Session::queryHadInvalidBytes),
        field("encrypted", &Session::encrypted),
    };
};

template <>
struct FieldsOf<LockWait> {
    static constexpr auto table = std::tuple{
        field("pid", &LockWait::pid),
        field("lock_type", &LockWait::lockType),
        field("mode", &LockWait::mode),
        field("object", &LockWait::object),
        field("relation_oid", &LockWait::relationOid, Unit::Identifier),
        field("relation", &LockWait::relation),
        field("wait_start", &LockWait::waitStart),
        field("blockers", &LockWait::blockers),
    };
};

template <>
struct FieldsOf<HeldLock> {
    static constexpr auto table = std::tuple{
        field("pid", &HeldLock::pid),
        field("lock_type", &HeldLock::lockType),
        field("mode", &HeldLock::mode),
        field("relation", &HeldLock::relation),
    };
};

template <>
struct FieldsOf<PreparedTransaction> {
    static constexpr auto table = std::tuple{
        field("gid", &PreparedTransaction::gid),
        field("owner", &PreparedTransaction::owner),
        field("database", &PreparedTransaction::database),
        field("prepared", &PreparedTransaction::prepared),
        field("transaction_id", &PreparedTransaction::transactionId),
        field("locks", &PreparedTransaction::locks),
    };
};

LOCKMASTER_TABLE(SessionKey)
LOCKMASTER_TABLE(Session)
LOCKMASTER_TABLE(LockWait)
LOCKMASTER_TABLE(HeldLock)
LOCKMASTER_TABLE(PreparedTransaction)

} // namespace lockmaster
