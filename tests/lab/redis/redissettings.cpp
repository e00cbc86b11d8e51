// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a RedisServer is configured, from Redis 6.0 on.
#include "lab/redis/redisserver.h"

#include "lab/process/ports.h"

#include <QRegularExpression>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// All that a monitor asks for, and the two actions it offers.
const QString kMonitorRights =
    u"+ping +info +role +dbsize +time +lastsave +select +client|list +client|info +client|id +client|getname "
    "+client|setname +client|kill +slowlog|get +slowlog|len +latency +memory|stats +memory|doctor +config|get "
    "+cluster|info +cluster|nodes +cluster|slots +cluster|shards +cluster|links +cluster|myid +script|kill "
    "+acl|whoami"_s;
const QString kSince7 = u" +client|no-evict +function|stats"_s;
const QString kValkey = u" +commandlog|get +commandlog|len"_s;

} // namespace

int RedisServer::version() const
{
    static QMap<QString, int> known; // by system and program
    int &version = known[m_folder.serverRoot() + u':' + program()];
    ServerProcess asked;
    if (version == 0 && asked.start({program(), {u"--version"_s}, m_folder.path(), {}, m_folder.serverRoot()})) {
        asked.waitForExit(std::chrono::seconds(10));
        static const QRegularExpression words(u"v=(\\d+)"_s);
        version = words.match(asked.output()).captured(1).toInt();
    }
    return version;
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
    const QString rights =
        kMonitorRights + (version() >= 7 ? kSince7 : QString()) + (m_brand == RedisBrand::Valkey ? kValkey : QString());
    return u"user lockmaster on >%1 -@all %2\nuser lockmaster_plain on >%3 -@all +ping +info\n"_s.arg(
        m_roles.password(u"lockmaster"_s), rights, m_roles.password(u"lockmaster_plain"_s));
}

Result<void> RedisServer::createData(const QString &more)
{
    const QString debug = version() >= 7 ? u"enable-debug-command local\n"_s : QString(); // before, nobody was kept out
    return create(u"save \"\"\nappendonly no\nmasterauth %1\nrepl-diskless-sync-delay 0\n"_s.arg(m_password) + debug
                  + users() + more);
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
    return create(u"sentinel monitor orders 127.0.0.1 %1 2\nsentinel auth-pass orders %2\n"
                  "sentinel down-after-milliseconds orders 1000\nsentinel failover-timeout orders 5000\n"_s.arg(
                      QString::number(primary.port()), primary.password()));
}

Result<void> RedisServer::createClusterNode()
{
    constexpr int kBusDistance = 10'000; // fixed before Redis 7
    const bool isFree = version() >= 7;
    if (!isFree)
        m_port = freePortPair(kBusDistance);
    m_secondPort = isFree ? freePort() : m_port + kBusDistance;
    return createData(u"cluster-enabled yes\ncluster-config-file nodes.conf\ncluster-node-timeout 1500\n"_s
                      + (isFree ? u"cluster-port %1\n"_s.arg(m_secondPort) : QString()));
}

} // namespace lockmaster
