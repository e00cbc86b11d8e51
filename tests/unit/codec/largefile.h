// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A file of saved moments with more deadlocks, or longer ones, than there ever are.
#pragma once

#include "model/postgres/postgres.h"
#include "usedfile.h"

namespace lockmaster::fixtures {

/// Cycles of so many who each wait for the next one: larger, or more, than any deadlocks there are.
inline SavedMoments deadlocks(int length)
{
    PostgresState state;
    state.serverNow = ServerTime{} + std::chrono::minutes(1);
    constexpr int kMany = 100'000;
    for (int i = 0; i < kMany; ++i) {
        LockWait wait;
        wait.pid = i + 1;
        wait.lockType = u"transactionid"_s;
        wait.waitStart = ServerTime{};
        wait.blockers = {i - i % length + (i % length + 1) % length + 1};
        state.lockWaits.push_back(wait);
    }
    SavedMoments saved = savedOf(1);
    Snapshot snapshot = *saved.moments.front().snapshot;
    saved.moments.front().target.kind = ServerKind::PostgreSql;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.dataTaken = snapshot.taken;
    static_cast<ServerData &>(snapshot) = {};
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    saved.moments.front().snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return saved;
}

} // namespace lockmaster::fixtures
