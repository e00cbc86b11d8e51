// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The top of the window: environment, target, what it is, and how old the data is. The age runs by itself.
#pragma once

#include <QTimer>
#include <QWidget>

#include "model/snapshot.h"
#include "ui/theme/tokens.h"

class QToolButton;

namespace lockmaster {

class ElidedLabel;
class MomentBus;
class PlainLabel;

/// The targets besides the one shown that are critical or blind.
struct OthersInTrouble {
    int count = 0;
    int badness = 0;
    QString worst;                          ///< a target
    HealthState state = HealthState::Blind; ///< of the worst
    QString text{};                         ///< "redis-primary: memory 100 % full  +2 · Ctrl+J"

    bool operator==(const OthersInTrouble &) const = default;
};

class HeaderStrip : public QWidget
{
    Q_OBJECT
public:
    explicit HeaderStrip(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    /// Of the headline below: from there the next one is told.
    void setShownFinding(const QString &key);
    [[nodiscard]] QString ageText() const;

Q_SIGNALS:
    void freshnessChanged(bool isFresh); ///< live data became too old to be taken for now, or young again
    void worstRequested(const QString &target);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showSnapshot();
    void showAge();
    void showOthers();
    void showChip();
    [[nodiscard]] QString othersText(const OthersInTrouble &others) const;
    [[nodiscard]] QString facts(const Snapshot &snapshot) const;

    MomentBus &m_bus;
    QString m_target;
    PlainLabel *m_environment;
    PlainLabel *m_name;
    ElidedLabel *m_facts;
    PlainLabel *m_age;
    QToolButton *m_chip;
    QString m_asOf;
    OthersInTrouble m_others;
    QString m_shownFinding;
    QTimer m_tick;
    QTimer m_othersDue; ///< runs from the first news of others to when they are shown
    bool m_isFresh = true;
};

} // namespace lockmaster
