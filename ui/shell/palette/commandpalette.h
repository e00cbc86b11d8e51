// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything by name (Ctrl+K): type a few letters, Enter does it, Escape leaves.
#pragma once

#include <QFrame>
#include <QPointer>

#include "ui/shell/palette/command.h"

class QLineEdit;
class QListWidget;

namespace lockmaster {

class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);

    void openWith(std::vector<Command> commands);
    [[nodiscard]] QStringList shownTexts() const; ///< best match first

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showMatches();
    void runCurrent();
    void leave();
    void place();

    std::vector<Command> m_commands;
    QLineEdit *m_input;
    QListWidget *m_list;
    QPointer<QWidget> m_focusBefore;
};

} // namespace lockmaster
