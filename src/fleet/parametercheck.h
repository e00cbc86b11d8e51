// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What libpq would refuse when it connects, found before: a typing error is a mistake in the configuration, and no
// server that is down. Keywords are checked where they are read (conninfo.h). No text quotes a value.
#pragma once

#include <QString>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

/// Why `value` cannot be that of `keyword`, as a sentence; empty when it can be.
QString valueMistake(const QString &keyword, const QString &value);

/// All parameters of a target together, and libpq's environment variables where a parameter is not given: words,
/// numbers, what excludes one another, and the length of paths of sockets. The error is of kind Config.
Result<void> checkParameters(const PgParameters &parameters, UrlStyle style);

} // namespace lockmaster
