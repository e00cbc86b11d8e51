// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PgBouncer on a terminal: its pools, most waiting first, and what is paused.
#pragma once

#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

/// "PgBouncer 1.24.1, 12 of 100 clients, as lockmaster (may only read statistics)"
QString pgBouncerHead(const PgBouncerState &state);

void printPgBouncer(const PgBouncerState &state);

} // namespace lockmaster
