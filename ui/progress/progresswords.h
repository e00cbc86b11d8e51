// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Long commands in words. Pure functions.
#pragma once

#include "model/postgres/postgres.h"
#include "model/postgres/progress.h"

namespace lockmaster {

/// What it does now, as people say it; a phase that is not known here in the server's own words.
QString phaseWords(const CommandProgress &work, const Session *session);

/// "12,345 of 30,000 blocks", "1.2 GB"; the dash where nothing is counted.
QString doneWords(const CommandProgress &work);

/// "1,240 blocks/s", "12 MB/s"; the dash until there are two readings.
QString rateWords(const CommandProgress &work);

/// "autovacuum", "Lockmaster (anna)", "billing · invoice-run"; the dash when its session was not seen.
QString starterWords(const Session *session);

/// "orders", "orders · orders_pkey", "a query"
QString objectWords(const CommandProgress &work);

/// A sentence for when none runs.
QString noWorkWords(const PostgresState &state);

} // namespace lockmaster
