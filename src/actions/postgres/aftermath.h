// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of those who waited behind sessions that were ended.
#pragma once

#include <QCoroTask>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "link/postgres/pglink.h"
#include "model/postgres/session.h"

namespace lockmaster {

struct Aftermath {
    std::size_t waited = 0; ///< when the plan was made
    std::size_t still = 0;  ///< of those, the ones that wait for a lock now
    std::optional<Session>
        inFront; ///< the root that most of them stand behind now, as far as it is a session we can see

    bool operator==(const Aftermath &) const = default;
};

/// Gives those who got their lock a moment, and looks. `waiters` are pids.
QCoro::Task<Result<Aftermath>> lookAtWaiters(std::shared_ptr<PgLink> link, std::vector<int> waiters,
                                             std::stop_token stop);

/// "40 of the 41 that waited behind it still wait, now behind session 157 (invoice-run, idle in transaction)." Empty when
/// nobody waited.
QString aftermathText(const Aftermath &aftermath);

} // namespace lockmaster
