// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lock tree as an item model. New rows are compared with the old by key, level by level: nothing is ever reset,
// so that selection, expansion and scroll position survive a refresh. GUI thread.
#pragma once

#include <QAbstractItemModel>
#include <QTimer>
#include <map>
#include <memory>

#include "model/postgres/lockrelease.h"
#include "ui/locks/lockrows.h"

namespace lockmaster {

enum class LockColumn { Who, State, Place, Blocks, Lock, Query };
inline constexpr int kLockColumns = 6;

class LocksModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        AlarmRole = Qt::UserRole + 1, ///< int of LockRow::Alarm
        IsRootRole,
        FreedRole,   ///< a Freed: whether it goes on when the marked session ends
        ChangedRole, ///< the cell changed a moment ago; that an age went on is no change
    };

    explicit LocksModel(QObject *parent = nullptr);
    ~LocksModel() override;

    void setRows(std::vector<LockRow> rows);
    enum class Freed { No, AtOnce, InTurn };
    /// Of the marked session: who goes on when it ends.
    void setRelease(const LockRelease &release);

    [[nodiscard]] const LockRowKey &key(const QModelIndex &index) const; ///< `index` must be valid
    [[nodiscard]] QModelIndex find(const LockRowKey &key) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item;
    Item *item(const QModelIndex &index) const;
    QModelIndex indexOf(Item *item, int column = 0) const;
    void merge(Item &parent, std::vector<LockRow> rows);
    void removeMissing(Item &parent, const std::vector<LockRow> &rows);
    void place(Item &parent, int position, LockRow row);
    void clearTints(Item &parent);

    std::unique_ptr<Item> m_root;
    std::map<int, Freed> m_freed; ///< by pid
    QTimer m_tintTimer;
};

/// Column titles and what they mean, for headers and exports.
QString lockColumnTitle(LockColumn column);
QString lockColumnToolTip(LockColumn column);
/// The cell of a row as text.
QString lockCell(const LockRow &row, LockColumn column);

} // namespace lockmaster
