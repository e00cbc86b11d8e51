// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared transactions: sessions that are gone and yet keep their locks. Hidden when there are none.
#pragma once

#include <QWidget>

#include "model/postgres/postgres.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

class PlainLabel;
class TableView;

struct PreparedRow {
    PreparedTransaction transaction;
    std::optional<std::chrono::microseconds> age;

    [[nodiscard]] const QString &key() const { return transaction.gid; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const PreparedRow &other) const { return transaction != other.transaction; }
    bool operator==(const PreparedRow &) const = default;
};

class PreparedList : public QWidget
{
    Q_OBJECT
public:
    explicit PreparedList(QWidget *parent = nullptr);

    void showTransactions(const PostgresState &state);
    [[nodiscard]] const TableModel &table() const { return m_model; }

private:
    PlainLabel *m_title;
    KeyedTableModel<PreparedRow> m_model;
    TableView *m_view;
};

} // namespace lockmaster
