// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them. Pure functions; locale of the process for separators.
#pragma once

#include <QString>
#include <chrono>
#include <cstdint>
#include <optional>
#include <optional>

#include "base/clock.h"

namespace lockmaster {

/// The two largest units: "340 ms", "4.2 s", "4 m 12 s", "2 h 11 m", "41 d 3 h"; exact ones alone: "2 s", "5 m".
/// Cut, not rounded. Negative ages are shown as "0 ms".
QString formatDuration(std::chrono::microseconds duration);

/// The same of a source that counts whole seconds, which knows no part of one: "< 1 s", "4 s", "4 m 12 s".
QString formatWholeSeconds(std::chrono::microseconds duration);

/// Binary steps with decimal names as DBAs write them: "512 B", "1.2 kB", "1.2 GB".
QString formatBytes(std::int64_t bytes);

/// "1,234", "12.3 k" from 100,000 upwards only.
QString formatCount(std::int64_t count);

/// "0.31/s", "12.3/s", "1,240/s".
QString formatRate(double perSecond);

/// "98.4 %"
QString formatPercent(double ratio);

/// In the reader's zone: "03:12:07".
QString formatTimeOfDay(WallTime moment);

/// In the reader's zone with date and zone: "2026-11-21 03:12:07.123 CET". For tool tips and copies.
QString formatMoment(WallTime moment);

/// ISO 8601 in UTC with microseconds, for JSON, journals and file formats.
QString formatIso(WallTime moment);

/// What formatIso() writes, exact to the microsecond; empty when the text is none of it.
std::optional<WallTime> parseIso(const QString &text);

/// The en dash that stands for "not known"; the reason belongs in the tool tip.
QString unknownValue();

} // namespace lockmaster
