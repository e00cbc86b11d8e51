// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One Redis or Valkey server, or one Sentinel, of the lab. Besides the default user there are "lockmaster", who may see
// what a monitor needs, kill clients and scripts, and "lockmaster_plain", who may do PING and INFO; a Sentinel has only
// the default user, with the password of "lockmaster".
#pragma once

#include <QString>
#include <QStringList>

#include "lab/postgres/roles.h"
#include "lab/process/certificate.h"
#include "lab/process/labfolder.h"
#include "lab/process/serverprocess.h"

namespace lockmaster {

enum class RedisBrand { Redis, Valkey };

class RedisServer
{
public:
    RedisServer(const LabFolder &folder, QString name, const Roles &roles, RedisBrand brand = RedisBrand::Redis);

    Result<void> createPrimary(const Certificate &certificate); ///< with TLS on tlsPort()
    Result<void> createReplica(const RedisServer &primary);
    /// Watches `primary` under the name "orders" and takes it for dead after one second.
    Result<void> createSentinel(const RedisServer &primary);
    Result<void> createClusterNode();
    Result<void> start();
    /// start() with more arguments, without waiting until it answers.
    Result<void> launch(const QStringList &arguments);
    Result<void> stop();

    [[nodiscard]] int version() const; ///< of the program: 8 for 8.0.2; 0 when it is not there
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int tlsPort() const { return m_secondPort; } ///< of a primary
    [[nodiscard]] int busPort() const { return m_secondPort; } ///< of a node of a cluster
    [[nodiscard]] bool isRunning() { return m_process.isRunning(); }
    [[nodiscard]] pid_t pid() const { return m_process.pid(); }
    [[nodiscard]] QString logFile() const { return m_folder.filePath(m_name + QStringLiteral(".log")); }
    [[nodiscard]] const QString &password() const { return m_password; } ///< of the default user, who may do all

    /// Sends one command line as the default user and answers what came back, as it came ("+OK\r\n+PONG\r\n", the first
    /// for the password); empty when nothing did.
    [[nodiscard]] QByteArray ask(const QString &command) const;
    /// As ask(); a reply that is an error is the result's error.
    Result<QByteArray> order(const QString &command) const;
    /// One line of INFO: info("used_memory"). Empty when there is none, or no INFO.
    [[nodiscard]] QString info(const QString &field) const;

private:
    Result<void> create(const QString &configuration);
    Result<void> createData(const QString &more);
    [[nodiscard]] QString users() const;
    [[nodiscard]] QString program() const
    {
        return m_brand == RedisBrand::Valkey ? QStringLiteral("valkey-server") : QStringLiteral("redis-server");
    }

    const LabFolder &m_folder;
    const Roles &m_roles;
    QString m_name;
    RedisBrand m_brand;
    QString m_password;
    int m_port;
    int m_secondPort = 0;
    QStringList m_mode;
    ServerProcess m_process;
};

} // namespace lockmaster
