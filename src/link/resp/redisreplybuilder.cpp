// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/redisreplybuilder.h"

#include <hiredis/read.h>
#include <utility>

namespace lockmaster {
namespace {

RedisReply::Type typeOf(int type)
{
    switch (type) {
    case REDIS_REPLY_STATUS: return RedisReply::Type::Status;
    case REDIS_REPLY_ERROR: return RedisReply::Type::Error;
    case REDIS_REPLY_BIGNUM: return RedisReply::Type::BigNumber;
    case REDIS_REPLY_MAP: return RedisReply::Type::Map;
    case REDIS_REPLY_SET: return RedisReply::Type::Set;
    case REDIS_REPLY_PUSH: return RedisReply::Type::Push;
    case REDIS_REPLY_ARRAY: return RedisReply::Type::Array;
    default: return RedisReply::Type::String;
    }
}

RedisReplyBuilder &builderOf(const redisReadTask *task)
{
    return *static_cast<RedisReplyBuilder *>(task->privdata);
}

int depthOf(const redisReadTask *task)
{
    int depth = 1;
    while ((task = task->parent))
        ++depth;
    return depth;
}

} // namespace

redisReplyObjectFunctions *RedisReplyBuilder::functions()
{
    static redisReplyObjectFunctions functions{
        [](const redisReadTask *task, char *bytes, std::size_t length) {
            return builderOf(task).addBytes(task, bytes, length);
        },
        [](const redisReadTask *task, std::size_t count) { return builderOf(task).addArray(task, count); },
        [](const redisReadTask *task, long long value) {
            return builderOf(task).add(task, RedisReply::ofInteger(value));
        },
        [](const redisReadTask *task, double value, char *, std::size_t) {
            return builderOf(task).add(task, RedisReply::ofDouble(value));
        },
        [](const redisReadTask *task) { return builderOf(task).add(task, RedisReply()); },
        [](const redisReadTask *task, int value) {
            return builderOf(task).add(task, RedisReply::ofBoolean(value != 0));
        },
        [](void *root) { delete static_cast<RedisReply *>(root); },
    };
    return &functions;
}

RedisReply RedisReplyBuilder::take(void *root)
{
    const std::unique_ptr<RedisReply> owned(static_cast<RedisReply *>(root));
    return std::move(*owned);
}

void *RedisReplyBuilder::refuse(QString objection)
{
    m_objection = std::move(objection);
    return nullptr; // the reader frees the root and stops
}

QString RedisReplyBuilder::tooManyElements() const
{
    return QStringLiteral("The answer has more than %1 elements").arg(m_limits.elements);
}

// The root is on the heap; what is inside it lies in its vectors. The address of an array that is being filled stays
// what it is: its own parent gets no further element before it is full.
void *RedisReplyBuilder::add(const redisReadTask *task, RedisReply reply)
{
    if (!task->parent)
        return new RedisReply(std::move(reply));
    if (++m_elements > m_limits.elements)
        return refuse(tooManyElements());
    auto &siblings = static_cast<RedisReply *>(task->parent->obj)->m_elements;
    siblings.push_back(std::move(reply));
    return &siblings.back();
}

void *RedisReplyBuilder::addArray(const redisReadTask *task, std::size_t count)
{
    if (depthOf(task) > m_limits.depth)
        return refuse(QStringLiteral("The answer is nested deeper than %1 levels").arg(m_limits.depth));
    if (m_elements + static_cast<std::int64_t>(count) > m_limits.elements)
        return refuse(tooManyElements());
    void *added = add(task, RedisReply::ofArray(typeOf(task->type), {}));
    constexpr std::size_t kBelieved = 1024; // a count is only a claim: room is made for this many
    if (added)
        static_cast<RedisReply *>(added)->m_elements.reserve(std::min(count, kBelieved));
    return added;
}

void *RedisReplyBuilder::addBytes(const redisReadTask *task, const char *bytes, std::size_t length)
{
    const auto size = static_cast<qsizetype>(length);
    const bool isBulk = task->type == REDIS_REPLY_STRING || task->type == REDIS_REPLY_VERB;
    if (isBulk && (bytes[size] != '\r' || bytes[size + 1] != '\n')) // hiredis skips these two unseen
        return refuse(QStringLiteral("A string of the answer is longer than it says"));
    if (isBulk && size > m_limits.bulk)
        return refuse(QStringLiteral("A string of %1 bytes in the answer is too long").arg(size));
    if (task->type == REDIS_REPLY_VERB) // "txt:" before it
        return add(task, RedisReply::ofVerbatim(QByteArray(bytes, 3), QByteArray(bytes + 4, size - 4)));
    return add(task, RedisReply::ofBytes(typeOf(task->type), QByteArray(bytes, size)));
}

} // namespace lockmaster
