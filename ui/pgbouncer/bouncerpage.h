// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages with a table of PgBouncer share: table and filter, status line, what is said when there are no rows. GUI
// thread.
#pragma once

#include "model/pgbouncer/pgbouncer.h"
#include "ui/common/page.h"

class QVBoxLayout;

namespace lockmaster {

class TableFrame;
class TableModel;
class TableView;

class BouncerPage : public Page
{
    Q_OBJECT
public:
    BouncerPage(QString id, const QString &title, MomentBus &bus, QWidget *parent);

    [[nodiscard]] QString title() const override { return m_title; }
    [[nodiscard]] TableView &table() const;

protected:
    [[nodiscard]] TableFrame &frame() const { return *m_table; }
    /// In the constructor: the model outlives the page's table.
    void setUpTable(const QString &layoutId, TableModel &model, const QString &sortColumn, Qt::SortOrder order);
    /// Below the table.
    void addBelow(QWidget *widget);
    /// What belongs to its rows stands right below them: the table is not higher than they are.
    void fitTable();

    virtual void showState(const PgBouncerState &state) = 0;
    virtual void clear() = 0;
    /// "3 pools · 7 waiting"
    [[nodiscard]] virtual QString statusOf(const PgBouncerState &state) const = 0;
    /// When PgBouncer answers and there are no rows.
    [[nodiscard]] virtual QString emptyTextOf(const PgBouncerState &state) const = 0;

    void showSnapshot(const Snapshot &snapshot) override;
    void targetChanged() override;

private:
    void showWords(const Snapshot &snapshot);
    [[nodiscard]] QString statusWords(const Snapshot &snapshot) const;

    QString m_title;
    QVBoxLayout *m_column;
    TableFrame *m_table = nullptr;
};

} // namespace lockmaster
