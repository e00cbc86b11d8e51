// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/redis/redisinfo.h"

#include "actions/plan/serverfacts.h"
#include "base/text.h"

#include <QRegularExpression>

namespace lockmaster {
namespace {

// "ip=10.0.0.7,port=6380,state=online,offset=42,lag=0"
ListedReplica listedReplica(const QString &line)
{
    ListedReplica replica;
    const QStringList parts = line.split(u',');
    for (const QString &part : parts) {
        const QString value = part.section(u'=', 1);
        if (part.startsWith(u"ip="))
            replica.host = value;
        else if (part.startsWith(u"port="))
            replica.port = value.toInt();
        else if (part.startsWith(u"state="))
            replica.state = value;
        else if (part.startsWith(u"offset="))
            replica.offset = value.toLongLong();
        else if (part.startsWith(u"lag="))
            replica.lag = value.toLongLong();
    }
    return replica;
}

} // namespace

RedisInfo::RedisInfo(const QByteArray &text)
{
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith('#'))
            m_fields.insert(line.first(colon), plainLine(QString::fromUtf8(line.sliced(colon + 1).trimmed())));
    }
}

std::optional<std::int64_t> RedisInfo::number(const char *field) const
{
    bool isNumber = false;
    const qlonglong value = text(field).toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(value) : std::nullopt;
}

QString RedisInfo::brand() const
{
    const QString name = text("server_name");
    return name.isEmpty() ? QStringLiteral("redis") : name;
}

QString RedisInfo::version() const
{
    const QString own = text("valkey_version");
    return own.isEmpty() ? text("redis_version") : own;
}

std::vector<ListedReplica> RedisInfo::replicas() const
{
    std::vector<ListedReplica> all;
    constexpr int kMost = 1000;
    for (int i = 0; i < kMost; ++i) {
        const QString line = text(QByteArray("slave" + QByteArray::number(i)).constData());
        if (line.isEmpty())
            break;
        // Words of a server become words of a command: what is no host is no replica.
        static const QRegularExpression kHost(QStringLiteral("^[A-Za-z0-9_.:-]+$"));
        if (ListedReplica replica = listedReplica(line); kHost.match(replica.host).hasMatch())
            all.push_back(std::move(replica));
    }
    return all;
}

std::int64_t RedisInfo::offset() const
{
    return number(isPrimary() ? "master_repl_offset" : "slave_repl_offset").value_or(0);
}

QCoro::Task<Result<RedisInfo>> readRedisInfo(std::shared_ptr<RedisLink> link, std::stop_token stop)
{
    const Result<RedisReply> reply = co_await link->query(RedisCommand::of("INFO"), QDeadlineTimer(kLookTimeout), stop);
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return RedisInfo(reply->bytes());
}

} // namespace lockmaster
