// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one answer, shared and immutable. Columns by name or by number; values are binary on the wire.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/servertime.h"

struct pg_result;

namespace lockmaster {

/// Types that are read: bool, int2/4/8, oid, xid, float4/8, text-like, name, "char", timestamptz, int4[].
/// Others have to be cast to text in the SQL. Reading a NULL gives the type's empty value; ask isNull first where
/// the difference matters. Row and column must exist.
class PgRows
{
public:
    PgRows() = default;
    explicit PgRows(pg_result *result, QStringList notices = {});

    [[nodiscard]] int count() const;
    [[nodiscard]] int columns() const;
    /// −1 when there is no such column (older or newer servers).
    [[nodiscard]] int column(const char *name) const;
    [[nodiscard]] QString columnName(int column) const;

    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] bool boolean(int row, int column) const;
    [[nodiscard]] std::int64_t integer(int row, int column) const;
    [[nodiscard]] double real(int row, int column) const;
    [[nodiscard]] QByteArrayView bytes(int row, int column) const; ///< valid as long as this object
    [[nodiscard]] QString text(int row, int column) const;         ///< decoded as UTF-8, invalid bytes as U+FFFD
    [[nodiscard]] std::optional<ServerTime> time(int row, int column) const; ///< empty for NULL and ±infinity
    [[nodiscard]] std::vector<int> integers(int row, int column) const;      ///< of int4[], without NULLs

    [[nodiscard]] QString commandTag() const;                              ///< "SELECT 5", "VACUUM"
    [[nodiscard]] const QStringList &notices() const { return m_notices; } ///< "WARNING: …", in the order received
    [[nodiscard]] std::int64_t wireBytes() const; ///< payload of the rows, without message headers

private:
    std::shared_ptr<pg_result> m_result;
    QStringList m_notices;
};

} // namespace lockmaster
