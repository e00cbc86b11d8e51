// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/pgbouncerserver.h"

#include "lab/ports.h"
#include "lab/processes.h"

#include <csignal>

namespace lockmaster {

using namespace std::chrono_literals;

PgBouncerServer::PgBouncerServer(const LabFolder &folder)
    : m_folder(folder)
    , m_port(freePort())
{
}

Result<void> PgBouncerServer::create(const Roles &roles, const Certificate &certificate, int databasePort)
{
    QString users;
    for (const QString &role : roles.names()) {
        users += QStringLiteral("\"%1\" \"%2\"\n").arg(role, roles.password(role));
    }
    QString ini = QString::fromUtf8(labFile(QStringLiteral("pgbouncer.ini")));
    ini.replace(QStringLiteral("@DATABASE_PORT@"), QString::number(databasePort))
        .replace(QStringLiteral("@PORT@"), QString::number(m_port))
        .replace(QStringLiteral("@CERTIFICATE@"), certificate.certificate)
        .replace(QStringLiteral("@KEY@"), certificate.key);
    return m_folder.makeFolder(QStringLiteral("pgbouncer"))
        .and_then([&] { return m_folder.write(QStringLiteral("pgbouncer/userlist.txt"), users.toUtf8()); })
        .and_then([&] { return m_folder.write(QStringLiteral("pgbouncer/pgbouncer.ini"), ini.toUtf8()); });
}

Result<void> PgBouncerServer::start()
{
    const ServerCommand command{QStringLiteral("pgbouncer"), {QStringLiteral("pgbouncer.ini")},
                                m_folder.filePath(QStringLiteral("pgbouncer")), logFile()};
    return m_process.start(command).and_then([this]() -> Result<void> {
        if (!waitUntil([this] { return accepts(m_port) || !m_process.isRunning(); }, 10s) || !m_process.isRunning()) {
            return fail(ErrorKind::Starting, QStringLiteral("PgBouncer did not start"), lastLines(logFile()));
        }
        return {};
    });
}

Result<void> PgBouncerServer::stop()
{
    m_process.signal(SIGTERM);
    if (!m_process.waitForExit(10s)) {
        return fail(ErrorKind::Timeout, QStringLiteral("PgBouncer did not stop"), lastLines(logFile()));
    }
    return {};
}

} // namespace lockmaster
