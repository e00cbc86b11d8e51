// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The targets of the fleet as cards, worst first. A card changes its place only when its state does. What is wrong is
// shown at once, numbers of what is well with refresh(): painting fifty cards together costs little more than one.
// GUI thread.
#pragma once

#include <QAbstractListModel>
#include <chrono>
#include <vector>

#include "watch/seriespoint.h"
#include "ui/fleet/cards/fleetcard.h"

namespace lockmaster {

class MomentBus;

class FleetCards : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit FleetCards(MomentBus &bus, QObject *parent = nullptr);

    void setFilter(const QString &text); ///< in name, group or facts
    void refresh();                      ///< once a second: numbers, lines, and ages, which go on without a snapshot

    [[nodiscard]] const FleetCard &card(int row) const { return m_cards[std::size_t(row)]; }
    /// Points of the work a target does, and the moment up to which they go.
    [[nodiscard]] std::vector<SeriesPoint> work(int row, std::chrono::seconds reach) const;
    [[nodiscard]] WallTime newest(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void update(const QString &target);
    void arrange();
    [[nodiscard]] std::vector<FleetCard> arranged() const;
    [[nodiscard]] FleetCard cardFor(const Target &target) const;
    [[nodiscard]] int rowOf(const QString &target) const;

    MomentBus &m_bus;
    QString m_filter;
    std::vector<FleetCard> m_cards; ///< after the filter: made with it
};

} // namespace lockmaster
