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

class PlainLabel;

class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);

    /// `search` is asked for more with every letter; what it finds comes first.
    void openWith(std::vector<Command> commands, CommandSearch search = {});
    [[nodiscard]] QStringList shownTexts() const; ///< best match first
    [[nodiscard]] QString note() const;           ///< that nothing matches, or why Enter did nothing; else empty

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showMatches();
    [[nodiscard]] std::vector<Command> matches() const;
    void showNote(const QString &text);
    void runCurrent();
    void leave();
    void place();

    std::vector<Command> m_commands;
    CommandSearch m_search;
    std::vector<Command> m_shown; ///< by row
    QLineEdit *m_input;
    QListWidget *m_list;
    PlainLabel *m_note;
    QPointer<QWidget> m_focusBefore;
};

} // namespace lockmaster
