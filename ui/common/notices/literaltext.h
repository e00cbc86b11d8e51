// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names on buttons and in menus: there Qt takes & for the mark of a key.
#pragma once

#include <QString>

namespace lockmaster {

/// For the text of a button, a menu entry or an action: every & is one that is seen.
QString literalText(const QString &text);

/// What is seen of such a text.
QString seenText(const QString &literal);

} // namespace lockmaster
