// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/redisserver.h"

#include "lab/ports.h"
#include "lab/processes.h"

#include <csignal>

namespace lockmaster {

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

RedisServer::RedisServer(const LabFolder &folder, QString name, QString password)
    : m_folder(folder), m_name(std::move(name)), m_password(std::move(password)), m_port(freePort())
{
}

Result<void> RedisServer::create(const QString &configuration)
{
    const QString home = m_folder.filePath(m_name);
    const QString common = u"bind 127.0.0.1\nport %1\ndir %2\n"_s.arg(QString::number(m_port), home);
    return m_folder.makeFolder(m_name).and_then(
        [&] { return m_folder.write(m_name + u"/redis.conf"_s, (common + configuration).toUtf8()); });
}

Result<void> RedisServer::createPrimary()
{
    return create(u"save \"\"\nappendonly no\nrequirepass %1\nmasterauth %1\nenable-debug-command local\n"
                  "repl-diskless-sync-delay 0\n"_s.arg(m_password));
}

Result<void> RedisServer::createReplica(const RedisServer &primary)
{
    return create(
        u"save \"\"\nappendonly no\nrequirepass %1\nmasterauth %1\nenable-debug-command local\n"
        "repl-diskless-sync-delay 0\nreplicaof 127.0.0.1 %2\n"_s.arg(m_password, QString::number(primary.port())));
}

Result<void> RedisServer::createSentinel(const RedisServer &primary)
{
    m_mode = {u"--sentinel"_s};
    return create(u"requirepass %1\nsentinel sentinel-pass %1\nsentinel monitor orders 127.0.0.1 %2 2\n"
                  "sentinel auth-pass orders %1\nsentinel down-after-milliseconds orders 1000\n"
                  "sentinel failover-timeout orders 5000\n"_s.arg(m_password, QString::number(primary.port())));
}

Result<void> RedisServer::start()
{
    const ServerCommand command{u"redis-server"_s, QStringList{u"redis.conf"_s} + m_mode, m_folder.filePath(m_name),
                                logFile()};
    return m_process.start(command).and_then([this]() -> Result<void> {
        if (!waitUntil([this] { return !m_process.isRunning() || ask(u"PING"_s).contains("PONG"); }, 10s) ||
            !m_process.isRunning()) {
            return fail(ErrorKind::Starting, u"%1 did not start"_s.arg(m_name), lastLines(logFile()));
        }
        return {};
    });
}

Result<void> RedisServer::stop()
{
    m_process.signal(SIGTERM);
    if (!m_process.waitForExit(10s)) {
        return fail(ErrorKind::Timeout, u"%1 did not stop"_s.arg(m_name), lastLines(logFile()));
    }
    return {};
}

QByteArray RedisServer::ask(const QString &command) const
{
    return converse(m_port, u"AUTH %1\r\n%2\r\n"_s.arg(m_password, command).toUtf8());
}

} // namespace lockmaster
