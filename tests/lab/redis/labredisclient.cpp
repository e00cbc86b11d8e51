// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/redis/labredisclient.h"

#include "lab/redis/redisserver.h"

#include <algorithm>
#include <hiredis/hiredis.h>
#include <thread>
#include <vector>

namespace lockmaster {

namespace {

using Reply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

constexpr timeval kPatience{1, 0};

} // namespace

void LabRedisClient::Closer::operator()(redisContext *connection) const
{
    redisFree(connection);
}

LabRedisClient::LabRedisClient(const RedisServer &server)
    : m_connection(redisConnectWithTimeout("127.0.0.1", server.port(), kPatience))
{
    if (isConnected()) {
        redisSetTimeout(m_connection.get(), kPatience);
        ask({"AUTH", server.password().toUtf8()});
    }
}

bool LabRedisClient::isConnected() const
{
    return m_connection && m_connection->err == 0;
}

void LabRedisClient::send(const QByteArrayList &command)
{
    std::vector<const char *> words;
    std::vector<std::size_t> lengths;
    for (const QByteArray &word : command) {
        words.push_back(word.constData());
        lengths.push_back(static_cast<std::size_t>(word.size()));
    }
    redisAppendCommandArgv(m_connection.get(), static_cast<int>(words.size()), words.data(), lengths.data());
    int done = 0;
    while (isConnected() && done == 0) {
        redisBufferWrite(m_connection.get(), &done);
    }
}

QString LabRedisClient::answer()
{
    void *read = nullptr;
    if (!isConnected() || redisGetReply(m_connection.get(), &read) != REDIS_OK) {
        return {};
    }
    const Reply reply(static_cast<redisReply *>(read), &freeReplyObject);
    return QString::fromUtf8(reply->str, static_cast<qsizetype>(reply->len));
}

QString LabRedisClient::ask(const QByteArrayList &command)
{
    send(command);
    return answer();
}

void keepAsking(const RedisServer &server, int perSecond, const std::function<QByteArrayList(int number)> &command,
                const std::stop_token &stop)
{
    constexpr std::chrono::milliseconds kPause{20};
    const int batch = std::max(1, static_cast<int>(perSecond * kPause.count() / 1000));
    auto client = std::make_unique<LabRedisClient>(server);
    for (int number = 0; !stop.stop_requested();) {
        for (int i = 0; i < batch && client->isConnected(); ++i) {
            client->ask(command(number++));
        }
        std::this_thread::sleep_for(kPause);
        if (!client->isConnected()) {
            client = std::make_unique<LabRedisClient>(server);
        }
    }
}

} // namespace lockmaster
