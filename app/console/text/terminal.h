// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output. Server text is hostile: control and bidi characters never reach the terminal as they are, and known
// secrets not at all.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <optional>

#include "model/servertime.h"

namespace lockmaster {

/// One line, indented by `indent` spaces.
void printLine(const QString &text, int indent = 0);

/// A line of its own above what follows, after an empty one.
void printHeading(const QString &text);

/// Indented JSON in plain ASCII: what is not is written as \uXXXX, so that no byte of it means something to a terminal.
void printJson(const QJsonObject &json);
void printJson(const QJsonArray &json);

/// How long ago that was, by the server's clock; the dash when it is not known.
QString ageText(ServerTime now, std::optional<ServerTime> from);

/// `text` filled up with spaces to `width`; longer ones are cut.
QString cell(const QString &text, int width);

} // namespace lockmaster
