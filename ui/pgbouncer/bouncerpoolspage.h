// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pools of a PgBouncer: who waits, what is free, and who has the server connections of the selected one.
#pragma once

#include "ui/pgbouncer/bouncerpage.h"
#include "ui/pgbouncer/bouncerpoolcolumns.h"

namespace lockmaster {

class PoolBar;
class RowActions;

class BouncerPoolsPage : public BouncerPage
{
    Q_OBJECT
public:
    explicit BouncerPoolsPage(MomentBus &bus, QWidget *parent = nullptr);

    [[nodiscard]] const RowActions &actionsOfRows() const { return *m_actions; }
    [[nodiscard]] QString badge(const Snapshot &snapshot) const override; ///< clients that wait
    [[nodiscard]] QStringList probes() const override;

protected:
    void showState(const PgBouncerState &state) override;
    void clear() override;
    [[nodiscard]] QString statusOf(const PgBouncerState &state) const override;
    [[nodiscard]] QString emptyTextOf(const PgBouncerState &state) const override;

private:
    void showBar();

    KeyedTableModel<BouncerPoolRow> m_model;
    PoolBar *m_bar;
    RowActions *m_actions;
};

} // namespace lockmaster
