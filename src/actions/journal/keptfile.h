// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an action is about to take away for good, kept in a file of its own beside the journal.
#pragma once

#include <QByteArray>
#include <QString>

#include "base/result.h"

namespace lockmaster {

/// "kept-<plan>.json" in the journal's folder, which is there: the plan was written down before. Its path. The whole file is
/// on disk when it returns, or none is there. Waits for the disk.
Result<QString> keepFile(const QString &folder, const QString &planId, const QByteArray &content);

} // namespace lockmaster
