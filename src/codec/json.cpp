// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include "base/format.h"
#include "codec/jsonsink.h"
#include "model/postgres/replicationlag.h"

namespace lockmaster {
namespace {

QLatin1StringView suffixOf(Unit unit)
{
    switch (unit) {
    case Unit::Seconds: return QLatin1StringView("_seconds");
    case Unit::Milliseconds: return QLatin1StringView("_ms");
    case Unit::WalPosition: return QLatin1StringView("_lsn");
    case Unit::None:
    case Unit::Identifier:
    case Unit::LongIdentifier: return {};
    }
    return {};
}

QString jsonName(const FieldInfo &field)
{
    const QLatin1StringView suffix = suffixOf(field.unit);
    const bool hasIt = suffix.isEmpty() || field.name.endsWith(suffix) || field.name == suffix.sliced(1);
    return hasIt ? QString(field.name) : field.name + suffix;
}

/// A number that names something.
QJsonValue identifier(Unit unit, bool isNone, const QString &text, qint64 value)
{
    if (isNone)
        return {};
    return unit == Unit::LongIdentifier ? QJsonValue(text) : QJsonValue(value);
}

} // namespace

void JsonSink::put(const QJsonValue &value)
{
    Open &open = m_open.back();
    if (open.isList)
        open.array.append(value);
    else
        open.object.insert(open.key, value);
}

void JsonSink::close(const QJsonValue &value)
{
    const QJsonValue closed = value; // of what goes now
    m_open.pop_back();
    if (m_open.empty())
        m_result = closed.toObject();
    else
        put(closed);
}

void JsonSink::field(const FieldInfo &info)
{
    m_field = info;
    m_open.back().key = jsonName(info);
}

void JsonSink::number(std::int64_t value)
{
    if (m_field.unit == Unit::Identifier || m_field.unit == Unit::LongIdentifier)
        put(identifier(m_field.unit, value == 0, QString::number(value), value));
    else
        put(qint64(value));
}

void JsonSink::unsignedNumber(std::uint64_t value)
{
    if (m_field.unit == Unit::WalPosition)
        put(lsnText(value));
    else if (m_field.unit == Unit::Identifier || m_field.unit == Unit::LongIdentifier)
        put(identifier(m_field.unit, value == 0, QString::number(value), qint64(value)));
    else
        put(qint64(value));
}

void JsonSink::moment(std::chrono::sys_time<std::chrono::microseconds> value)
{
    put(value == WallTime{} ? QJsonValue() : QJsonValue(formatIso(value)));
}

void JsonSink::duration(std::chrono::microseconds value)
{
    put(double(value.count()) / (m_field.unit == Unit::Milliseconds ? 1e3 : 1e6));
}

QJsonObject jsonObjectOf(const ValueType &type, const void *value, Texts texts)
{
    JsonSink sink(texts);
    give(type, value, nullptr, sink);
    return sink.result();
}

} // namespace lockmaster
