// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client that stays connected to a Redis server of the lab, as its default user. Every call blocks, a second at most.
// For one thread, which need not be the server's.
#pragma once

#include <QByteArrayList>
#include <QString>
#include <functional>
#include <memory>
#include <stop_token>

struct redisContext;

namespace lockmaster {

class RedisServer;

class LabRedisClient
{
public:
    explicit LabRedisClient(const RedisServer &server);

    [[nodiscard]] bool isConnected() const;
    /// Sends and does not wait for the answer.
    void send(const QByteArrayList &command);
    /// The text of the oldest answer that was not read yet, also of an error ("OOM command not allowed …").
    QString answer();
    QString ask(const QByteArrayList &command);

private:
    struct Closer {
        void operator()(redisContext *connection) const;
    };
    std::unique_ptr<redisContext, Closer> m_connection;
};

/// Asks `perSecond` times a second, in batches, until told to stop; comes back when it was cut off. `command` gets the
/// number of the request, from 0.
void keepAsking(const RedisServer &server, int perSecond, const std::function<QByteArrayList(int number)> &command,
                const std::stop_token &stop);

} // namespace lockmaster
