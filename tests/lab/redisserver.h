// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One Redis server or one Sentinel of the lab. The password is that of the role "lockmaster" in Roles.
#pragma once

#include <QString>
#include <QStringList>

#include "lab/labfolder.h"
#include "lab/serverprocess.h"

namespace lockmaster {

class RedisServer
{
public:
    RedisServer(const LabFolder &folder, QString name, QString password);

    Result<void> createPrimary();
    Result<void> createReplica(const RedisServer &primary);
    /// Watches `primary` under the name "orders" and takes it for dead after one second.
    Result<void> createSentinel(const RedisServer &primary);
    Result<void> start();
    Result<void> stop();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(m_name + QStringLiteral(".log")); }

    /// Sends one command line and answers what came back, as it came ("+PONG\r\n"); empty when nothing did.
    [[nodiscard]] QByteArray ask(const QString &command) const;

private:
    Result<void> create(const QString &configuration);

    const LabFolder &m_folder;
    QString m_name;
    QString m_password;
    int m_port;
    QStringList m_mode;
    ServerProcess m_process;
};

} // namespace lockmaster
