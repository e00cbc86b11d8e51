// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One PostgreSQL server of the lab: a primary made by initdb, or a standby copied from one. All calls block until what
// they say is true. It keeps its port through every stop and start.
#pragma once

#include <QMap>
#include <QString>

#include "lab/postgres/sql.h"
#include "lab/process/labfolder.h"
#include "lab/process/serverprocess.h"

namespace lockmaster {

using PgSettings = QMap<QString, QString>; ///< postgresql.conf: name and value, unquoted

enum class StopMode { Smart, Fast, Immediate };

class PostgresServer
{
public:
    PostgresServer(const LabFolder &folder, QString name);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(m_name + QStringLiteral(".log")); }

    Result<void> create(const PgSettings &settings);
    /// pg_basebackup. What the server had before is thrown away.
    Result<void> startCopy(const PostgresServer &primary, const QString &replicatorPassword);
    /// After startCopy(): will stream from `upstream`, the primary or a standby of it, through slot().
    Result<void> finishCopy(const PostgresServer &upstream, const QString &replicatorPassword,
                            const PgSettings &settings);
    /// Its slot at its upstream, and its application_name there: "orders_standby_1".
    [[nodiscard]] QString slot() const { return QString(m_name).replace(u'-', u'_'); }

    Result<void> start();
    Result<void> launch(); ///< start() without waiting until it takes connections
    Result<void> stop(StopMode mode = StopMode::Fast);
    void kill(); ///< SIGKILL to the postmaster, then to what it leaves: a crash
    Result<void> promote();
    /// Of a stopped server: the next transaction id will be the first of `segment` (2^20 ids each), as after many years.
    Result<void> ageTo(int segment);

    [[nodiscard]] bool isRunning() { return m_process.isRunning(); }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); } ///< the postmaster, 0 when stopped
    void suspend();                                             ///< the postmaster and all backends: a frozen host
    void resume();

    /// As superuser, through the local socket; each call is a connection of its own.
    Result<SqlTable> exec(const QString &sql, const QString &database = QStringLiteral("orders")) const;
    /// The first column of the first row of exec(); empty when there is none or it failed.
    [[nodiscard]] QString value(const QString &sql) const;

    /// Settings of a running server, by ALTER SYSTEM and a reload.
    Result<void> set(const PgSettings &settings) const;
    /// A line of pg_hba.conf and a reload. Prepended, it goes before all others and so decides.
    Result<void> appendHba(const QString &line) const;
    Result<void> prependHba(const QString &line) const;
    Result<void> reload() const;

private:
    [[nodiscard]] QString home() const { return m_folder.filePath(m_name); }
    [[nodiscard]] QString data() const { return home() + QStringLiteral("/data"); }
    [[nodiscard]] bool isReady() const;
    Result<void> configure(const PgSettings &settings) const;
    [[nodiscard]] QString replicationConninfo(const QString &password, const QString &applicationName) const;
    Result<void> writeHba(const QByteArray &content) const;
    [[nodiscard]] QByteArray hba() const;

    const LabFolder &m_folder;
    QString m_name;
    int m_port;
    ServerProcess m_process;
    ServerProcess m_copy;
};

} // namespace lockmaster
