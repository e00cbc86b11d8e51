// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How actions reach the servers of a fleet that an engine watches, the same for window and command line.
#pragma once

#include "actions/plan/fleetaccess.h"
#include "engine/engine.h"

namespace lockmaster {

/// The engine outlives what it is given to, and lives in the same thread.
FleetAccess actionAccess(Engine &engine, const Fleet &fleet);

} // namespace lockmaster
