// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A type whose table of fields is known, without its name: what the codecs work with. Each type has its own by
// typeOf(const Type *), declared beside it.
#pragma once

#include "model/fields/field.h"

namespace lockmaster {

class ValueSink;
class ValueSource;

struct ValueType {
    const RecordInfo &(*info)();
    /// All fields; `before`, which may be null, is the value before.
    void (*giveFields)(const void *value, const void *before, ValueSink &sink);
    void (*takeField)(void *value, std::size_t field, ValueSource &source);
    bool (*isSame)(const void *left, const void *right);
    void (*derive)(void *value); ///< computes what is not stored out of what is
};

void give(const ValueType &type, const void *value, const void *before, ValueSink &sink);
void take(const ValueType &type, void *value, ValueSource &source);

template <typename Value>
concept Described = requires(const Value *value) {
    { typeOf(value) } -> std::same_as<const ValueType &>;
};

template <Described Value>
bool isSame(const Value &left, const Value &right)
{
    return typeOf(&left).isSame(&left, &right);
}

} // namespace lockmaster
