// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Blocking SQL, for the lab alone: it prepares incidents and looks at what came of them.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <vector>

#include "base/result.h"

namespace lockmaster {

using SqlTable = std::vector<QStringList>; ///< rows of columns as text, NULL as an empty string

using SqlRecords = std::vector<QMap<QString, QString>>; ///< the same, by the names of the columns

/// Connects, runs `sql` (one or several statements), disconnects. The answer is that of the last statement.
Result<SqlTable> runSql(const QString &conninfo, const QString &sql);
Result<SqlRecords> runSqlNamed(const QString &conninfo, const QString &sql);

/// 'text', as SQL and as a value of a connection string read it.
QString quoted(const QString &text);
QString conninfoValue(const QString &text);

/// "1,2,3", for ANY(ARRAY[…]) and IN (…).
QString joined(const std::vector<int> &numbers);

} // namespace lockmaster
