// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a Redis server into replies: hiredis' reader with a bound on everything a hostile or broken server could
// make large. After an error nothing more can be read: the place in the stream is lost.
#pragma once

#include <QByteArrayView>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.h"
#include "link/resp/redisreply.h"

struct redisReader;

namespace lockmaster {

/// What one answer may be at most.
struct RedisLimits {
    int depth = 9;                               ///< of arrays in arrays
    std::int64_t line = std::int64_t(64) << 10;  ///< bytes of a status, an error, a number
    std::int64_t bulk = std::int64_t(16) << 20;  ///< bytes of one string
    std::int64_t elements = 1'000'000;           ///< of all its arrays together
    std::int64_t total = std::int64_t(64) << 20; ///< bytes on the wire
};

class RedisReplyBuilder;

class RedisReader
{
public:
    explicit RedisReader(RedisLimits limits = {});
    ~RedisReader();
    RedisReader(const RedisReader &) = delete;
    RedisReader &operator=(const RedisReader &) = delete;

    /// Adds bytes; call next() until it has nothing before adding more. Cheapest in pieces of up to 64 KiB.
    void feed(QByteArrayView bytes);

    /// The next complete answer; nothing while bytes of it are missing. Attributes (RESP3) are skipped. The error is
    /// Protocol and says what was met: a limit, or what kind of server this is instead.
    Result<std::optional<RedisReply>> next();

    /// Bytes of an answer are here whose end is missing.
    [[nodiscard]] bool isMidway() const;

private:
    Result<void> beginAnswer();
    Result<void> checkWaiting();
    [[nodiscard]] QByteArrayView unread() const;

    struct Closer {
        void operator()(redisReader *reader) const;
    };
    RedisLimits m_limits;
    std::unique_ptr<RedisReplyBuilder> m_builder;
    std::unique_ptr<redisReader, Closer> m_reader;
    std::optional<Error> m_broken;
    std::int64_t m_fed = 0;   ///< bytes ever
    std::int64_t m_began = 0; ///< of these, before the answer that is being read
    bool m_isReading = false;
    bool m_isAttribute = false;
};

} // namespace lockmaster
