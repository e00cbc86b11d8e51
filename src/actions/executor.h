// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks an action through its life: plan → (a person confirms) → recheck → send → verify → conclude → record.
// Lives in the engine's thread. One executor serves all targets.
#pragma once

#include <QCoroTask>
#include <functional>
#include <memory>
#include <stop_token>

#include "actions/plan/fleetaccess.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/action.h"

namespace lockmaster {

class JournalWriter;
struct ActionSteering;

/// Of an action under way: who is told how far it is, and how a person takes it back.
struct ActionWatch {
    std::function<void(const ActionProgress &)> tell = [](const ActionProgress &) {};
    std::stop_token cancel = {};
    std::shared_ptr<const ActionSteering> steering = nullptr; ///< see ActionType::isQueue; null: nobody leads it
};

class Executor
{
public:
    Executor(FleetAccess fleet, JournalWriter &journal, const Clock &clock = systemClock());
    ~Executor();

    /// Whether planning it would ask its server. No: the request makes no sense, or its target is read-only.
    [[nodiscard]] bool asksServer(const ActionRequest &request) const;

    /// Reads only. A refused action is a plan whose preflights say why, not an error; errors mean that the request makes no
    /// sense (Config) or that the console could not look (connection, privilege).
    QCoro::Task<Result<ActionPlan>> plan(ActionRequest request, std::stop_token stop);

    /// Executes a plan that a person has confirmed. `typed` is compared with the plan's token, `ticked` are the ids of
    /// the warnings that were ticked. Expired, refused or unconfirmed plans give RefusedByConsole and touch nothing.
    /// Never fails: every trouble is an outcome.
    QCoro::Task<ActionResult> execute(ActionPlan plan, QString typed, QStringList ticked, std::stop_token stop,
                                      ActionWatch watch = {});

    /// Resolves an outcome that was lost by looking at the server; also for journal entries of a crashed run (F58).
    QCoro::Task<ActionResult> verify(ActionPlan plan, std::stop_token stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace lockmaster
