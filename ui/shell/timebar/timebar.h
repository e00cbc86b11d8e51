// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bottom of the window: live or a moment of the past, for the whole window at once; how far back, how often.
#pragma once

#include <QWidget>
#include <chrono>
#include <optional>

class QComboBox;
class QToolButton;

namespace lockmaster {

class MomentBus;
class PlainLabel;
class TimeTrack;

class TimeBar : public QWidget
{
    Q_OBJECT
public:
    explicit TimeBar(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    void setFleetShown(bool shown); ///< all targets are on screen: it speaks of none of them alone
    void setReach(std::chrono::seconds reach);
    [[nodiscard]] std::chrono::seconds reach() const;
    void toggleFrozen(); ///< freezing moves the focus to the track, so that the arrows step
    [[nodiscard]] QString modeText() const;
    [[nodiscard]] TimeTrack &track() const { return *m_track; }

Q_SIGNALS:
    void reachChanged(std::chrono::seconds reach);
    void intervalChosen(std::chrono::milliseconds interval);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *addButton(const QString &icon, const QString &name);
    void fillSelectors();
    void showMode();
    void showButtons();

    MomentBus &m_bus;
    QString m_target;
    bool m_isFleetShown = false;
    QToolButton *m_back;
    QToolButton *m_freeze;
    QToolButton *m_forward;
    TimeTrack *m_track;
    PlainLabel *m_mode;
    QToolButton *m_live;
    QComboBox *m_reach;
    QComboBox *m_interval;
    std::optional<bool> m_isLiveShown;
};

} // namespace lockmaster
