// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/postgres/pgbouncerserver.h"

#include "lab/process/ports.h"
#include "lab/process/processes.h"

#include <csignal>
#include <sys/resource.h>

namespace lockmaster {

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

PgBouncerServer::PgBouncerServer(const LabFolder &folder) : m_folder(folder), m_port(freePort()) {}

Result<void> PgBouncerServer::create(const Roles &roles, const Certificate &certificate, int databasePort)
{
    m_console = u"hostaddr=127.0.0.1 port=%1 dbname=pgbouncer user=pgbouncer_admin password=%2 sslmode=disable "
                "gssencmode=disable connect_timeout=5"_s.arg(QString::number(m_port),
                                                             conninfoValue(roles.password(u"pgbouncer_admin"_s)));
    QString users;
    for (const QString &role : roles.names()) {
        users += u"\"%1\" \"%2\"\n"_s.arg(role, roles.password(role));
    }
    QString ini = QString::fromUtf8(labFile(u"pgbouncer.ini"_s));
    ini.replace(u"@DATABASE_PORT@"_s, QString::number(databasePort))
        .replace(u"@PORT@"_s, QString::number(m_port))
        .replace(u"@AUTHORITY@"_s, certificate.authority)
        .replace(u"@CERTIFICATE@"_s, certificate.certificate)
        .replace(u"@KEY@"_s, certificate.key);
    return m_folder.makeFolder(u"pgbouncer"_s)
        .and_then([&] { return m_folder.write(u"pgbouncer/userlist.txt"_s, users.toUtf8()); })
        .and_then([&] { return m_folder.write(u"pgbouncer/pgbouncer.ini"_s, ini.toUtf8()); });
}

Result<void> PgBouncerServer::start()
{
    const ServerCommand command{
        u"pgbouncer"_s, {u"pgbouncer.ini"_s}, m_folder.filePath(u"pgbouncer"_s), logFile(), m_folder.serverRoot()};
    return m_process.start(command).and_then([this]() -> Result<void> {
        if (!waitUntil([this] { return accepts(m_port) || !m_process.isRunning(); }, 10s) || !m_process.isRunning()) {
            return fail(ErrorKind::Starting, u"PgBouncer did not start"_s, lastLines(logFile()));
        }
        return {};
    });
}

Result<void> PgBouncerServer::stop()
{
    m_process.signal(SIGQUIT); // SIGTERM waits for the clients from 1.23 on
    if (!m_process.waitForExit(10s)) {
        return fail(ErrorKind::Timeout, u"PgBouncer did not stop"_s, lastLines(logFile()));
    }
    return {};
}

Result<SqlRecords> PgBouncerServer::console(const QString &command) const
{
    return runSqlNamed(m_console, command);
}

int PgBouncerServer::waitingClients() const
{
    const Result<SqlRecords> pools = console(u"SHOW POOLS"_s);
    int sum = pools ? 0 : -1;
    for (const auto &pool : pools.value_or(SqlRecords())) {
        sum += pool[u"cl_waiting"_s].toInt();
    }
    return sum;
}

int PgBouncerServer::poolSize() const
{
    for (const auto &database : console(u"SHOW DATABASES"_s).value_or(SqlRecords())) {
        if (database[u"name"_s] == u"orders") {
            return database[u"pool_size"_s].toInt();
        }
    }
    return 0;
}

Result<void> PgBouncerServer::limitDescriptors(int count)
{
    rlimit own{};
    getrlimit(RLIMIT_NOFILE, &own); // what it was started with
    const QString soft = u"--nofile=%1:"_s.arg(count > 0 ? static_cast<rlim_t>(count) : own.rlim_cur);
    // By a program as the servers' user: root within a container may not, the owner may.
    return runTool({u"prlimit"_s, {u"--pid"_s, QString::number(pid()), soft}, m_folder.filePath(u"pgbouncer"_s), {}});
}

} // namespace lockmaster
