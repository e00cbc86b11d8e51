// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/confirmation/dialogplace.h"

#include <QScreen>
#include <QWidget>

#include <algorithm>

namespace lockmaster {

void keepOnScreen(QWidget &dialog)
{
    const QScreen *screen = dialog.screen();
    if (!screen)
        return;
    const QRect area = screen->availableGeometry();
    const QRect frame = dialog.frameGeometry();
    const int right = area.right() - frame.width() + 1;
    const int bottom = area.bottom() - frame.height() + 1;
    const QPoint place(std::max(area.left(), std::min(frame.left(), right)),
                       std::max(area.top(), std::min(frame.top(), bottom)));
    if (place != frame.topLeft())
        dialog.move(place);
}

} // namespace lockmaster
