// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Builds replies out of what hiredis' reader finds, within limits. Behind RedisReader; nobody else needs it.
#pragma once

#include <QString>
#include <optional>

#include "link/resp/redisreader.h"

struct redisReadTask;
struct redisReplyObjectFunctions;

namespace lockmaster {

class RedisReplyBuilder
{
public:
    explicit RedisReplyBuilder(RedisLimits limits) : m_limits(limits) {}

    /// For redisReaderCreateWithFunctions(); the reader's privdata has to be a builder.
    static redisReplyObjectFunctions *functions();
    /// The finished root that the reader gave.
    static RedisReply take(void *root);

    /// A new answer begins.
    void begin() { m_elements = 0; }
    /// Why the reader was made to stop; empty when it stopped by itself.
    [[nodiscard]] const QString &objection() const { return m_objection; }

    void *add(const redisReadTask *task, RedisReply reply);
    void *addArray(const redisReadTask *task, std::size_t count);
    void *addBytes(const redisReadTask *task, const char *bytes, std::size_t length);

private:
    void *refuse(QString objection);
    [[nodiscard]] QString tooManyElements() const;

    RedisLimits m_limits;
    std::int64_t m_elements = 0;
    QString m_objection;
};

} // namespace lockmaster
