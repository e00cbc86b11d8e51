// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fields/valuetype.h"

#include "model/fields/valuesink.h"
#include "model/fields/valuesource.h"

namespace lockmaster {

void give(const ValueType &type, const void *value, const void *before, ValueSink &sink)
{
    sink.beginRecord(type.info());
    type.giveFields(value, before, sink);
    sink.endRecord();
}

void take(const ValueType &type, void *value, ValueSource &source)
{
    source.record(type.info(), [&](std::size_t field) { type.takeField(value, field, source); });
    type.derive(value);
}

} // namespace lockmaster
