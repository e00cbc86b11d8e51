// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet as a list: headings of groups with their targets, or all targets worst first. A state is shown at once,
// numbers and ages with refreshAges(): painting all rows together costs little more than one. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "model/target.h"
#include "ui/fleet/health/healthline.h"

namespace lockmaster {

class MomentBus;

class FleetModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IsHeadingRole = Qt::UserRole + 1,
        HealthRole,      ///< int of HealthState
        DetailRole,      ///< "primary · 31 / 97 connections", or what is wrong: "42 blocked"
        AgeRole,         ///< "< 1 s"
        ShortDetailRole, ///< where there is no room for that: "primary · 31 / 97"
        TroublesRole,    ///< how many findings a target has that is not well; of others 0
    };

    explicit FleetModel(MomentBus &bus, QObject *parent = nullptr);

    void setWorstFirst(bool worstFirst);
    void setFilter(const QString &text);
    void refresh();                    ///< all rows: another moment is shown
    void refreshAges();                ///< once a second: ages go on without a snapshot
    [[nodiscard]] int oldOnes() const; ///< of all targets that are shown, not those alone that pass the filter
    [[nodiscard]] bool isWorstFirst() const { return m_worstFirst; }
    [[nodiscard]] QString targetAt(int row) const; ///< empty for a heading
    [[nodiscard]] int rowOf(const QString &target) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        QString target; ///< empty: a heading
        QString text;
        HealthLine health;
        QString age;        ///< as shown
        bool isOld = false; ///< too old to say that it is well
    };
    void update(const QString &target);
    void arrange();
    [[nodiscard]] std::vector<Row> arranged() const;
    [[nodiscard]] Row rowFor(const Target &target) const;
    [[nodiscard]] QString spoken(const Row &row) const;

    MomentBus &m_bus;
    std::vector<Row> m_rows;
    bool m_worstFirst = false;
    bool m_hasNews = false; ///< a row has changed and nobody was told
    QString m_filter;
};

} // namespace lockmaster
