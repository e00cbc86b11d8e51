// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Values of the model as JSON values; what is not known is null.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <chrono>
#include <optional>

#include "base/format.h"
#include "base/result.h"
#include "codec/json.h"
#include "model/snapshotfields.h"

namespace lockmaster {

inline QJsonValue isoOrNull(std::optional<WallTime> time)
{
    return time && *time != WallTime{} ? QJsonValue(formatIso(*time)) : QJsonValue();
}

inline QJsonValue secondsOrNull(std::optional<std::chrono::microseconds> duration)
{
    return duration ? QJsonValue(double(duration->count()) / 1e6) : QJsonValue();
}

template <typename Number>
QJsonValue numberOrNull(const std::optional<Number> &number)
{
    if constexpr (std::is_floating_point_v<Number>)
        return number ? QJsonValue(*number) : QJsonValue();
    else
        return number ? QJsonValue(qint64(*number)) : QJsonValue();
}

inline QJsonObject errorJson(const Error &error)
{
    return jsonOf(error);
}

template <typename Range, typename Convert>
QJsonArray jsonArray(const Range &range, Convert convert)
{
    QJsonArray array;
    for (const auto &each : range)
        array.append(convert(each));
    return array;
}

} // namespace lockmaster
