// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a connection: what libpq is told.
#pragma once

#include <QString>

#include "link/pgaddress.h"
#include "model/target.h"

struct pg_conn;

namespace lockmaster {

/// Begins to connect to one address, without blocking; null when there is no memory. Of `parameters` all but where to
/// connect to and the password; our defaults come first.
pg_conn *startConnecting(const PgParameters &parameters, const PgAddress &address, const QString &password,
                         const QString &applicationName);

} // namespace lockmaster
