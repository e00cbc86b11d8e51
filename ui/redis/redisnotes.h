// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that several pages of a Redis server say. Pure functions; all texts are plain and translated.
#pragma once

#include <QString>

#include "model/redis.h"
#include "model/snapshot.h"
#include "ui/common/notestrip.h"

namespace lockmaster {

/// Why the server does not serve as usual: loading, busy, without its primary. Empty while it does.
Note conditionNote(const RedisState &state);

/// How a sentence about INFO itself has it, unlike one about CLUSTER INFO.
QStringList infoWords();

/// What the link says is hidden, of the answers that have one of these words in them; empty when nothing is.
QString hiddenWords(const Snapshot &snapshot, const QStringList &words);

/// Why a list is not there: the server is busy, hidden, with the rule that mends it, or not asked for yet.
QString absentWords(const Snapshot &snapshot, const QStringList &words, const QString &notYet);

/// "as of 03:12:07", or how old the data is while the console is blind.
QString asOfWords(const Snapshot &snapshot);

} // namespace lockmaster
