// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What values take in memory, by their tables of fields. About: an allocator's own bytes are guessed.
#pragma once

#include <cstdint>

#include "model/fields/valuetype.h"

namespace lockmaster {

std::int64_t bytesIn(const ValueType &type, const void *value, const void *before);

/// Bytes that `value` takes beside the one kept before it, with which it shares by pointer what did not change. That may
/// be null: then it is all that it takes.
template <Described Value>
std::int64_t bytesOf(const Value &value, const Value *before = nullptr)
{
    return bytesIn(typeOf(&value), &value, before);
}

} // namespace lockmaster
