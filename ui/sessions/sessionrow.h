// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the sessions table: a session at the moment shown, or the heading of a group of sessions. Plain value.
#pragma once

#include <chrono>
#include <compare>
#include <memory>
#include <optional>
#include <vector>

#include "model/postgres/postgres.h"

namespace lockmaster {

using Age = std::optional<std::chrono::microseconds>;

/// A session's texts, made plain once and kept as long as the session does not change.
struct SessionTexts {
    QString database;
    QString user;
    QString application;
    QString client;
    QString wait;  ///< "Lock: transactionid"
    QString query; ///< on one line
};

SessionTexts sessionTexts(const Session &session);

/// The ages of one session, or the highest of a group. Query age only while a query runs.
struct SessionAges {
    Age query;
    Age transaction;
    Age backend;
    Age state;
    Age wait; ///< for a lock

    bool operator==(const SessionAges &) const = default;
};

SessionAges agesOf(const Session &session, ServerTime now);
SessionAges highest(const SessionAges &left, const SessionAges &right);

struct SessionCounts {
    int sessions = 0;
    int active = 0;      ///< client backends, as Overview counts them
    int replication = 0; ///< walsenders
    int waiting = 0;     ///< for a lock
    int idleInTransaction = 0;
    int blocks = 0; ///< sessions behind any of these

    bool operator==(const SessionCounts &) const = default;
};

struct SessionRowKey {
    QString group;      ///< not empty: the heading of this group
    SessionKey session; ///< else this session

    auto operator<=>(const SessionRowKey &) const = default;
};

struct SessionRow {
    SessionPtr session;                        ///< null for a heading
    std::shared_ptr<const SessionTexts> texts; ///< null for a heading
    SessionAges ages;
    std::optional<int> blockedBy;       ///< the pid in front of it; kPreparedTransactionPid for a prepared transaction
    int blocks = 0;                     ///< sessions anywhere behind it
    std::optional<SessionRowKey> above; ///< its leader or its group's heading

    QString group;        ///< heading: which
    QString heading;      ///< heading: its words
    SessionCounts counts; ///< heading: of the sessions below

    [[nodiscard]] SessionRowKey key() const
    {
        return session ? SessionRowKey{{}, session->key} : SessionRowKey{group, {}};
    }
    [[nodiscard]] std::optional<SessionRowKey> parent() const { return above; }
    [[nodiscard]] bool isHeading() const { return !session; }
    [[nodiscard]] bool differsFrom(const SessionRow &before) const
    {
        return session != before.session || blockedBy != before.blockedBy || blocks != before.blocks;
    }
    /// Of two that are not equal: nothing but the ages went on.
    [[nodiscard]] bool onlyAged(const SessionRow &before) const
    {
        return session == before.session && blockedBy == before.blockedBy && blocks == before.blocks
               && above == before.above && heading == before.heading && counts == before.counts;
    }
    bool operator==(const SessionRow &) const = default;
};

bool isRunning(const Session &session);       ///< a query runs
bool isInTransaction(const Session &session); ///< idle in transaction, aborted or not
bool waitsForLock(const Session &session);
/// Processes of the server itself. Parallel workers and walsenders belong to clients. Of hidden sessions: those that
/// name no application and have not both a database and a user.
bool isBackground(const Session &session);
bool isOfConsole(const Session &session); ///< of this console or another one

} // namespace lockmaster
