// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/plaintooltip.h"

#include "base/text.h"

#include <QAction>
#include <QWidget>

namespace lockmaster {

QString plainToolTip(const QString &text)
{
    constexpr qsizetype kLongest = 1500;
    if (text.isEmpty())
        return {};
    const QString shown = elided(plainBlock(text), kLongest);
    return QStringLiteral("<qt><p style=\"white-space:pre-wrap\">") + shown.toHtmlEscaped() + QStringLiteral("</p></qt>");
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(plainToolTip(text));
}

void setPlainToolTip(QAction *action, const QString &text)
{
    action->setToolTip(plainToolTip(text));
}

} // namespace lockmaster
