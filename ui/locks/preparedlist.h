// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared transactions: sessions that are gone and yet keep their locks. Hidden when there are none.
#pragma once

#include <QWidget>

#include "model/postgres.h"

class QTreeWidget;

namespace lockmaster {

class PlainLabel;

class PreparedList : public QWidget
{
    Q_OBJECT
public:
    explicit PreparedList(QWidget *parent = nullptr);

    void show(const PostgresState &state);

private:
    PlainLabel *m_title;
    QTreeWidget *m_table;
};

} // namespace lockmaster
