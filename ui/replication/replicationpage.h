// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication of a PostgreSQL server: who streams from whom, how far behind, what keeps WAL.
#pragma once

#include "ui/common/page.h"
#include "ui/replication/slotrow.h"
#include "ui/replication/standbyrow.h"


namespace lockmaster {

class Dashboard;
class NoteStrip;
class PlainLabel;
class TableView;
class TileRow;
class TopologyView;

class ReplicationPage : public Page
{
    Q_OBJECT
public:
    explicit ReplicationPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void setReach(std::chrono::seconds reach) override;

    [[nodiscard]] const TopologyView &topologyView() const { return *m_topology; }
    [[nodiscard]] const TableModel &standbys() const { return m_standbys; }
    [[nodiscard]] const TableModel &slotTable() const { return m_slots; }
    [[nodiscard]] const NoteStrip &note() const { return *m_note; }
    [[nodiscard]] const TileRow &tiles() const { return *m_tiles; }
    [[nodiscard]] QString upstreamText() const;
    [[nodiscard]] QString measureText() const;

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeTables();
    void showTables(const Snapshot &snapshot);
    void showTopology();

    KeyedTableModel<StandbyRow> m_standbys;
    KeyedTableModel<SlotRow> m_slots;
    NoteStrip *m_note;
    TileRow *m_tiles;
    TopologyView *m_topology;
    PlainLabel *m_upstream;
    PlainLabel *m_measure;
    PlainLabel *m_slotsTitle;
    TableView *m_standbyView;
    TableView *m_slotView;
    Dashboard *m_charts;
};

} // namespace lockmaster
