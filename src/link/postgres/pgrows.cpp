// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/postgres/pgrows.h"

#include <QtEndian>
#include <bit>
#include <libpq-fe.h>
#include <limits>

#include "base/text.h"
#include "base/told.h"

namespace lockmaster {
namespace {

// Type oids of src/include/catalog/pg_type.dat; fixed for ever.
enum TypeOid : unsigned {
    kBool = 16,
    kChar = 18,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kOid = 26,
    kXid = 28,
    kFloat4 = 700,
    kFloat8 = 701,
};

constexpr int kBinary = 1;

// timestamptz counts microseconds from 2000-01-01.
constexpr std::chrono::microseconds kPostgresEpoch{946'684'800'000'000};

template <typename T>
T bigEndian(QByteArrayView bytes)
{
    return bytes.size() == sizeof(T) ? qFromBigEndian<T>(bytes.data()) : T{};
}

} // namespace

PgRows::PgRows(pg_result *result, QStringList notices) : m_result(result, PQclear), m_notices(std::move(notices)) {}

int PgRows::count() const
{
    return PQntuples(m_result.get());
}

int PgRows::columns() const
{
    return PQnfields(m_result.get());
}

int PgRows::column(const char *name) const
{
    return PQfnumber(m_result.get(), name);
}

QString PgRows::columnName(int column) const
{
    return decodeUtf8(QByteArrayView(PQfname(m_result.get(), column))).text;
}

bool PgRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

QByteArrayView PgRows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

bool PgRows::boolean(int row, int column) const
{
    const QByteArrayView value = bytes(row, column);
    return !value.isEmpty() && (value.front() == 1 || value.front() == 't');
}

std::int64_t PgRows::integer(int row, int column) const
{
    const QByteArrayView value = bytes(row, column);
    if (PQfformat(m_result.get(), column) != kBinary)
        return value.toLongLong();
    switch (PQftype(m_result.get(), column)) {
    case kBool: return boolean(row, column) ? 1 : 0;
    case kInt2: return bigEndian<std::int16_t>(value);
    case kInt4: return bigEndian<std::int32_t>(value);
    case kOid:
    case kXid: return bigEndian<std::uint32_t>(value);
    case kFloat4:
    case kFloat8: return static_cast<std::int64_t>(real(row, column));
    case kInt8: return bigEndian<std::int64_t>(value);
    default: return value.toLongLong();
    }
}

double PgRows::real(int row, int column) const
{
    const QByteArrayView value = bytes(row, column);
    if (PQfformat(m_result.get(), column) != kBinary)
        return value.toDouble();
    switch (PQftype(m_result.get(), column)) {
    case kFloat4: return std::bit_cast<float>(bigEndian<std::uint32_t>(value));
    case kFloat8: return std::bit_cast<double>(bigEndian<std::uint64_t>(value));
    default: return static_cast<double>(integer(row, column));
    }
}

QString PgRows::text(int row, int column) const
{
    return decodeUtf8(bytes(row, column)).text;
}

std::optional<ServerTime> PgRows::time(int row, int column) const
{
    if (isNull(row, column))
        return {};
    const auto value = bigEndian<std::int64_t>(bytes(row, column));
    const auto since = told<std::chrono::microseconds>(value);
    if (since.count() != value) // infinity, or no time of this world
        return {};
    return ServerTime(since + kPostgresEpoch);
}

std::vector<int> PgRows::integers(int row, int column) const
{
    // Binary array: dimensions, has-null flag, element type, then per dimension length and lower bound, then elements
    // as length (−1 for NULL) and value.
    constexpr qsizetype kHeader = 12;
    constexpr qsizetype kDimension = 8;
    std::vector<int> numbers;
    const QByteArrayView value = bytes(row, column);
    if (value.size() < kHeader + kDimension || bigEndian<std::int32_t>(value.first(4)) != 1)
        return numbers;
    qsizetype at = kHeader + kDimension;
    while (at + 4 <= value.size()) {
        const auto length = bigEndian<std::int32_t>(value.sliced(at, 4));
        at += 4;
        if (length != 4 || at + 4 > value.size())
            continue;
        numbers.push_back(bigEndian<std::int32_t>(value.sliced(at, 4)));
        at += 4;
    }
    return numbers;
}

QString PgRows::commandTag() const
{
    return QString::fromLatin1(PQcmdStatus(m_result.get()));
}

std::int64_t PgRows::wireBytes() const
{
    std::int64_t total = 0;
    for (int row = 0; row < count(); ++row) {
        for (int column = 0; column < columns(); ++column)
            total += PQgetlength(m_result.get(), row, column) + 4;
        total += 7; // DataRow: type, length, number of columns
    }
    return total;
}

} // namespace lockmaster
