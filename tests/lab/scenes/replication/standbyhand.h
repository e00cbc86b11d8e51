// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the scenes of replication share.
#pragma once

#include "lab/scenes/stage.h"

namespace lockmaster {

/// Clients write about `perSecond` kilobytes of WAL a second, each piece in a transaction, until the end.
void keepWriting(Stage &stage, int perSecond);

/// Registers for the end: the standby runs and has replayed all that the primary had when it was asked.
void followsAtEnd(Stage &stage, int number);

/// Stops it, until the end. Returns when the primary no longer counts it among its walsenders.
Result<void> stopStandby(Stage &stage, int number);

} // namespace lockmaster
