// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The top of the window: environment, target, what it is, and how old the data is. The age runs by itself.
#pragma once

#include <QTimer>
#include <QWidget>
#include <tuple>

#include "model/snapshot.h"
#include "ui/theme/tokens.h"

class QToolButton;

namespace lockmaster {

class ElidedLabel;
class MomentBus;
class PlainLabel;

class HeaderStrip : public QWidget
{
    Q_OBJECT
public:
    explicit HeaderStrip(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    [[nodiscard]] QString ageText() const;

Q_SIGNALS:
    void freshnessChanged(bool isFresh); ///< live data became too old to be taken for now, or young again
    void worstRequested(const QString &target);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showSnapshot();
    void showAge();
    void showOthers();
    [[nodiscard]] QString facts(const Snapshot &snapshot) const;

    MomentBus &m_bus;
    QString m_target;
    PlainLabel *m_environment;
    PlainLabel *m_name;
    ElidedLabel *m_facts;
    PlainLabel *m_age;
    QToolButton *m_others;
    QString m_asOf;
    QString m_worst;
    std::tuple<int, QString, HealthState> m_othersShown; ///< how many others, the worst, and in which state
    QTimer m_tick;
    bool m_isFresh = true;
};

} // namespace lockmaster
