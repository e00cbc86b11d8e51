// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a Redis target is: the same keywords and places as a PostgreSQL target's, with Redis' defaults.
#pragma once

#include "link/pgaddress.h"

namespace lockmaster {

/// As pgPlaces(); without a host it is this one, without a port 6379. A host that begins with "/" is a Unix socket.
std::vector<PgAddress> redisPlaces(const PgParameters &parameters);

bool isUnixSocket(const PgAddress &place);

/// As addressText(); a Unix socket is its path alone.
QString redisAddressText(const PgAddress &place);

} // namespace lockmaster
