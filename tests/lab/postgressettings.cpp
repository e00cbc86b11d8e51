// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a PostgresServer is configured.
#include "lab/postgresserver.h"

#include "lab/processes.h"

#include <QFile>

namespace lockmaster {

Result<void> PostgresServer::configure(const PgSettings &settings) const
{
    PgSettings all = settings;
    all[QStringLiteral("port")] = QString::number(m_port);
    all[QStringLiteral("cluster_name")] = m_name;
    all[QStringLiteral("unix_socket_directories")] = home();
    all[QStringLiteral("ssl_cert_file")] = m_folder.filePath(QStringLiteral("server.crt"));
    all[QStringLiteral("ssl_key_file")] = m_folder.filePath(QStringLiteral("server.key"));
    QString text;
    for (const auto &[name, value] : all.asKeyValueRange()) {
        text += QStringLiteral("%1 = %2\n").arg(name, quoted(value));
    }
    return m_folder.write(m_name + QStringLiteral("/data/server.conf"), text.toUtf8());
}

Result<void> PostgresServer::set(const PgSettings &settings) const
{
    for (const auto &[name, value] : settings.asKeyValueRange()) {
        const auto done = exec(QStringLiteral("ALTER SYSTEM SET %1 = %2").arg(name, quoted(value)));
        if (!done) {
            return std::unexpected(done.error());
        }
    }
    return reload();
}

QByteArray PostgresServer::hba() const
{
    QFile file(data() + QStringLiteral("/pg_hba.conf"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<void> PostgresServer::writeHba(const QByteArray &content) const
{
    return m_folder.write(m_name + QStringLiteral("/data/pg_hba.conf"), content);
}

Result<void> PostgresServer::appendHba(const QString &line) const
{
    return writeHba(hba() + line.toUtf8() + '\n').and_then([this] { return reload(); });
}

Result<void> PostgresServer::prependHba(const QString &line) const
{
    return writeHba(line.toUtf8() + '\n' + hba()).and_then([this] { return reload(); });
}

Result<void> PostgresServer::reload() const
{
    const QString loaded = QStringLiteral("SELECT pg_conf_load_time()");
    const QString before = value(loaded);
    return exec(QStringLiteral("SELECT pg_reload_conf()")).and_then([&](const SqlTable &) -> Result<void> {
        // A new backend has the postmaster's time: when it moved, the postmaster has read its files again.
        if (!waitUntil([&] { return value(loaded) != before; }, std::chrono::seconds(5))) {
            return fail(ErrorKind::Timeout, QStringLiteral("%1 did not reload its configuration").arg(m_name));
        }
        return {};
    });
}

} // namespace lockmaster
