// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/redis/redisserver.h"

#include "lab/process/ports.h"
#include "lab/process/processes.h"

#include <QRegularExpression>

#include <csignal>

namespace lockmaster {

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

RedisServer::RedisServer(const LabFolder &folder, QString name, const Roles &roles, RedisBrand brand)
    : m_folder(folder)
    , m_roles(roles)
    , m_name(std::move(name))
    , m_brand(brand)
    , m_password(roles.password(u"lab_admin"_s))
    , m_port(freePort())
{
}

Result<void> RedisServer::launch(const QStringList &arguments)
{
    return m_process.start({program(), QStringList{u"redis.conf"_s} + m_mode + arguments, m_folder.filePath(m_name),
                            logFile(), m_folder.serverRoot()});
}

Result<void> RedisServer::start()
{
    return launch({}).and_then([this]() -> Result<void> {
        if (!waitUntil([this] { return !m_process.isRunning() || ask(u"PING"_s).contains("PONG"); }, 10s)
            || !m_process.isRunning()) {
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

Result<QByteArray> RedisServer::order(const QString &command) const
{
    const QByteArray answer = ask(command);
    if (answer.startsWith('-') || answer.contains("\r\n-") || answer.count("\r\n") < 2) {
        return fail(ErrorKind::Query, u"%1 would not do %2"_s.arg(m_name, command), QString::fromUtf8(answer));
    }
    return answer;
}

QString RedisServer::info(const QString &field) const
{
    const QRegularExpression line(u"^%1:(.*?)\r?$"_s.arg(field), QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(ask(u"INFO all"_s))).captured(1);
}

} // namespace lockmaster
