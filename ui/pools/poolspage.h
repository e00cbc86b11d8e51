// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Connections of a PostgreSQL server: how many are left, who holds them, which of them nobody uses, and the pools in
// front of it.
#pragma once

#include "ui/common/page.h"
#include "ui/pools/frontpoolrow.h"
#include "ui/pools/holderrow.h"
#include "ui/pools/idlerow.h"

class QComboBox;

namespace lockmaster {

class Dashboard;
class NoteStrip;
class TableFrame;
class TableView;
class TileRow;

class PoolsPage : public Page
{
    Q_OBJECT
public:
    explicit PoolsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    void setReach(std::chrono::seconds reach) override;
    void setHolderKind(HolderKind kind);

    [[nodiscard]] const TableModel &holders() const { return m_holders; }
    [[nodiscard]] const TableModel &idle() const { return m_idle; }
    [[nodiscard]] const TableModel &pools() const { return m_pools; }
    [[nodiscard]] const TileRow &tiles() const { return *m_tiles; }
    [[nodiscard]] const NoteStrip &note() const { return *m_note; }

protected:
    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeTables();
    void setUpHolders();
    void setUpTables();
    void showHolders(const Snapshot &snapshot);
    void showPools();

    KeyedTableModel<HolderRow> m_holders;
    KeyedTableModel<IdleRow> m_idle;
    KeyedTableModel<FrontPoolRow> m_pools;
    NoteStrip *m_note;
    TileRow *m_tiles;
    QComboBox *m_kind;
    TableFrame *m_holderFrame;
    TableView *m_idleView;
    TableView *m_poolView;
    Dashboard *m_charts;
};

} // namespace lockmaster
