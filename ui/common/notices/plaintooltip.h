// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tool tips that show text as it is. Qt guesses whether a tool tip is HTML; this leaves it nothing to guess.
#pragma once

#include <QString>

class QAction;
class QWidget;

namespace lockmaster {

/// `text` for a setter that may read HTML: escaped, line breaks kept, long texts cut.
QString plainToolTip(const QString &text);

/// Also the description for screen readers; for an action that of its buttons.
void setPlainToolTip(QWidget *widget, const QString &text);
void setPlainToolTip(QAction *action, const QString &text);

} // namespace lockmaster
