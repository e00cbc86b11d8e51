// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One line of the journal: compact JSON whose last field "hash" is SHA-256 over all of the line before it. The line
// names the hash of its predecessor in "prev" and its own number in "seq". Pure functions.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <optional>

namespace lockmaster {

/// What the next line has to continue; the default is the one before the first line.
struct Seal {
    std::int64_t seq = 0;
    QByteArray hash = QByteArray(64, '0'); ///< hexadecimal
};

/// The line without its line feed.
QByteArray sealedLine(QJsonObject entry, const Seal &before);

/// Of a line that is broken, its bytes are hashed as they are, so that the chain can go on behind it.
Seal sealOf(const QByteArray &line);

/// Why the line does not follow `before`; empty when it does.
std::optional<QString> brokenSeal(const QByteArray &line, const Seal &before);

/// The line's fields; empty when it is no JSON.
std::optional<QJsonObject> entryOf(const QByteArray &line);

} // namespace lockmaster
