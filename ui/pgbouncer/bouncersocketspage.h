// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The clients of a PgBouncer, or its server connections, with the way of the selected one through to PostgreSQL.
#pragma once

#include "ui/pgbouncer/bouncerpage.h"
#include "ui/pgbouncer/bouncersocketcolumns.h"

namespace lockmaster {

class RowActions;
class TraceBar;

class BouncerSocketsPage : public BouncerPage
{
    Q_OBJECT
public:
    BouncerSocketsPage(SocketSide side, MomentBus &bus, QWidget *parent = nullptr);

    /// Of the clients; null on the page of server connections.
    [[nodiscard]] const RowActions *actionsOfRows() const { return m_actions; }
    [[nodiscard]] QStringList probes() const override;
    void selectItem(const QString &item) override; ///< PgBouncer's pointer to the connection

protected:
    void showState(const PgBouncerState &state) override;
    void clear() override;
    void targetChanged() override;
    [[nodiscard]] QString statusOf(const PgBouncerState &state) const override;
    [[nodiscard]] QString emptyTextOf(const PgBouncerState &state) const override;

private:
    void offerActions();
    void keepSelection();
    void showTrace();

    SocketSide m_side;
    KeyedTableModel<BouncerSocketRow> m_model;
    TraceBar *m_trace;
    RowActions *m_actions = nullptr;
    QString m_selected;
};

} // namespace lockmaster
