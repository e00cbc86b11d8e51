// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Connections of a PostgreSQL server: how many are left, who holds them, which of them nobody uses, and the pools in
// front of it.
#pragma once

#include "ui/charts/tablespage.h"
#include "ui/pools/frontpoolrow.h"
#include "ui/pools/holderrow.h"
#include "ui/pools/idlerow.h"

class QComboBox;

namespace lockmaster {

class TableFrame;
class TableView;

class PoolsPage : public TablesPage
{
    Q_OBJECT
public:
    explicit PoolsPage(MomentBus &bus, QWidget *parent = nullptr);

    void setHolderKind(HolderKind kind);

    [[nodiscard]] const TableModel &holders() const { return m_holders; }
    [[nodiscard]] const TableModel &idle() const { return m_idle; }
    [[nodiscard]] const TableModel &pools() const { return m_pools; }
    [[nodiscard]] QString holdersStatus() const;

protected:
    void showTables(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void setUpHolders();
    void setUpTables();
    void showHolders(const Snapshot &snapshot);
    void showIdle(const Snapshot &snapshot);
    void showPools();
    /// `leading`: the PgBouncers that lead here.
    [[nodiscard]] QString whyNoPools(const QStringList &leading) const;
    [[nodiscard]] QStringList unreadBouncers() const;

    KeyedTableModel<HolderRow> m_holders;
    KeyedTableModel<IdleRow> m_idle;
    KeyedTableModel<FrontPoolRow> m_pools;
    QComboBox *m_kind;
    TableFrame *m_holderFrame;
    TableView *m_idleView;
    TableView *m_poolView;
};

} // namespace lockmaster
