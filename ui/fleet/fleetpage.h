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

class QLineEdit;
class QListView;
class QVBoxLayout;

namespace lockmaster {

class ChainView;
class PlainLabel;

class FleetPage : public QWidget
{
    Q_OBJECT
public:
    explicit FleetPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const FleetCards &cards() const { return m_cards; }
    [[nodiscard]] const std::vector<GroupChain> &chains() const { return m_chains; }
    void focusCards();

Q_SIGNALS:
    void targetRequested(const QString &target);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTop();
    void refresh();
    void showChains();
    [[nodiscard]] QString summary() const;

    MomentBus &m_bus;
    FleetCards m_cards;
    std::vector<GroupChain> m_chains;
    PlainLabel *m_summary;
    QLineEdit *m_filter;
    QVBoxLayout *m_chainBox;
    std::vector<ChainView *> m_chainViews;
    QListView *m_list;
    QTimer m_tick;
};

} // namespace lockmaster
