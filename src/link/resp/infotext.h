// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The text that INFO and CLUSTER INFO answer, line by line. Bounded: a server can make it as long as it likes.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>

namespace lockmaster {

struct InfoLine {
    QByteArrayView section; ///< "Memory", without the "# "
    QByteArrayView name;
    QByteArrayView value;
};

inline constexpr int kMostInfoLines = 20'000;
inline constexpr qsizetype kLongestInfoLine = 4096; ///< longer ones are passed over

/// Lines "name:value" in order; others are passed over. In lists of statistics the name may have colons.
void forEachInfoLine(QByteArrayView text, const std::function<void(const InfoLine &)> &take);

/// "4" of name "keys" in "keys=4,expires=1"; empty when there is none.
QByteArrayView infoPart(QByteArrayView value, QByteArrayView name);
std::optional<std::int64_t> infoInteger(QByteArrayView value, QByteArrayView name);
std::optional<double> infoReal(QByteArrayView value, QByteArrayView name);

/// As UTF-8 of at most 256 bytes. Hostile, as all that a server says.
QString infoString(QByteArrayView bytes);

} // namespace lockmaster
