// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The file of `lockmaster snapshot --save`: see codec/valuefile.h for its form and model/savedmoment.h for what is in it.
#pragma once

#include "codec/valuefile.h"
#include "model/savedmoment.h"

namespace lockmaster {

inline constexpr FileKind kMomentFile{QLatin1StringView("lockmaster-snapshot"), 1};

/// What a command line means by "./moment", "/tmp/moment" or "orders.lockmaster": a file and no target.
bool namesMomentFile(const QString &argument);

/// By this program on this machine, now. Returns the file's size.
Result<qint64> saveMoments(const QString &path, std::vector<SavedMoment> moments, Texts texts);
/// At least one moment, each with a snapshot of its target.
Result<SavedMoments> readMoments(const QString &path);

} // namespace lockmaster
