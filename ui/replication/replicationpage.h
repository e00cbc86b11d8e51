// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication of a PostgreSQL server: who streams from whom, how far behind, what keeps WAL.
#pragma once

#include "ui/charts/tablespage.h"
#include "ui/replication/slotrow.h"
#include "ui/replication/standbyrow.h"

namespace lockmaster {

class RowActions;
class TableView;
class TopologyView;

class ReplicationPage : public TablesPage
{
    Q_OBJECT
public:
    explicit ReplicationPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< servers that are found to be behind
    [[nodiscard]] const TopologyView &topologyView() const { return *m_topology; }
    [[nodiscard]] const TableModel &standbys() const { return m_standbys; }
    [[nodiscard]] const TableModel &slotTable() const { return m_slots; }
    [[nodiscard]] TableView &slotView() const { return *m_slotView; }
    [[nodiscard]] const RowActions &actionsOfSlots() const { return *m_slotActions; }
    [[nodiscard]] QString upstreamText() const;
    [[nodiscard]] QString measureText() const;

protected:
    [[nodiscard]] Note noteOf(const Snapshot &snapshot) const override;
    void showTables(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void addParts();
    void showWords(const Snapshot &snapshot);
    void showTopology(const Snapshot &snapshot);

    KeyedTableModel<StandbyRow> m_standbys;
    KeyedTableModel<SlotRow> m_slots;
    TopologyView *m_topology;
    PlainLabel *m_upstream;
    PlainLabel *m_measure;
    TableView *m_standbyView;
    TableView *m_slotView;
    RowActions *m_slotActions = nullptr;
};

} // namespace lockmaster
