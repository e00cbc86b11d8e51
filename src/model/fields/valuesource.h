// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a value together: the tables of fields ask a source for what the value may hold. A source reads CBOR, or makes
// values up for a test. What a source does not tell stays as it is, which is its default in a new value.
#pragma once

#include <QString>
#include <chrono>
#include <functional>

#include "model/fields/field.h"

namespace lockmaster {

class ValueSource
{
public:
    virtual ~ValueSource() = default;

    /// What was asked for is not there, or makes no sense: all that is told from then on is worth nothing.
    virtual void fail() = 0;

    virtual bool isNothing() = 0; ///< takes it when there is nothing
    virtual bool flag() = 0;
    virtual std::int64_t number(std::int64_t least, std::int64_t most) = 0;
    virtual std::uint64_t unsignedNumber(std::uint64_t most) = 0;
    virtual double real() = 0;
    virtual QString text() = 0;
    /// The place among `words`; nothing when it is another, of a newer version.
    virtual std::optional<std::size_t> word(const std::vector<QString> &words) = 0;
    virtual std::chrono::sys_time<std::chrono::microseconds> moment() = 0;
    virtual std::chrono::microseconds duration() = 0;

    /// Calls `take` with the place in `info` of each field that is told.
    virtual void record(const RecordInfo &info, const std::function<void(std::size_t)> &take) = 0;
    /// Calls one of them for each item.
    virtual void list(std::size_t bytesEach, const RecordInfo *rows, const std::function<void()> &take,
                      const std::function<void(std::uint64_t place)> &takeSame) = 0;
    virtual void map(const std::function<void(const QString &key)> &take) = 0;
};

} // namespace lockmaster
