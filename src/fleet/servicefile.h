// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// libpq's connection service files, read the way libpq reads them, because it tells nobody what a service says.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

/// The entries of section [`service`]; empty optional when there is no such section. A password in it is registered
/// for redaction and left out: libpq reads it there itself. LDAP lines are refused.
Result<std::optional<PgParameters>> serviceIn(const QByteArray &file, const QString &service);

/// From the first of serviceFiles() that has it.
Result<PgParameters> readService(const QString &service);

/// PGSERVICEFILE, or else ~/.pg_service.conf; then pg_service.conf in PGSYSCONFDIR.
QStringList serviceFiles();

} // namespace lockmaster
