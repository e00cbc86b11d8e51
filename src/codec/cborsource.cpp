// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/cborsource.h"

#include "base/told.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// Of memory for a byte that is read. Honest rows take up to 20; a list of empty ones would take hundreds.
constexpr std::size_t kBytesForOne = 64;
constexpr std::size_t kBytesForNone = 1 << 20;
constexpr std::size_t kMostBytes = std::size_t(1) << 30;
constexpr int kDeepest = 32; ///< nesting of what is skipped

std::optional<std::size_t> placeOf(const RecordInfo &info, QStringView name)
{
    const auto found = std::ranges::find_if(info.fields, [&](const FieldInfo &field) { return field.name == name; });
    return found == info.fields.end() ? std::nullopt : std::optional<std::size_t>(found - info.fields.begin());
}

} // namespace

CborSource::CborSource(QByteArrayView cbor)
    : m_reader(cbor.data(), cbor.size())
    , m_mostBytes(std::min(kMostBytes, kBytesForNone + kBytesForOne * static_cast<std::size_t>(cbor.size())))
{
}

bool CborSource::isGood()
{
    return !m_failed && m_reader.lastError() == QCborError::NoError;
}

bool CborSource::hasNext()
{
    if (m_reader.lastError() != QCborError::NoError)
        m_failed = true;
    return !m_failed && m_reader.hasNext();
}

bool CborSource::enter(bool isRight)
{
    if (m_failed || !isRight || !m_reader.enterContainer())
        m_failed = true;
    return !m_failed;
}

void CborSource::leave()
{
    if (m_failed || !m_reader.leaveContainer())
        m_failed = true;
}

void CborSource::skip()
{
    if (m_failed || !m_reader.next(kDeepest))
        m_failed = true;
}

void CborSource::count(std::size_t bytes)
{
    m_bytes += bytes;
    if (m_bytes > m_mostBytes)
        m_failed = true;
}

template <typename Number>
Number CborSource::taken(Number number)
{
    skip();
    return m_failed ? Number() : number;
}

bool CborSource::isNothing()
{
    if (m_failed || !m_reader.isNull())
        return m_failed;
    skip();
    return true;
}

bool CborSource::flag()
{
    if (m_failed || !m_reader.isBool()) {
        fail();
        return false;
    }
    return taken(m_reader.toBool());
}

std::int64_t CborSource::number(std::int64_t least, std::int64_t most)
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::optional<std::int64_t> number;
    if (!m_failed && m_reader.isUnsignedInteger() && m_reader.toUnsignedInteger() <= kMost)
        number = static_cast<std::int64_t>(m_reader.toUnsignedInteger());
    else if (!m_failed && m_reader.isNegativeInteger()) // n stands for -n; 0 for -2^64
        if (const auto size = static_cast<std::uint64_t>(m_reader.toNegativeInteger()); size - 1 <= kMost)
            number = -static_cast<std::int64_t>(size - 1) - 1;
    if (!number || *number < least || *number > most) {
        fail();
        return 0;
    }
    return taken(*number);
}

std::uint64_t CborSource::unsignedNumber(std::uint64_t most)
{
    if (m_failed || !m_reader.isUnsignedInteger() || m_reader.toUnsignedInteger() > most) {
        fail();
        return 0;
    }
    return taken(std::uint64_t(m_reader.toUnsignedInteger()));
}

double CborSource::real()
{
    if (m_failed || !m_reader.isDouble()) {
        fail();
        return 0;
    }
    return taken(m_reader.toDouble());
}

QString CborSource::text()
{
    if (m_failed || !m_reader.isString()) {
        fail();
        return {};
    }
    QString text = m_reader.readAllString();
    if (m_reader.lastError() != QCborError::NoError)
        fail();
    count(sizeof(QChar) * static_cast<std::size_t>(text.size()));
    return m_failed ? QString() : text;
}

std::optional<std::size_t> CborSource::word(const std::vector<QString> &words)
{
    const auto found = std::ranges::find(words, text());
    return found == words.end() ? std::nullopt : std::optional<std::size_t>(found - words.begin());
}

std::chrono::sys_time<std::chrono::microseconds> CborSource::moment()
{
    return std::chrono::sys_time<std::chrono::microseconds>(duration());
}

std::chrono::microseconds CborSource::duration()
{
    using Limits = std::numeric_limits<std::int64_t>;
    return told<std::chrono::microseconds>(number(Limits::min(), Limits::max()));
}

void CborSource::record(const RecordInfo &info, const std::function<void(std::size_t)> &take)
{
    if (const Columns *columns = std::exchange(m_row, nullptr))
        return row(*columns, take);
    if (!enter(m_reader.isMap()))
        return;
    std::vector<bool> seen(info.fields.size());
    while (hasNext()) {
        const auto place = placeOf(info, text());
        if (place && seen[*place])
            m_failed = true; // the last of two would cost the work of both
        else if (place && !m_failed)
            take(*place);
        else
            skip();
        if (place)
            seen[*place] = true;
    }
    leave();
}

void CborSource::row(const Columns &columns, const std::function<void(std::size_t)> &take)
{
    if (!enter(m_reader.isArray()))
        return;
    for (std::size_t column = 0; hasNext(); ++column) {
        if (column < columns.size() && columns[column])
            take(*columns[column]);
        else
            skip();
    }
    leave();
}

CborSource::Columns CborSource::columns(const RecordInfo &rows)
{
    Columns columns;
    if (!hasNext() || !enter(m_reader.isArray()))
        return columns;
    while (hasNext()) {
        columns.push_back(placeOf(rows, text()));
        count(sizeof(Columns::value_type));
    }
    leave();
    return columns;
}

void CborSource::list(std::size_t bytesEach, const RecordInfo *rows, const std::function<void()> &take,
                      const std::function<void(std::uint64_t)> &takeSame)
{
    if (!enter(m_reader.isArray()))
        return;
    const Columns found = rows ? columns(*rows) : Columns();
    while (hasNext()) {
        count(std::max(bytesEach, rows ? rows->bytes : 0));
        if (rows && m_reader.isUnsignedInteger()) {
            takeSame(unsignedNumber(std::numeric_limits<std::uint64_t>::max()));
            continue;
        }
        m_row = rows ? &found : nullptr;
        if (!m_failed)
            take();
        m_row = nullptr;
    }
    leave();
}

void CborSource::map(const std::function<void(const QString &)> &take)
{
    constexpr std::size_t kEntry = 160; // a node, about
    if (!enter(m_reader.isMap()))
        return;
    while (hasNext()) {
        count(kEntry);
        const QString key = text();
        if (!m_failed)
            take(key);
    }
    leave();
}

} // namespace lockmaster
