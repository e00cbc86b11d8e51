// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet at the left: filter, worst first, one two-line row a target.
#pragma once

#include <QWidget>

#include "ui/fleet/fleetmodel.h"

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
    void showFleetChosen(bool chosen); ///< the whole fleet is on screen, no target
    [[nodiscard]] const FleetModel &model() const { return m_model; }

Q_SIGNALS:
    void targetSelected(const QString &target); ///< also again, when the fleet was on screen meanwhile
    void fleetRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    FleetModel m_model;
    QToolButton *m_all;
    QLineEdit *m_filter;
    QToolButton *m_worstFirst;
    QListView *m_list;
};

} // namespace lockmaster
