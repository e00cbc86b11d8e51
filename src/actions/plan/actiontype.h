// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One kind of action: how it is planned, and how its effect is seen. A new action is one file and a line in registry.cpp.
#pragma once

#include <QCoroTask>
#include <memory>
#include <stop_token>

#include "actions/plan/serverfacts.h"
#include "actions/plan/sessionreader.h"
#include "model/action.h"

namespace lockmaster {

/// What a plan is made from: the connection, the server's facts, and a draft with request, target and times filled in.
struct Sight {
    std::shared_ptr<PgLink> link;
    ServerFacts facts;
    ActionPlan draft;
};

struct ActionType {
    QLatin1StringView id;
    QCoro::Task<Result<ActionPlan>> (*plan)(Sight sight, std::stop_token stop);
    /// Whether the effect is there though the session still is. `before` is the session as it was planned.
    bool (*isDone)(const Session &before, const PresentSession &now);
};

} // namespace lockmaster
