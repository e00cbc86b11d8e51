// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a value apart: the tables of fields tell a sink what the value holds, in their order. A sink writes CBOR or JSON,
// or counts.
#pragma once

#include <QString>
#include <chrono>

#include "model/fields/field.h"

namespace lockmaster {

class ValueSink
{
public:
    virtual ~ValueSink() = default;

    /// Of a value beside the one before: fields that are the same are not told.
    [[nodiscard]] virtual bool leavesOutSame() const { return false; }

    virtual void nothing() = 0; ///< what is absent: an empty optional, a null pointer
    virtual void flag(bool value) = 0;
    virtual void number(std::int64_t value) = 0;
    virtual void unsignedNumber(std::uint64_t value) = 0;
    virtual void real(double value) = 0;
    virtual void text(const QString &value) = 0;
    virtual void word(const QString &stable) = 0; ///< of an enumeration
    virtual void moment(std::chrono::sys_time<std::chrono::microseconds> value) = 0;
    virtual void duration(std::chrono::microseconds value) = 0;

    virtual void beginRecord(const RecordInfo &info) = 0;
    virtual void field(const FieldInfo &info) = 0; ///< its value comes next
    virtual void endRecord() = 0;

    /// `rows` is set for a list of records.
    virtual void beginList(std::size_t size, std::size_t bytesEach, const RecordInfo *rows) = 0;
    virtual void sameRow(std::size_t place) = 0; ///< the very row that stood there in the list before
    virtual void endList() = 0;

    virtual void beginMap(std::size_t size) = 0;
    virtual void key(const QString &key) = 0; ///< its value comes next
    virtual void endMap() = 0;

    /// What is shared with the value before, where same fields are not left out.
    virtual void shared() = 0;
};

} // namespace lockmaster
