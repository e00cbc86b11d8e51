// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values as JSON for people's programs, by their tables of fields: names with their units ("wait_seconds", "interval_ms",
// "restart_lsn"), moments in ISO 8601 in UTC with microseconds, identifiers that are 0 and what is absent as null.
#pragma once

#include <QJsonObject>

#include "codec/texts.h"
#include "model/fields/valuetype.h"

namespace lockmaster {

QJsonObject jsonObjectOf(const ValueType &type, const void *value, Texts texts);

template <Described Value>
QJsonObject jsonOf(const Value &value, Texts texts = Texts::Masked)
{
    return jsonObjectOf(typeOf(&value), &value, texts);
}

} // namespace lockmaster
