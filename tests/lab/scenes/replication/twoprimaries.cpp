// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby was promoted while the old primary lives and takes writes: two histories of one system. At the end the
// promoted one is thrown away and copied anew.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playTwoPrimaries(Stage &stage)
{
    Lab &lab = stage.lab();
    stage.facts().target = lab.standby(2).name();
    followsAtEnd(stage, 2);
    stage.atEnd([&lab] { return lab.rebuildStandby(2); });
    return lab.standby(2).promote();
}

} // namespace lockmaster
