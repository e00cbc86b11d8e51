// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby was shut down.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playStandbyGone(Stage &stage)
{
    stage.facts().target = stage.lab().standby(2).name();
    return stopStandby(stage, 2);
}

} // namespace lockmaster
