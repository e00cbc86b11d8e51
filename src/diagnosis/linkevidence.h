// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the link tells of a server that cannot be watched.
#pragma once

#include <QJsonObject>
#include <QJsonValue>

#include "model/snapshot.h"

namespace lockmaster {

/// {"kind", "text", "server_words", "sqlstate"}
QJsonObject errorEvidence(const Error &error);

/// {"rung", "address", "since", "next_attempt", "error": {"kind", "text", "server_words", "sqlstate"}, "last_data"};
/// what is not known is null.
QJsonObject linkEvidence(const Snapshot &snapshot);

/// Of such evidence the error's words: the server's own, and ours. Ours are English: links do not translate.
QString serverWords(const QJsonValue &link);
QString ourWords(const QJsonValue &link);

} // namespace lockmaster
