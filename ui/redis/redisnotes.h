// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that several pages of a Redis server say. Pure functions; all texts are plain and translated.
#pragma once

#include <QString>

#include "model/redis/redis.h"
#include "model/snapshot.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

/// What the server's condition means for who looks, and what can be done: of one that loads, that it does so; that it is
/// busy or without its primary the finding above the page has said. Empty while it is ready.
Note conditionNote(const RedisState &state);

/// Why nothing at all is known of the server; what broke says the banner above the page.
QString nothingWords(const Snapshot &snapshot);

/// Why answers to these commands are not there: the server's condition, the rule that our user lacks, a console that was
/// cut off before it asked, or `notYet`.
QString absentWords(const Snapshot &snapshot, const QStringList &commands, const QString &notYet);

/// "as of 03:12:07", or how old the data is while the console is blind.
QString asOfWords(const Snapshot &snapshot);

} // namespace lockmaster
