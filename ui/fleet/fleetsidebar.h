// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet at the left: filter, worst first, one two-line row a target; folded a narrow column of dots.
#pragma once

#include <QWidget>

#include "ui/fleet/fleetmodel.h"

class QLineEdit;
class QListView;
class QToolButton;

namespace lockmaster {

class FleetDelegate;
class NoMatch;
class PlainLabel;

/// Whether it is a column of dots, in wide windows and in narrow ones.
struct FleetFolds {
    bool wide = false;
    bool narrow = true;
};

class FleetSidebar : public QWidget
{
    Q_OBJECT
public:
    explicit FleetSidebar(MomentBus &bus, QWidget *parent = nullptr);

    void select(const QString &target);
    void moveSelection(int rows); ///< over headings
    void focusFilter();           ///< unfolds, if need be
    void setWorstFirst(bool worstFirst);
    /// A person's choice, which holds for windows as wide, or as narrow, as this one.
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_isFolded; }
    /// On a laptop the page needs the room: there it is folded until a person unfolds it.
    void setNarrow(bool isNarrow);
    void setFolds(FleetFolds folds);
    [[nodiscard]] FleetFolds folds() const { return m_folds; }
    void showFleetChosen(bool chosen); ///< the whole fleet is on screen, no target
    [[nodiscard]] const FleetModel &model() const { return m_model; }

Q_SIGNALS:
    void targetSelected(const QString &target); ///< also again, when the fleet was on screen meanwhile
    void fleetRequested();
    void left();       ///< what was looked for here is found: the keys are to go to the page
    void foldBegins(); ///< it still has its width
    void foldChanged(bool folded);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout();
    void showFreshness();
    void connectParts();
    void leaveFilter();
    void fold(bool folded);

    FleetModel m_model;
    int m_targets; ///< of the fleet
    FleetDelegate *m_delegate;
    QToolButton *m_all;
    QLineEdit *m_filter;
    QToolButton *m_worstFirst;
    NoMatch *m_none;
    QListView *m_list;
    PlainLabel *m_fresh; ///< that some have old data
    FleetFolds m_folds;
    bool m_isNarrow = false;
    bool m_isFolded = false;
};

} // namespace lockmaster
