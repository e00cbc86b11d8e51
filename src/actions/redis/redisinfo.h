// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Redis or Valkey server says of itself, read freshly for an action.
#pragma once

#include <QCoroTask>
#include <QHash>
#include <memory>
#include <optional>
#include <vector>

#include "link/redis/redislink.h"

namespace lockmaster {

/// A replica as its primary lists it.
struct ListedReplica {
    QString host;
    int port = 0;
    QString state; ///< "online", …
    std::int64_t offset = 0;
    std::optional<std::int64_t> lag; ///< seconds since its last word

    bool operator==(const ListedReplica &) const = default;
};

/// The fields of INFO, all sections together.
class RedisInfo
{
public:
    RedisInfo() = default;
    explicit RedisInfo(const QByteArray &text);

    [[nodiscard]] QString text(const char *field) const { return m_fields.value(QByteArray(field)); }
    [[nodiscard]] std::optional<std::int64_t> number(const char *field) const;
    [[nodiscard]] QString brand() const;   ///< "redis", "valkey"
    [[nodiscard]] QString version() const; ///< of Valkey its own
    [[nodiscard]] bool isPrimary() const { return text("role") == u"master"; }
    [[nodiscard]] std::vector<ListedReplica> replicas() const;
    /// Written by a primary, taken by a replica.
    [[nodiscard]] std::int64_t offset() const;

private:
    QHash<QByteArray, QString> m_fields;
};

QCoro::Task<Result<RedisInfo>> readRedisInfo(std::shared_ptr<RedisLink> link, std::stop_token stop);

} // namespace lockmaster
