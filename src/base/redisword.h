// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names in lines for redis-cli: quoted so that each stays one word.
#pragma once

#include <QString>

namespace lockmaster {

/// An argument for redis-cli, which takes "…" with \xHH for a byte; as it is where it has none but harmless letters.
QString redisWord(const QString &text);
/// The pattern that exactly this name matches.
QString redisPattern(const QString &name);
/// The same as an argument for redis-cli.
QString redisPatternWord(const QString &name);

} // namespace lockmaster
