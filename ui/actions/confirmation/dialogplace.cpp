// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/dialogplace.h"

#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace lockmaster {

void placeOverParent(QWidget &dialog)
{
    const QScreen *screen = dialog.screen();
    if (!screen)
        return;
    const QRect area = screen->availableGeometry();
    const QWidget *parent = dialog.parentWidget();
    QRect frame = dialog.frameGeometry();
    frame.moveCenter(parent ? parent->window()->frameGeometry().center() : area.center());
    const int right = area.right() - frame.width() + 1;
    const int bottom = area.bottom() - frame.height() + 1;
    dialog.move(std::max(area.left(), std::min(frame.left(), right)),
                std::max(area.top(), std::min(frame.top(), bottom)));
}

} // namespace lockmaster
