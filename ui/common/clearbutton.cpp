// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/clearbutton.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace lockmaster {

void addClearButton(QLineEdit &field)
{
    field.setClearButtonEnabled(true);
    if (auto *clear = field.findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction"))) // Qt's name for it
        clear->setIcon(themeIcon(QStringLiteral("edit-clear")));
    if (auto *button = field.findChild<QToolButton *>())
        button->setAccessibleName(QCoreApplication::translate("ClearButton", "Clear"));
}

} // namespace lockmaster
