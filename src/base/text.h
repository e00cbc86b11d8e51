// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Text that came from a server is hostile: bytes that are no UTF-8, control and bidi characters, secrets.
// Every such text passes through here before it is shown, printed or stored.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace lockmaster {

struct DecodedText {
    QString text;
    bool hadInvalidBytes = false; ///< some bytes were no UTF-8 and stand as U+FFFD
};

/// Bytes as UTF-8; what is not becomes U+FFFD and sets the mark. Never fails.
DecodedText decodeUtf8(QByteArrayView bytes);

/// For one line on screen: white space, line feeds too, folded to one space and cut off at both ends; control, bidi,
/// zero-width and other unseen characters shown as escapes (\u001b, \u202e). Cheap when there is nothing to do.
QString plainLine(const QString &serverText);

/// For several lines on screen: escapes as in plainLine; white space stays.
QString plainBlock(const QString &serverText);

/// At most `length` characters, the last one an ellipsis when something was cut.
QString elided(const QString &text, qsizetype length);

} // namespace lockmaster
