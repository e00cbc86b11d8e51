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

struct Service {
    PgParameters parameters; ///< without password, and without what the console decides itself
    QString password;        ///< registered for redaction; empty when the service has none
};

/// The entries of section [`service`] of the file `text`, which was read from `path`; empty optional when there is no
/// such section. What libpq refuses, and LDAP lines, are errors that name file and line.
Result<std::optional<Service>> serviceIn(const QByteArray &text, const QString &path, const QString &service);

/// From the first of serviceFiles() that has it. Reads files, at most 1 MiB each.
Result<Service> readService(const QString &service);

/// PGSERVICEFILE, or else ~/.pg_service.conf; then pg_service.conf in PGSYSCONFDIR.
QStringList serviceFiles();

/// PGSERVICE. After takeServiceFromEnvironment() as it was then.
QString serviceOfEnvironment();

/// From here on libpq does not see PGSERVICE: it would read that service itself wherever a target names none, and send its
/// password to that server. Once, before there are other threads.
void takeServiceFromEnvironment();

} // namespace lockmaster
