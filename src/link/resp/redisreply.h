// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One answer of a Redis server, of RESP2 or RESP3, as a value. Reading what is not there, or is of another type, gives
// an empty value and never fails: servers of several versions and forks answer differently.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace lockmaster {

class RedisReply
{
public:
    enum class Type {
        Null,
        Status, ///< "+OK"
        Error,  ///< inside an array only (EXEC); as an answer of its own it is the Error of a Result
        String,
        Verbatim, ///< a string whose format ("txt", "mkd") is said
        Integer,
        Double,
        Boolean,
        BigNumber, ///< its digits as bytes()
        Array,
        Map, ///< array() has keys and values in turn
        Set,
        Push,
    };

    /// A name and its value; the pointer is valid as long as the reply it was taken from.
    struct Entry {
        QByteArray name;
        const RedisReply *value = nullptr;
    };

    RedisReply() = default;
    static RedisReply ofBytes(Type type, QByteArray bytes); ///< Status, Error, String, BigNumber
    static RedisReply ofVerbatim(QByteArray format, QByteArray bytes);
    static RedisReply ofInteger(std::int64_t value);
    static RedisReply ofDouble(double value);
    static RedisReply ofBoolean(bool value);
    static RedisReply ofArray(Type type, std::vector<RedisReply> elements); ///< Array, Map, Set, Push

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] bool isNull() const { return m_type == Type::Null; }
    [[nodiscard]] bool isError() const { return m_type == Type::Error; }
    [[nodiscard]] bool isAggregate() const { return m_type >= Type::Array; }

    /// Of strings of all kinds as they came, of numbers the digits, "1" or "0" of a Boolean; else empty.
    [[nodiscard]] QByteArray bytes() const;
    /// bytes() as UTF-8, invalid bytes as U+FFFD. Hostile: goes through plainLine() before anybody sees it.
    [[nodiscard]] QString text() const;
    /// Of a verbatim string "txt" or "mkd"; else empty.
    [[nodiscard]] QByteArray format() const { return m_format; }

    /// Integers, Booleans as 0 and 1, and strings that are a decimal 64-bit number; else nothing.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    /// Numbers of all kinds, and strings that are one ("0.25", "inf", "nan"); else nothing.
    [[nodiscard]] std::optional<double> real() const;
    /// True, an integer that is not 0, and "1", "yes", "true", "on", "OK".
    [[nodiscard]] bool boolean() const;

    /// The elements of an array, set or push; keys and values of a map in turn; else empty.
    [[nodiscard]] const std::vector<RedisReply> &array() const { return m_elements; }
    [[nodiscard]] std::size_t size() const { return m_elements.size(); }
    /// The element at this place, a null reply when there is none.
    [[nodiscard]] const RedisReply &at(std::size_t place) const;

    /// Names and values of a map, or of an array that has them in turn (RESP2), in the order received.
    [[nodiscard]] std::vector<Entry> entries() const;
    /// The value of a name, compared as the server spells it; the first when there are several. A null reply when absent.
    [[nodiscard]] const RedisReply &value(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;

    bool operator==(const RedisReply &) const = default;

private:
    friend class RedisReplyBuilder;
    [[nodiscard]] const RedisReply *find(QByteArrayView name) const;

    Type m_type = Type::Null;
    QByteArray m_bytes;
    QByteArray m_format;
    std::int64_t m_integer = 0;
    double m_double = 0;
    std::vector<RedisReply> m_elements;
};

} // namespace lockmaster
