// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far long work is (a vacuum, an analyze, a rewrite, a build of an index), by the server's views; looked for by the name
// that its session has.
#pragma once

#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster::maintenance {

struct LongState {
    bool isRunning = false;
    ActionProgress progress;
};

QCoro::Task<Result<LongState>> readLongState(std::shared_ptr<PgLink> link, QString planId, std::stop_token stop);

} // namespace lockmaster::maintenance
