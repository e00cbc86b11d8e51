// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include "lab/fleetfile.h"
#include "lab/processes.h"

namespace lockmaster {

Lab::Lab(LabOptions options)
    : m_options(std::move(options))
{
}

Lab::~Lab() = default;

Result<void> Lab::start()
{
    sweepAbandonedLabs();
    return LabFolder::make()
        .and_then([this](std::unique_ptr<LabFolder> folder) {
            m_folder = std::move(folder);
            return makeCertificate(*m_folder);
        })
        .and_then([this](Certificate certificate) {
            m_certificate = std::move(certificate);
            return writePasswords();
        })
        .and_then([this] { return startPrimary(); })
        .and_then([this] { return startPgBouncer(); })
        .and_then([this] { return startRedis(); })
        .and_then([this] { return startStandbys(); })
        .and_then([this] { return waitForRedis(); });
}

Result<void> Lab::writePasswords() const
{
    for (const QString &role : m_roles.names()) {
        if (auto written = m_folder->write(role + QStringLiteral(".password"), password(role).toUtf8()); !written) {
            return written;
        }
    }
    return {};
}

Result<void> Lab::startPrimary()
{
    m_primary = std::make_unique<PostgresServer>(*m_folder, QStringLiteral("orders-primary"));
    const QString postgres = QStringLiteral("postgres");
    return m_primary->create(m_options.settings)
        .and_then([&] { return m_primary->start(); })
        .and_then([&] { return m_primary->exec(m_roles.createSql(), postgres); })
        .and_then([&](const SqlTable &) { return m_primary->exec(QStringLiteral("CREATE DATABASE orders OWNER billing"), postgres); })
        .and_then([&](const SqlTable &) { return m_primary->exec(QStringLiteral("CREATE EXTENSION pg_stat_statements")); })
        .and_then([&](const SqlTable &) { return m_primary->exec(QString::fromUtf8(labFile(QStringLiteral("shop.sql")))); })
        .transform([](const SqlTable &) {});
}

QString Lab::passwordFile(const QString &role) const
{
    return m_folder->filePath(role + QStringLiteral(".password"));
}

QString Lab::url(const PostgresServer &server, const QString &role) const
{
    return QStringLiteral("postgresql://%1@127.0.0.1:%2/orders?sslmode=verify-full&sslrootcert=%3")
        .arg(role, QString::number(server.port()), m_certificate.authority);
}

QString Lab::conninfo(const QString &role, const QString &applicationName, int port) const
{
    return QStringLiteral("hostaddr=127.0.0.1 port=%1 dbname=orders user=%2 password=%3 application_name=%4 sslmode=disable "
                          "gssencmode=disable")
        .arg(QString::number(port), role, conninfoValue(password(role)), conninfoValue(applicationName));
}

QString Lab::conninfo(const QString &role, const QString &applicationName) const
{
    return conninfo(role, applicationName, m_primary->port());
}

QString Lab::applicationConninfo(const QString &role, const QString &applicationName) const
{
    return conninfo(role, applicationName, m_pgbouncer ? m_pgbouncer->port() : m_primary->port());
}

Result<QString> Lab::fleetFile(const QString &role) const
{
    std::vector<FleetEntry> entries{{m_primary->name(), url(role), QStringLiteral("production")}};
    for (const auto &standby : m_standbys) {
        if (standby) {
            entries.push_back({standby->name(), url(*standby, role), QStringLiteral("staging")});
        }
    }
    const QString name = QStringLiteral("fleet-%1.yaml").arg(role);
    return m_folder->write(name, fleetYaml(entries, passwordFile(role)).toUtf8()).transform([&] {
        return m_folder->filePath(name);
    });
}

Result<void> Lab::endSessions(const std::vector<int> &pids)
{
    const QString those = QStringLiteral("FROM pg_stat_activity WHERE pid = ANY(ARRAY[%1]::int[])").arg(joined(pids));
    return exec(QStringLiteral("SELECT pg_terminate_backend(pid) ") + those).and_then([&](const SqlTable &) -> Result<void> {
        if (!waitUntil([&] { return value(QStringLiteral("SELECT count(*) ") + those) == u"0"; }, std::chrono::seconds(20))) {
            return fail(ErrorKind::Timeout, QStringLiteral("some sessions would not end"));
        }
        return {};
    });
}

} // namespace lockmaster
