// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the scenes of Redis share.
#pragma once

#include "lab/redis/labredisclient.h"
#include "lab/scenes/stage.h"

namespace lockmaster {

/// CONFIG SET now, and what it was before at the end.
Result<void> change(Stage &stage, const RedisServer &server, const QString &setting, const QString &value);

/// keepAsking() until the end.
void keepAskingUntilEnd(Stage &stage, const RedisServer &server, int perSecond,
                        std::function<QByteArrayList(int number)> command);

/// The Sentinels, if there are any, do not take the primary for dead, and kill no script of it, until the end, when
/// they have seen that it is well.
Result<void> calmSentinels(Stage &stage);

/// Keys that begin with `prefix` and go on with a number below `count` are removed at the end.
void removeAtEnd(Stage &stage, const RedisServer &server, const QString &prefix, int count);

} // namespace lockmaster
