// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include "lab/process/processes.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Lab::Lab(LabOptions options) : m_options(std::move(options))
{
    m_options.parts = completed(m_options.parts);
}

Lab::~Lab() = default;

Result<void> Lab::start()
{
    return prepare().and_then([this] { return startPrimary(); }).and_then([this] { return startOthers(); });
}

Result<void> Lab::prepare()
{
    sweepAbandonedLabs();
    return LabFolder::make(m_options.serverRoot)
        .and_then([this](std::unique_ptr<LabFolder> folder) {
            m_folder = std::move(folder);
            makeServers();
            return makeCertificate(*m_folder);
        })
        .and_then([this](Certificate certificate) {
            m_certificate = std::move(certificate);
            return writePasswords();
        })
        .and_then([this] { return configureServers(); });
}

Result<void> Lab::startOthers()
{
    return startPgBouncer()
        .and_then([this] { return startRedis(); })
        .and_then([this] { return startValkey(); })
        .and_then([this] { return startCluster(); })
        .and_then([this] { return startStandbys(); })
        .and_then([this] { return waitForRedis(); });
}

Result<void> Lab::writePasswords() const
{
    for (const QString &role : m_roles.names()) {
        if (auto written = m_folder->write(role + u".password"_s, password(role).toUtf8()); !written) {
            return written;
        }
    }
    return {};
}

void Lab::tell(const QString &server) const
{
    if (m_options.isUp) {
        m_options.isUp(server);
    }
}

Result<void> Lab::startPrimary()
{
    const QString postgres = u"postgres"_s;
    return m_primary->create(m_options.settings)
        .and_then([&] { return m_primary->start(); })
        .and_then([&] { return m_primary->exec(m_roles.createSql(), postgres); })
        .and_then(
            [&](const SqlTable &) { return m_primary->exec(u"CREATE DATABASE orders OWNER billing"_s, postgres); })
        .and_then([&](const SqlTable &) { return m_primary->exec(u"CREATE EXTENSION pg_stat_statements"_s); })
        .and_then([&](const SqlTable &) { return m_primary->exec(QString::fromUtf8(labFile(u"shop.sql"_s))); })
        .transform([this](const SqlTable &) { tell(m_primary->name()); });
}

QString Lab::passwordFile(const QString &role) const
{
    return m_folder->filePath(role + u".password"_s);
}

QString Lab::url(const PostgresServer &server, const QString &role) const
{
    return u"postgresql://%1@127.0.0.1:%2/orders?sslmode=verify-full&sslrootcert=%3"_s.arg(
        role, QString::number(server.port()), m_certificate.authority);
}

QString Lab::conninfo(const QString &role, const QString &applicationName, int port) const
{
    return u"hostaddr=127.0.0.1 port=%1 dbname=orders user=%2 password=%3 application_name=%4 sslmode=disable "
           "gssencmode=disable"_s.arg(QString::number(port), role, conninfoValue(password(role)),
                                      conninfoValue(applicationName));
}

QString Lab::conninfo(const QString &role, const QString &applicationName) const
{
    return conninfo(role, applicationName, m_primary->port());
}

QString Lab::applicationConninfo(const QString &role, const QString &applicationName) const
{
    return conninfo(role, applicationName, m_pgbouncer ? m_pgbouncer->port() : m_primary->port());
}

Result<void> Lab::endSessions(const std::vector<int> &pids)
{
    const QString those = u"FROM pg_stat_activity WHERE pid = ANY(ARRAY[%1]::int[])"_s.arg(joined(pids));
    return exec(u"SELECT pg_terminate_backend(pid) "_s + those).and_then([&](const SqlTable &) -> Result<void> {
        if (!waitUntil([&] { return value(u"SELECT count(*) "_s + those) == u"0"; }, std::chrono::seconds(20))) {
            return fail(ErrorKind::Timeout, u"some sessions would not end"_s);
        }
        return {};
    });
}

} // namespace lockmaster
