// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far a vacuum or an analyze is, by the server's views; looked for by the name that its session has.
#pragma once

#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster::vacuum {

struct State {
    bool isRunning = false;
    ActionProgress progress;
};

QCoro::Task<Result<State>> readState(std::shared_ptr<PgLink> link, QString planId, std::stop_token stop);

} // namespace lockmaster::vacuum
