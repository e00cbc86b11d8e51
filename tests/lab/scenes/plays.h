// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plays that the registry names; each has a file of its own.
#pragma once

#include "lab/scenes/stage.h"

namespace lockmaster {

Result<void> playBlockingChain(Stage &stage);
Result<void> playCrowd(Stage &stage);
Result<void> playDdlQueue(Stage &stage);
Result<void> playDeadlock(Stage &stage);
Result<void> playHotRow(Stage &stage);
Result<void> playIdleInTransaction(Stage &stage);
Result<void> playLongQuery(Stage &stage);
Result<void> playPreparedTransaction(Stage &stage);
Result<void> playTooManyClients(Stage &stage);

} // namespace lockmaster
