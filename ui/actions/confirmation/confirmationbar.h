// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bottom of the confirmation: what has to be typed, how long the plan is still good, and the buttons. The safe one
// is the default; the one that acts is only ever pressed on purpose: by mouse, or by a key when it has the focus, which
// comes to it by a key alone. When what has the focus goes away by itself, the focus rests on the window, where no key
// presses anything.
#pragma once

#include <QWidget>

#include "model/action.h"

class QKeyEvent;
class QLineEdit;
class QPushButton;

namespace lockmaster {

class LeadButtons;
class PlainLabel;

class ConfirmationBar : public QWidget
{
    Q_OBJECT
public:
    explicit ConfirmationBar(QWidget *parent = nullptr);

    /// Which buttons there are.
    void showLooking();                                ///< Cancel
    void showPlan(const ActionPlan &plan);             ///< keep, act, token
    void showRefused();                                ///< close, plan again
    void showExpired();                                ///< keep, plan again
    void showAsking();                                 ///< cancel, make the plan
    void showActing(bool canBeStopped, bool canBeLed); ///< hide, stop, and of a queue pause and skip
    void showDone(bool canLookAgain);                  ///< close, look again when nobody knows

    void setRemaining(std::chrono::seconds remaining);
    void showChecking(std::chrono::seconds validFor); ///< that have passed, and the new plan is still to come
    void setActEnabled(bool enabled);
    /// A character that nobody else wanted goes to the field, and the focus with it. False: it is none, or nothing is to
    /// be typed.
    bool takeKey(const QKeyEvent &event);
    /// Presses the button of the window that has the focus, and no other. From the field, and from where no key presses
    /// anything, the focus goes to the button that acts, when that can be pressed.
    void pressReturn();
    [[nodiscard]] QString typed() const;
    [[nodiscard]] bool isTokenRight() const;
    [[nodiscard]] QPushButton &safeButton() const { return *m_safe; }
    [[nodiscard]] QPushButton &actButton() const { return *m_act; }
    [[nodiscard]] QPushButton &againButton() const { return *m_again; }
    [[nodiscard]] QPushButton &stopButton() const { return *m_stop; }
    [[nodiscard]] LeadButtons &leadButtons() const { return *m_lead; }
    [[nodiscard]] QPushButton &lookButton() const { return *m_look; }
    [[nodiscard]] QLineEdit &tokenField() const { return *m_token; }

Q_SIGNALS:
    void typedChanged();

private:
    enum class Cause { Person, Itself };
    void showOnly(Cause cause, const QString &safeText, std::initializer_list<QWidget *> others);
    void moveFocus(Cause cause, std::initializer_list<QWidget *> others);
    void setDanger(bool isDangerous);

    QWidget *m_others; ///< keeps its distance from the safe button
    PlainLabel *m_prompt;
    QLineEdit *m_token;
    PlainLabel *m_countdown;
    QPushButton *m_safe;
    QPushButton *m_again;
    QPushButton *m_look;
    QPushButton *m_act;
    QPushButton *m_stop;
    LeadButtons *m_lead;
    QString m_wanted;
};

} // namespace lockmaster
