// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication as lines: who streams from whom and how far behind; nothing for a server that stands alone.
#pragma once

#include "model/postgres/postgres.h"

namespace lockmaster {

void printReplication(const PostgresState &state);

} // namespace lockmaster
