// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a person leads a queue that is being worked off: what is next waits, or what is being done is left for it.
#pragma once

#include <QWidget>

class QPushButton;

namespace lockmaster {

class LeadButtons : public QWidget
{
    Q_OBJECT
public:
    explicit LeadButtons(QWidget *parent = nullptr);

    void begin(); ///< nothing is paused
    [[nodiscard]] QPushButton &pauseButton() const { return *m_pause; }
    [[nodiscard]] QPushButton &skipButton() const { return *m_skip; }

Q_SIGNALS:
    void pauseChanged(bool isPaused);
    void skipped();

private:
    QPushButton *m_pause;
    QPushButton *m_skip;
    bool m_isPaused = false;
};

} // namespace lockmaster
