// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines to copy where there is no action of the console: they run as they stand. Names come from servers: they are
// quoted so that each stays one word.
#pragma once

#include <QString>

#include "model/finding.h"

namespace lockmaster {

/// An order of redis-cli or of PgBouncer's console.
RecommendedAction copyLine(const QString &command);

/// RESUME "orders"; the verb alone without a database.
RecommendedAction bouncerLine(const QString &verb, const QString &database = {});

} // namespace lockmaster
