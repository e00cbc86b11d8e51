// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output. Server text is hostile: control and bidi characters never reach the terminal as they are, and known
// secrets not at all.
#pragma once

#include <QJsonObject>
#include <QString>

namespace lockmaster {

/// One line, indented by `indent` spaces.
void printLine(const QString &text, int indent = 0);

/// Indented JSON in plain ASCII: what is not is written as \uXXXX, so that no byte of it means something to a terminal.
void printJson(const QJsonObject &json);

/// `text` filled up with spaces to `width`; longer ones are cut.
QString cell(const QString &text, int width);

} // namespace lockmaster
