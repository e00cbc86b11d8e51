// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a PostgresServer is configured.
#include "lab/postgres/postgresserver.h"

#include "lab/postgres/postgrestools.h"
#include "lab/process/processes.h"

#include <QFile>

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> PostgresServer::configure(const PgSettings &settings) const
{
    PgSettings all = settings;
    if (postgresVersion(m_folder.serverRoot()) >= 16 && !all.contains(u"scram_iterations"_s)) {
        all[u"scram_iterations"_s] = u"256"_s; // older versions do not know it
    }
    all[u"port"_s] = QString::number(m_port);
    all[u"cluster_name"_s] = m_name;
    all[u"unix_socket_directories"_s] = home();
    all[u"ssl_cert_file"_s] = m_folder.filePath(u"server.crt"_s);
    all[u"ssl_key_file"_s] = m_folder.filePath(u"server.key"_s);
    QString text;
    for (const auto &[name, value] : all.asKeyValueRange()) {
        text += u"%1 = %2\n"_s.arg(name, quoted(value));
    }
    return m_folder.write(m_name + u"/data/server.conf"_s, text.toUtf8());
}

Result<void> PostgresServer::set(const PgSettings &settings) const
{
    for (const auto &[name, value] : settings.asKeyValueRange()) {
        const auto done = exec(u"ALTER SYSTEM SET %1 = %2"_s.arg(name, quoted(value)));
        if (!done) {
            return std::unexpected(done.error());
        }
    }
    return reload();
}

QByteArray PostgresServer::hba() const
{
    QFile file(data() + u"/pg_hba.conf"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<void> PostgresServer::writeHba(const QByteArray &content) const
{
    return m_folder.write(m_name + u"/data/pg_hba.conf"_s, content);
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
    const QString loaded = u"SELECT pg_conf_load_time()"_s;
    const QString before = value(loaded);
    return exec(u"SELECT pg_reload_conf()"_s).and_then([&](const SqlTable &) -> Result<void> {
        // A new backend has the postmaster's time: when it moved, the postmaster has read its files again.
        if (!waitUntil([&] { return value(loaded) != before; }, std::chrono::seconds(5))) {
            return fail(ErrorKind::Timeout, u"%1 did not reload its configuration"_s.arg(m_name));
        }
        return {};
    });
}

} // namespace lockmaster
