// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/redisserver.h"

#include "lab/ports.h"
#include "lab/processes.h"

#include <QRegularExpression>

#include <csignal>

namespace lockmaster {

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

namespace {

/// All that a monitor asks for, and the two actions it offers.
const QString kMonitorRights =
    u"+ping +info +role +dbsize +time +lastsave +select +client|list +client|info +client|id +client|getname "
    "+client|setname +client|setinfo +client|no-evict +client|kill +slowlog|get +slowlog|len +latency +memory|stats "
    "+memory|doctor +config|get +cluster|info +cluster|nodes +cluster|slots +cluster|shards +cluster|myid "
    "+cluster|links +script|kill +function|stats +acl|whoami"_s;
const QString kValkeyRights = u" +commandlog|get +commandlog|len"_s;

} // namespace

RedisServer::RedisServer(const LabFolder &folder, QString name, const Roles &roles, RedisBrand brand)
    : m_folder(folder)
    , m_roles(roles)
    , m_name(std::move(name))
    , m_brand(brand)
    , m_password(roles.password(u"lab_admin"_s))
    , m_port(freePort())
{
}

Result<void> RedisServer::create(const QString &configuration)
{
    const QString home = m_folder.filePath(m_name);
    const QString common =
        u"bind 127.0.0.1\nport %1\ndir %2\nrequirepass %3\n"_s.arg(QString::number(m_port), home, m_password);
    return m_folder.makeFolder(m_name).and_then(
        [&] { return m_folder.write(m_name + u"/redis.conf"_s, (common + configuration).toUtf8()); });
}

QString RedisServer::users() const
{
    const QString rights = kMonitorRights + (m_brand == RedisBrand::Valkey ? kValkeyRights : QString());
    return u"user lockmaster on >%1 -@all %2\nuser lockmaster_plain on >%3 -@all +ping +info\n"_s.arg(
        m_roles.password(u"lockmaster"_s), rights, m_roles.password(u"lockmaster_plain"_s));
}

Result<void> RedisServer::createData(const QString &more)
{
    return create(u"save \"\"\nappendonly no\nmasterauth %1\nenable-debug-command local\nrepl-diskless-sync-delay 0\n"_s
                      .arg(m_password) + users() + more);
}

Result<void> RedisServer::createPrimary(const Certificate &certificate)
{
    m_secondPort = freePort();
    return createData(
        u"tls-port %1\ntls-auth-clients no\ntls-ca-cert-file %2\ntls-cert-file %3\ntls-key-file %4\n"_s.arg(
            QString::number(m_secondPort), certificate.authority, certificate.certificate, certificate.key));
}

Result<void> RedisServer::createReplica(const RedisServer &primary)
{
    return createData(u"replicaof 127.0.0.1 %1\n"_s.arg(primary.port()));
}

Result<void> RedisServer::createSentinel(const RedisServer &primary)
{
    m_mode = {u"--sentinel"_s};
    m_password = m_roles.password(u"lockmaster"_s);
    return create(u"sentinel sentinel-pass %1\nsentinel monitor orders 127.0.0.1 %2 2\n"
                  "sentinel auth-pass orders %3\nsentinel down-after-milliseconds orders 1000\n"
                  "sentinel failover-timeout orders 5000\n"_s.arg(m_password, QString::number(primary.port()),
                                                                  primary.password()));
}

Result<void> RedisServer::createClusterNode()
{
    m_secondPort = freePort();
    return createData(u"cluster-enabled yes\ncluster-config-file nodes.conf\ncluster-node-timeout 1500\n"
                      "cluster-port %1\n"_s.arg(m_secondPort));
}

Result<void> RedisServer::launch(const QStringList &arguments)
{
    const QString program = m_brand == RedisBrand::Valkey ? u"valkey-server"_s : u"redis-server"_s;
    return m_process.start(
        {program, QStringList{u"redis.conf"_s} + m_mode + arguments, m_folder.filePath(m_name), logFile(),
         m_folder.serverRoot()});
}

Result<void> RedisServer::start()
{
    return launch({}).and_then([this]() -> Result<void> {
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
