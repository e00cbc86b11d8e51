// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines to copy that end what holds vacuum back, where the console has no action for it. They run as they stand.
#pragma once

#include <QString>

namespace lockmaster {

/// In its database, by its owner, once the transaction manager has been asked whether it was to be committed.
QString rollbackPreparedLine(const QString &globalId);

/// Whoever used the slot has to be rebuilt then.
QString dropSlotLine(const QString &slot);

/// To be run on the standby: what is read there, the oldest first.
QString standbyQueriesLine();

QString lookAtSessionLine(int pid);

} // namespace lockmaster
