// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values as CBOR (RFC 8949) and back, by their tables of fields. In CBOR
//
//   a record is a map by the names of its fields, whose order means nothing
//   a list of records is an array: first the names of the fields, then an array for each record, with its values in the
//     order of these names; in a difference a number stands for the row that had this place before
//   a moment is the number of microseconds since 1970 in UTC, a duration a number of microseconds, 0 of a moment: none
//   an enumeration is its stable word, what is absent is null, a pair an array of two
//
// A reader skips fields it does not know and leaves those that are missing as they are; a word it does not know leaves
// its field as it is. What is computed from other fields is not written, and computed again on reading.
#pragma once

#include <QByteArray>

#include "base/result.h"
#include "codec/texts.h"
#include "model/fields/valuetype.h"

namespace lockmaster {

/// `before` may be null; else only what differs from it is written.
QByteArray cborOf(const ValueType &type, const void *value, const void *before, Texts texts);
/// Reads over what `value` holds.
Result<void> readCbor(QByteArrayView cbor, const ValueType &type, void *value);

template <Described Value>
QByteArray toCbor(const Value &value, Texts texts)
{
    return cborOf(typeOf(&value), &value, nullptr, texts);
}

template <Described Value>
Result<Value> fromCbor(QByteArrayView cbor)
{
    Value value;
    return readCbor(cbor, typeOf(&value), &value).transform([&] { return std::move(value); });
}

/// What differs in `value` from the one before it, which changed() makes whole again. Rows that both share by pointer
/// cost a number.
template <Described Value>
QByteArray difference(const Value &value, const Value &before, Texts texts)
{
    return cborOf(typeOf(&value), &value, &before, texts);
}

template <Described Value>
Result<Value> changed(const Value &before, QByteArrayView difference)
{
    Value value = before;
    return readCbor(difference, typeOf(&value), &value).transform([&] { return std::move(value); });
}

} // namespace lockmaster
