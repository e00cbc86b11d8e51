// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PgBouncer in front of a PostgreSQL server of the lab: transaction pooling, every role with its password, TLS offered.
#pragma once

#include <QString>

#include "lab/certificate.h"
#include "lab/labfolder.h"
#include "lab/roles.h"
#include "lab/serverprocess.h"

namespace lockmaster {

class PgBouncerServer
{
public:
    explicit PgBouncerServer(const LabFolder &folder);

    /// `databasePort` is the PostgreSQL server's. lab_admin may use the console, lockmaster may look at it.
    Result<void> create(const Roles &roles, const Certificate &certificate, int databasePort);
    Result<void> start();
    Result<void> stop(); ///< at once, clients or not

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(QStringLiteral("pgbouncer.log")); }

private:
    const LabFolder &m_folder;
    int m_port;
    ServerProcess m_process;
};

} // namespace lockmaster
