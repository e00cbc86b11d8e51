// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole fleet at one glance: how many are well, the chain of each group, a card for every target, worst first.
// Not a page of a target: the shell shows it in place of one. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "ui/fleet/cards/fleetcards.h"
#include "watch/groupchain.h"

class QHBoxLayout;
class QLineEdit;
class QListView;
class QVBoxLayout;

namespace lockmaster {

class ChainView;
class NoMatch;
class StateMark;

class FleetPage : public QWidget
{
    Q_OBJECT
public:
    explicit FleetPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const FleetCards &cards() const { return m_cards; }
    [[nodiscard]] const std::vector<GroupChain> &chains() const { return m_chains; }
    void focusCards();
    void focusFilter();

Q_SIGNALS:
    void targetRequested(const QString &target);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTop();
    void refresh();
    void showChains();
    void showSummary();
    void connectFilter();

    MomentBus &m_bus;
    FleetCards m_cards;
    std::vector<GroupChain> m_chains;
    QHBoxLayout *m_summary;
    std::vector<StateMark *> m_counts; ///< in it, by state
    QLineEdit *m_filter;
    QVBoxLayout *m_chainBox;
    NoMatch *m_none;
    std::vector<ChainView *> m_chainViews;
    QListView *m_list;
    QTimer m_tick;
};

} // namespace lockmaster
