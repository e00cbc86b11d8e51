// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A session's place among the locks, in words, and the sessions before and behind it. Pure functions.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "model/postgres/postgres.h"

namespace lockmaster {

struct RelatedSession {
    SessionKey key; ///< pid 0: a prepared transaction
    QString text;   ///< "8123 · billing · idle in transaction"
    bool isBlocker = false;

    bool operator==(const RelatedSession &) const = default;
};

struct SessionLocks {
    QStringList lines;                   ///< what it waits for, whom it blocks, what it holds
    std::vector<RelatedSession> related; ///< what blocks it, then those directly behind it
};

/// Server text in it is made plain. Empty for a session that has nothing to do with locks.
SessionLocks sessionLocks(const PostgresState &state, const Session &session);

} // namespace lockmaster
