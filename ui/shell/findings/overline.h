// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line below what is wrong: what is over, how long it lasted and what was done about it, until it is dismissed;
// and while the target is not seen, what was wrong when it was seen last. Watches all targets, shows one. GUI thread.
#pragma once

#include <QFrame>

#include "incidents/aftermath.h"

class QPushButton;

namespace lockmaster {

class ElidedLabel;
class MomentBus;
class OverSpark;

class OverLine : public QFrame
{
    Q_OBJECT
public:
    explicit OverLine(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    [[nodiscard]] QString text() const; ///< empty while there is nothing to tell
    /// When what is told was over; the last moment there is of what was seen last, while blind.
    [[nodiscard]] WallTime over() const { return m_over; }
    void focusFirst(); ///< puts the keys on its first button, which changes nothing

Q_SIGNALS:
    void changed(); ///< there is something to tell, or nothing any more

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void see(const QString &target);
    void refresh();
    void showOver(const Episode &episode);
    void showText(const QString &text);
    void copy() const;

    MomentBus &m_bus;
    Aftermath m_aftermath;
    QString m_target;
    WallTime m_over = WallTime::max();
    ElidedLabel *m_text;
    OverSpark *m_spark;
    QPushButton *m_copy;
    QPushButton *m_dismiss;
};

} // namespace lockmaster
