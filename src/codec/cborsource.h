// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a value from CBOR that may be anything; see cbor.h. Whatever it holds, reading ends, and takes no more memory than
// the bounds in the source allow.
#pragma once

#include <QCborStreamReader>
#include <optional>

#include "model/fields/valuesource.h"

namespace lockmaster {

class CborSource : public ValueSource
{
public:
    explicit CborSource(QByteArrayView cbor);

    /// All was read, and all of it made sense.
    [[nodiscard]] bool isGood();

    void fail() override { m_failed = true; }
    bool isNothing() override;
    bool flag() override;
    std::int64_t number(std::int64_t least, std::int64_t most) override;
    std::uint64_t unsignedNumber(std::uint64_t most) override;
    double real() override;
    QString text() override;
    std::optional<std::size_t> word(const std::vector<QString> &words) override;
    std::chrono::sys_time<std::chrono::microseconds> moment() override;
    std::chrono::microseconds duration() override;
    void record(const RecordInfo &info, const std::function<void(std::size_t)> &take) override;
    void list(std::size_t bytesEach, const RecordInfo *rows, const std::function<void()> &take,
              const std::function<void(std::uint64_t)> &takeSame) override;
    void map(const std::function<void(const QString &)> &take) override;

private:
    using Columns = std::vector<std::optional<std::size_t>>; ///< for each column the place of its field

    [[nodiscard]] bool hasNext();
    bool enter(bool isRight);
    void leave();
    void skip();
    template <typename Number>
    Number taken(Number number);
    void row(const Columns &columns, const std::function<void(std::size_t)> &take);
    Columns columns(const RecordInfo &rows);
    void count(std::size_t bytes);

    QCborStreamReader m_reader;
    bool m_failed = false;
    std::size_t m_mostBytes;
    std::size_t m_bytes = 0;        ///< of memory that was filled so far
    const Columns *m_row = nullptr; ///< the record that comes is a row with these columns
};

} // namespace lockmaster
