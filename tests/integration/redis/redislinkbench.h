// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the Redis link share: one real server, and short ways to open a link, to ask and to look at answers.
#pragma once

#include <QCoroTask>
#include <QTest>

#include "lab/process/certificate.h"
#include "lab/watch/monitored.h"
#include "link/taskscope.h"
#include "redisfixtures.h"

namespace lockmaster {

inline QCoro::Task<void> queryInto(RedisLink *link, RedisCommand command, std::stop_token stop,
                                   std::optional<Error> *error)
{
    const auto reply = co_await link->query(std::move(command), QDeadlineTimer(std::chrono::seconds(60)), stop);
    *error = reply ? std::optional<Error>() : reply.error();
}

inline QCoro::Task<void> openInto(RedisLink *link, std::stop_token stop, std::optional<Error> *error)
{
    const auto opened = co_await link->open(QDeadlineTimer(std::chrono::seconds(60)), stop);
    *error = opened ? std::optional<Error>() : opened.error();
}

inline const QString kPassword = QStringLiteral("orders-secret");

inline RedisLinkOptions optionsOf(int port, const PgParameters &more = {}, const QString &password = kPassword)
{
    RedisLinkOptions options;
    options.target = QStringLiteral("cache");
    options.parameters = more;
    if (parameter(more, u"host").isEmpty() && parameter(more, u"hostaddr").isEmpty())
        options.parameters.emplace_back(QStringLiteral("host"), QStringLiteral("127.0.0.1"));
    options.parameters.emplace_back(QStringLiteral("port"), QString::number(port));
    if (!password.isEmpty())
        options.password = [password](std::stop_token stop) { return givenPassword(password, stop); };
    return options;
}

inline Result<void> openNow(RedisLink &link, std::chrono::milliseconds patience = std::chrono::seconds(3))
{
    return QCoro::waitFor(link.open(QDeadlineTimer(patience), {}));
}

inline Result<RedisReply> ask(RedisLink &link, RedisCommand command,
                              std::chrono::milliseconds patience = std::chrono::seconds(3))
{
    return QCoro::waitFor(link.query(std::move(command), QDeadlineTimer(patience), {}));
}

template <typename... Words>
Result<RedisReply> say(RedisLink &link, const Words &...words)
{
    return ask(link, RedisCommand::of(words...));
}

inline QString codeOf(const Result<RedisReply> &reply)
{
    return reply ? QStringLiteral("no error") : reply.error().sqlState;
}

inline QByteArray infoValue(const Result<RedisReply> &info, const QByteArray &field)
{
    for (const QByteArray &line : info ? info->bytes().split('\n') : QList<QByteArray>()) {
        if (line.startsWith(field + ':'))
            return line.sliced(field.size() + 1).trimmed();
    }
    return {};
}

class RedisLinkBench : public QObject
{
protected:
    std::unique_ptr<LabFolder> m_folder;
    Certificate m_certificate;
    std::unique_ptr<LocalRedis> m_redis;

    bool start()
    {
        auto folder = LabFolder::make();
        if (!folder)
            return false;
        m_folder = std::move(*folder);
        const auto certificate = makeCertificate(*m_folder);
        if (!certificate)
            return false;
        m_certificate = *certificate;
        const QStringList settings{QStringLiteral("unixsocket ") + m_folder->filePath(QStringLiteral("redis/r.sock")),
                                   QStringLiteral("busy-reply-threshold 5"), QStringLiteral("appendonly no")};
        m_redis = std::make_unique<LocalRedis>(*m_folder, QStringLiteral("redis"), settings);
        return m_redis->start();
    }
    static std::unique_ptr<RedisLink> connected(const LocalRedis &server, const PgParameters &more = {},
                                                const QString &password = kPassword)
    {
        auto link = std::make_unique<RedisLink>(optionsOf(server.port(), more, password));
        if (const auto opened = openNow(*link); !opened)
            qWarning() << opened.error().text << opened.error().detail;
        return link;
    }
    std::unique_ptr<RedisLink> connected() { return connected(*m_redis); }

    /// Opens and gives the state of the link afterwards.
    static LinkState openWith(int port, const PgParameters &parameters, const QString &password = kPassword)
    {
        RedisLink link(optionsOf(port, parameters, password));
        [[maybe_unused]] const auto opened = openNow(link, std::chrono::milliseconds(1500));
        return link.state();
    }
};

} // namespace lockmaster
