// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How actions reach the servers of a fleet that an engine watches, the same for window and command line.
#pragma once

#include <QCoroTask>
#include <functional>
#include <stop_token>

#include "actions/plan/fleetaccess.h"
#include "engine/engine.h"

namespace lockmaster {

/// Returns when each target has told something, or has had the time for it.
using LookAtAll = std::function<QCoro::Task<void>(std::stop_token stop)>;

/// The engine outlives what it is given to, and lives in the same thread. `look` is for who does not watch all of the fleet
/// anyway: it is done before the others are judged.
FleetAccess actionAccess(Engine &engine, const Fleet &fleet, LookAtAll look = {});

} // namespace lockmaster
