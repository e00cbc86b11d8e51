// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says of itself when it is greeted.
#pragma once

#include <QByteArray>
#include <QString>

namespace lockmaster {

class RedisReply;

/// Before Redis 6, and where HELLO is not allowed, from INFO.
struct RedisServerFacts {
    QString server;   ///< "redis", "valkey"
    QString version;  ///< "8.0.2"; of Valkey its own
    QString mode;     ///< "standalone", "sentinel", "cluster"
    QString role;     ///< "master", "replica"; empty for a Sentinel, or when HELLO is not allowed
    int protocol = 2; ///< 2 or 3

    bool operator==(const RedisServerFacts &) const = default;
};

RedisServerFacts factsOfHello(const RedisReply &hello);
RedisServerFacts factsOfInfo(const QByteArray &info);

/// A word of the server, short and without what may not reach the screen.
QString redisFact(const QByteArray &bytes);

} // namespace lockmaster
