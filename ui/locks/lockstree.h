// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tree view of the lock forest. Roots and their waiters are open unless the reader closes them; what they closed
// stays closed through refreshes, also when a session moves to another place in the forest.
#pragma once

#include <QTreeView>
#include <array>
#include <optional>
#include <set>

#include "ui/locks/locksmodel.h"

namespace lockmaster {

class LocksTree : public QTreeView
{
    Q_OBJECT
public:
    explicit LocksTree(QWidget *parent = nullptr);

    void showState(std::shared_ptr<const PostgresState> state);
    void clear();
    void select(const SessionKey &key);
    [[nodiscard]] std::optional<SessionKey> selected() const; ///< the session of the current row
    [[nodiscard]] LocksModel &locks() { return m_model; }

Q_SIGNALS:
    void selectionMoved();
    void sessionEntered(); ///< by Enter; left and right arrow fold those behind it

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void initViewItemOption(QStyleOptionViewItem *option) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openInserted(const QModelIndex &parent, int first, int last);
    void makeRoom();
    void fitColumns();
    void forgetTexts(); ///< columns are as wide as their titles again
    void fitColumn(LockColumn column, int width);
    void activate(const QModelIndex &index);
    void rebuild();

    LocksModel m_model;
    std::set<SessionKey> m_unfolded;
    std::set<LockRowKey> m_closed;
    std::shared_ptr<const PostgresState> m_state;
    int m_deepest = 0;                        ///< levels below a root that were seen
    int m_sessionWidth = 0;                   ///< of the first column, as makeRoom() left it
    std::array<int, kLockColumns> m_fitted{}; ///< widths as fitColumns() left them
    bool m_refreshing = false;
};

} // namespace lockmaster
