// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads sessions freshly from the server for an action, with what only an action has to know of them.
#pragma once

#include <QCoroTask>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "link/postgres/pglink.h"
#include "model/action.h"
#include "model/postgres/locks.h"
#include "model/postgres/sessionarguments.h"

namespace lockmaster {

struct SeenSession {
    Session session;
    bool isHidden = false; ///< this role may not see whose it is (pg_read_all_stats)
    bool roleIsSuperuser = false;
    bool isMember = false; ///< we have the privileges of its role
    int locksHeld = 0;
};

/// The session that has this pid now; empty when there is none.
QCoro::Task<Result<std::optional<SeenSession>>> readSession(std::shared_ptr<PgLink> link, int pid,
                                                            std::stop_token stop);

/// Every client session that the filter describes, longest in its state first.
QCoro::Task<Result<std::vector<SeenSession>>> readCandidates(std::shared_ptr<PgLink> link, SessionFilter filter,
                                                             std::stop_token stop);

/// Who blocks whom now.
QCoro::Task<Result<std::vector<LockWait>>> readWaits(std::shared_ptr<PgLink> link, std::stop_token stop);

/// What a verification sees of a session that is still there.
struct PresentSession {
    SessionKey key;
    SessionState state = SessionState::None;
    std::optional<ServerTime> queryStart;
};

QCoro::Task<Result<std::vector<PresentSession>>> readPresent(std::shared_ptr<PgLink> link,
                                                             std::vector<Session> sessions, QDeadlineTimer deadline,
                                                             std::stop_token stop);

/// The filter's parameters as the statements take them: state, application (a regular expression), user, database, client,
/// age.
QStringList filterParameters(const SessionFilter &filter);
/// The regular expression of PostgreSQL for a name in which * stands for anything, # for digits, and a backslash takes
/// their meaning from them: "invoice-run-#" → "^invoice\-run\-[0-9]+$"; all else means itself. Empty for an empty name.
QString namePattern(QStringView name);

} // namespace lockmaster
