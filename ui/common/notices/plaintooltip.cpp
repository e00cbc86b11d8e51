// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/plaintooltip.h"

#include "base/text.h"

#include <QAbstractButton>
#include <QAction>

namespace lockmaster {
namespace {

QString shown(const QString &text)
{
    constexpr qsizetype kLongest = 1500;
    return elided(plainBlock(text), kLongest);
}

} // namespace

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<qt><p style=\"white-space:pre-wrap\">") + shown(text).toHtmlEscaped()
           + QStringLiteral("</p></qt>");
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(plainToolTip(text));
    widget->setAccessibleDescription(shown(text)); // without one, the tool tip is read out, markup and all
}

void setPlainToolTip(QAction *action, const QString &text)
{
    action->setToolTip(plainToolTip(text));
    for (QObject *user : action->associatedObjects())
        if (auto *button = qobject_cast<QAbstractButton *>(user))
            button->setAccessibleDescription(shown(text));
}

} // namespace lockmaster
