// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which target the window opens on: the one shown last, unless that is well and another one is critical. Decides once,
// when every target has been seen or three seconds after the first, and not after a person has touched anything. GUI
// thread.
#pragma once

#include <QObject>
#include <QTimer>

namespace lockmaster {

class MomentBus;

class FirstTarget : public QObject
{
    Q_OBJECT
public:
    explicit FirstTarget(MomentBus &bus, QObject *parent = nullptr);

    void begin(const QString &remembered);
    void end(); ///< it stays as it is

Q_SIGNALS:
    void worseFound(const QString &target); ///< the worst of those that are critical, or where its trouble starts

private:
    void look();
    void decide();

    MomentBus &m_bus;
    QString m_remembered;
    QTimer m_patience;
    bool m_isOpen = false; ///< not decided yet
};

} // namespace lockmaster
