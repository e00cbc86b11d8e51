// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The controls above the sessions table: preset, groups, what is hidden, free text.
#pragma once

#include <QWidget>

#include "ui/sessions/sessionview.h"

class QComboBox;
class QLineEdit;
class QToolButton;

namespace lockmaster {

class SessionBar : public QWidget
{
    Q_OBJECT
public:
    explicit SessionBar(QWidget *parent = nullptr);

    [[nodiscard]] const SessionView &view() const { return m_view; }
    /// False when there is no such preset.
    bool choosePreset(const QString &id);
    void focusText();
    void clearText();

Q_SIGNALS:
    void viewChanged(const lockmaster::SessionView &view);
    void sortRequested(const QString &columnId); ///< highest first
    void textChanged(const QString &text);
    void dismissed(); ///< Escape in the text

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpPresets();
    void setUpGroups();
    void setUpText();
    QToolButton *addToggle(const QString &text, const QString &toolTip, bool SessionView::*member);
    void applyPreset(int index);
    void setView(const SessionView &view);
    void showView();

    std::vector<SessionPreset> m_presetList;
    SessionView m_view;
    QComboBox *m_presets;
    QComboBox *m_groups;
    QToolButton *m_hideIdle;
    QToolButton *m_hideBackground;
    QLineEdit *m_text;
};

} // namespace lockmaster
