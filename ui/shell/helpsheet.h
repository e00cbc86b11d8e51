// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All keys on one sheet (F1), in two columns; it scrolls where the screen is too small. Closed by Escape.
#pragma once

#include <QDialog>

#include "ui/shell/palette/command.h"

namespace lockmaster {

class HelpSheet : public QDialog
{
    Q_OBJECT
public:
    HelpSheet(const std::vector<Command> &commands, QWidget *parent);

    [[nodiscard]] QStringList lines() const { return m_lines; } ///< "Ctrl+K  Command palette", by group

private:
    void fitScreen(QSize content);

    QStringList m_lines;
};

} // namespace lockmaster
