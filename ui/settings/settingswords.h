// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Settings page says in sentences.
#pragma once

#include <QStringList>

#include "model/postgres/configuration.h"
#include "model/postgres/postgres.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

/// Lines of the files that are wrong, and what a reload would do with them. Nothing to say while all are right or hidden.
Note noteOnFiles(const Configuration &configuration);

/// "381 settings", "24 changed", "1 waits for a restart", "errors in the files are hidden: GRANT …"
QStringList settingsStatus(const Configuration &configuration, const ServerIdentity &identity);

} // namespace lockmaster
