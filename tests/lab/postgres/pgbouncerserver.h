// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PgBouncer in front of a PostgreSQL server of the lab: transaction pooling, every role with its password, TLS offered.
#pragma once

#include <QString>

#include "lab/postgres/roles.h"
#include "lab/postgres/sql.h"
#include "lab/process/certificate.h"
#include "lab/process/labfolder.h"
#include "lab/process/serverprocess.h"

namespace lockmaster {

class PgBouncerServer
{
public:
    explicit PgBouncerServer(const LabFolder &folder);

    /// `databasePort` is the PostgreSQL server's. lab_admin and pgbouncer_admin may use the console, lockmaster may
    /// look at it, nobody else may enter.
    Result<void> create(const Roles &roles, const Certificate &certificate, int databasePort);
    Result<void> start();
    Result<void> stop(); ///< at once, clients or not

    /// A command of the console, as pgbouncer_admin: "SHOW POOLS", "PAUSE orders".
    Result<SqlRecords> console(const QString &command) const;
    [[nodiscard]] int poolSize() const;       ///< of the database "orders", for each user; 0 when the console is silent
    [[nodiscard]] int waitingClients() const; ///< of all pools; -1 when the console does not say
    /// The process may not open a descriptor from this number on, and so takes no connection; 0: as many as before.
    Result<void> limitDescriptors(int count);

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(QStringLiteral("pgbouncer.log")); }

private:
    const LabFolder &m_folder;
    int m_port;
    QString m_console; ///< conninfo
    ServerProcess m_process;
};

} // namespace lockmaster
