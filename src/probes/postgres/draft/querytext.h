// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// SQL lives in resources/queries, never in C++: <name>_from_<major version>.sql, the first version it serves.
#pragma once

#include <QByteArray>

namespace lockmaster {

/// The text of query `name` for a server of `versionNumber` (170002): of the newest file not newer than the server.
/// Servers older than the oldest file get the oldest. Empty when there is no such query, which is a bug.
QByteArray queryText(const QString &name, int versionNumber);

} // namespace lockmaster
