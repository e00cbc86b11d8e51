// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which finding is the consequence of which: a full server because everybody waits for a lock is a lock's doing.
#pragma once

#include "diagnosis/rules.h"

namespace lockmaster {

/// Sets Finding::causedBy where both are among `findings`, which are all of one target.
void nameCauses(Findings &findings, const Snapshot &snapshot);

} // namespace lockmaster
