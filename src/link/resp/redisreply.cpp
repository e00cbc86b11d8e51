// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/resp/redisreply.h"

#include <QLocale>
#include <array>
#include <utility>

#include "base/result.h"
#include "base/text.h"

namespace lockmaster {
namespace {

const RedisReply &nothing()
{
    static const RedisReply null;
    return null;
}

} // namespace

RedisReply RedisReply::ofBytes(Type type, QByteArray bytes)
{
    RedisReply reply;
    reply.m_type = type;
    reply.m_bytes = std::move(bytes);
    return reply;
}

RedisReply RedisReply::ofVerbatim(QByteArray format, QByteArray bytes)
{
    RedisReply reply = ofBytes(Type::Verbatim, std::move(bytes));
    reply.m_format = std::move(format);
    return reply;
}

RedisReply RedisReply::ofInteger(std::int64_t value)
{
    RedisReply reply;
    reply.m_type = Type::Integer;
    reply.m_integer = value;
    return reply;
}

RedisReply RedisReply::ofDouble(double value)
{
    RedisReply reply;
    reply.m_type = Type::Double;
    reply.m_double = value;
    return reply;
}

RedisReply RedisReply::ofBoolean(bool value)
{
    RedisReply reply = ofInteger(value ? 1 : 0);
    reply.m_type = Type::Boolean;
    return reply;
}

RedisReply RedisReply::ofArray(Type type, std::vector<RedisReply> elements)
{
    RedisReply reply;
    reply.m_type = type;
    reply.m_elements = std::move(elements);
    return reply;
}

QByteArray RedisReply::bytes() const
{
    switch (m_type) {
    case Type::Integer:
    case Type::Boolean: return QByteArray::number(static_cast<qlonglong>(m_integer));
    case Type::Double: return QByteArray::number(m_double, 'g', QLocale::FloatingPointShortest);
    default: return m_bytes;
    }
}

QString RedisReply::text() const
{
    return decodeUtf8(bytes()).text;
}

std::optional<std::int64_t> RedisReply::integer() const
{
    if (m_type == Type::Integer || m_type == Type::Boolean)
        return m_integer;
    if (m_type == Type::Error || m_bytes.isEmpty())
        return {};
    bool isNumber = false;
    const qlonglong value = m_bytes.toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(value) : std::nullopt;
}

std::optional<double> RedisReply::real() const
{
    if (m_type == Type::Double)
        return m_double;
    if (m_type == Type::Integer || m_type == Type::Boolean)
        return static_cast<double>(m_integer);
    if (m_type == Type::Error || m_bytes.isEmpty())
        return {};
    bool isNumber = false;
    const double value = m_bytes.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

bool RedisReply::boolean() const
{
    constexpr std::array<QByteArrayView, 4> kYes{"yes", "true", "on", "ok"};
    if (const auto number = integer())
        return *number != 0;
    const QByteArray word = m_type == Type::Error ? QByteArray() : m_bytes.toLower();
    return std::ranges::find(kYes, QByteArrayView(word)) != kYes.end();
}

const RedisReply &RedisReply::at(std::size_t place) const
{
    return place < m_elements.size() ? m_elements[place] : nothing();
}

std::vector<RedisReply::Entry> RedisReply::entries() const
{
    std::vector<Entry> all;
    for (std::size_t i = 0; i + 1 < m_elements.size(); i += 2)
        all.push_back({m_elements[i].bytes(), &m_elements[i + 1]});
    return all;
}

const RedisReply *RedisReply::find(QByteArrayView name) const
{
    for (std::size_t i = 0; i + 1 < m_elements.size(); i += 2) {
        if (!m_elements[i].isAggregate() && m_elements[i].bytes() == name)
            return &m_elements[i + 1];
    }
    return nullptr;
}

const RedisReply &RedisReply::value(QByteArrayView name) const
{
    const RedisReply *found = find(name);
    return found ? *found : nothing();
}

bool RedisReply::contains(QByteArrayView name) const
{
    return find(name) != nullptr;
}

} // namespace lockmaster
