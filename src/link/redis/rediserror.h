// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Error answers of Redis and Valkey into errors of ours: each a state of its own, the server's words kept and made
// plain. Only the first word and a few fixed sentences are understood: a user of the server can forge the rest
// (CVE-2025-67733).
#pragma once

#include <QByteArray>
#include <QString>

#include "base/result.h"
#include "link/resp/rediscommand.h"

namespace lockmaster {

enum class RedisErrorCode {
    Err,            ///< a plain "ERR": the command or its arguments
    UnknownCommand, ///< not on this version, renamed or disabled
    NoAuth,         ///< a password is wanted and none was given
    WrongPass,
    NoPerm,  ///< the ACL of this user does not allow it
    Denied,  ///< protected mode: nobody but the server's own host
    Loading, ///< the data set is being read from disk; INFO and CLIENT LIST work
    Busy,    ///< a script runs; everything but SCRIPT KILL, FUNCTION KILL and SHUTDOWN NOSAVE is answered so, INFO too
    MasterDown, ///< a replica without its primary that does not serve stale data; INFO works
    Misconf,    ///< writes are refused: the last save failed
    Oom,        ///< writes are refused: maxmemory is reached
    ReadOnly,   ///< a replica
    NoReplicas, ///< writes are refused: fewer good replicas than min-replicas-to-write
    MaxClients, ///< and the connection ends
    ClusterDown,
    Moved, ///< another node of the cluster has this key
    Ask,
    NoProto, ///< RESP3 is not spoken here
    Other,   ///< any other first word (WRONGTYPE, NOSCRIPT, …): see Error::sqlState
};

/// What an answer of type error says, by its first word.
RedisErrorCode redisErrorCode(QByteArrayView answer);

/// The same of an Error that redisError() made; Other when it is none of a server.
RedisErrorCode redisErrorCode(const Error &error);

/// The server refused `command`, sent as `user`. sqlState is the code word ("NOPERM", "MAXCLIENTS", …), detail the
/// server's own words, text says for NOPERM the ACL rule to add. Kinds: Auth (NOAUTH, WRONGPASS, DENIED), Privilege
/// (NOPERM), Starting (LOADING), Full (max clients), Unsupported (unknown command, NOPROTO), else Query.
Error redisError(QByteArrayView answer, const RedisCommand &command, const QString &user);

/// "ACL SETUSER lockmaster +client|list"
QString aclCommand(const QString &user, const QString &rules);

} // namespace lockmaster
