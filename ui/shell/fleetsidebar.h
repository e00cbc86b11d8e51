// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet at the left: filter, worst first, one two-line row a target.
#pragma once

#include <QWidget>

#include "ui/shell/fleetmodel.h"

class QLineEdit;
class QListView;
class QToolButton;

namespace lockmaster {

class FleetSidebar : public QWidget
{
    Q_OBJECT
public:
    explicit FleetSidebar(MomentBus &bus, QWidget *parent = nullptr);

    void select(const QString &target);
    void moveSelection(int rows); ///< over headings
    void focusFilter();
    void setWorstFirst(bool worstFirst);
    [[nodiscard]] const FleetModel &model() const { return m_model; }

Q_SIGNALS:
    void targetSelected(const QString &target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    FleetModel m_model;
    QLineEdit *m_filter;
    QToolButton *m_worstFirst;
    QListView *m_list;
};

} // namespace lockmaster
