// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One line over the bottom of a window that goes away by itself and takes neither focus nor mouse: of what did not happen.
#pragma once

#include <QTimer>

#include "ui/common/notices/plainlabel.h"

namespace lockmaster {

class PassingNote : public PlainLabel
{
    Q_OBJECT
public:
    /// The window's child; hidden until it has something to say.
    explicit PassingNote(QWidget *window);

    void say(const QString &text);

private:
    QTimer m_end;
};

} // namespace lockmaster
