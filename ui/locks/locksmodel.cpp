// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/locksmodel.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lockmaster {

namespace {

constexpr std::chrono::milliseconds kTint{600};

unsigned changesOf(const LockRow &before, const LockRow &after)
{
    unsigned changed = 0;
    const auto mark = [&](LockColumn column, bool differs) { changed |= unsigned(differs) << unsigned(column); };
    mark(LockColumn::Who, before.who != after.who);
    mark(LockColumn::State, before.doing != after.doing);
    mark(LockColumn::Place, before.place != after.place);
    mark(LockColumn::Blocks, before.victims != after.victims);
    mark(LockColumn::Lock, before.lock != after.lock);
    mark(LockColumn::Query, before.query != after.query);
    return changed;
}

} // namespace

struct LocksModel::Item {
    LockRow row; ///< its children live in `children`
    Item *parent = nullptr;
    std::vector<std::unique_ptr<Item>> children;
    unsigned changed = 0; ///< a bit for each column that changed a moment ago

    [[nodiscard]] int find(const LockRowKey &key, int from = 0) const
    {
        const auto found = std::find_if(children.begin() + from, children.end(),
                                        [&](const auto &child) { return child->row.key == key; });
        return found == children.end() ? -1 : int(found - children.begin());
    }
};

LocksModel::LocksModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>())
{
    m_tintTimer.setSingleShot(true);
    m_tintTimer.setInterval(kTint);
    connect(&m_tintTimer, &QTimer::timeout, this, [this] { clearTints(*m_root); });
}

LocksModel::~LocksModel() = default;

LocksModel::Item *LocksModel::item(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex LocksModel::indexOf(Item *item, int column) const
{
    if (item == m_root.get())
        return {};
    return createIndex(item->parent->find(item->row.key), column, item);
}

void LocksModel::setRows(std::vector<LockRow> rows)
{
    merge(*m_root, std::move(rows));
}

void LocksModel::setRelease(const LockRelease &release)
{
    std::map<int, Freed> freed;
    for (const int pid : release.atOnce)
        freed.emplace(pid, Freed::AtOnce);
    for (const int pid : release.inTurn)
        freed.emplace(pid, Freed::InTurn);
    if (freed == m_freed)
        return;
    m_freed = std::move(freed);
    const auto tell = [this](const auto &self, Item &parent) -> void {
        if (parent.children.empty())
            return;
        Q_EMIT dataChanged(indexOf(parent.children.front().get()),
                           indexOf(parent.children.back().get(), kLockColumns - 1), {FreedRole});
        for (const auto &child : parent.children)
            self(self, *child);
    };
    tell(tell, *m_root);
}

void LocksModel::merge(Item &parent, std::vector<LockRow> rows)
{
    removeMissing(parent, rows);
    for (int i = 0; i < int(rows.size()); ++i) {
        std::vector<LockRow> below = std::exchange(rows[std::size_t(i)].children, {});
        place(parent, i, std::move(rows[std::size_t(i)]));
        merge(*parent.children[std::size_t(i)], std::move(below));
    }
}

void LocksModel::removeMissing(Item &parent, const std::vector<LockRow> &rows)
{
    std::set<LockRowKey> keys;
    for (const LockRow &row : rows)
        keys.insert(row.key);
    for (int i = int(parent.children.size()) - 1; i >= 0; --i) {
        if (keys.contains(parent.children[std::size_t(i)]->row.key))
            continue;
        beginRemoveRows(indexOf(&parent), i, i);
        parent.children.erase(parent.children.begin() + i);
        endRemoveRows();
    }
}

/// Brings the row of this key to `position` and up to date.
void LocksModel::place(Item &parent, int position, LockRow row)
{
    const int from = parent.find(row.key, position);
    auto &children = parent.children;
    if (from < 0) {
        beginInsertRows(indexOf(&parent), position, position);
        auto created = std::make_unique<Item>();
        created->row = std::move(row);
        created->parent = &parent;
        children.insert(children.begin() + position, std::move(created));
        endInsertRows();
        return;
    }
    if (from != position) {
        const QModelIndex where = indexOf(&parent);
        beginMoveRows(where, from, from, where, position);
        std::rotate(children.begin() + position, children.begin() + from, children.begin() + from + 1);
        endMoveRows();
    }
    Item *item = children[std::size_t(position)].get();
    if (item->row.looksLike(row))
        return;
    item->changed |= changesOf(item->row, row);
    if (item->changed != 0 && !m_tintTimer.isActive())
        m_tintTimer.start();
    item->row = std::move(row);
    Q_EMIT dataChanged(indexOf(item), indexOf(item, kLockColumns - 1));
}

void LocksModel::clearTints(Item &parent)
{
    for (const auto &child : parent.children) {
        if (std::exchange(child->changed, 0U) != 0)
            Q_EMIT dataChanged(indexOf(child.get()), indexOf(child.get(), kLockColumns - 1), {ChangedRole});
        clearTints(*child);
    }
}

const LockRowKey &LocksModel::key(const QModelIndex &index) const
{
    return item(index)->row.key;
}

QModelIndex LocksModel::find(const LockRowKey &key) const
{
    const auto search = [&](const auto &self, Item &parent) -> QModelIndex {
        for (const auto &child : parent.children) {
            if (child->row.key == key)
                return indexOf(child.get());
            if (const QModelIndex found = self(self, *child); found.isValid())
                return found;
        }
        return {};
    };
    return search(search, *m_root);
}

QModelIndex LocksModel::index(int row, int column, const QModelIndex &parent) const
{
    const Item *above = item(parent);
    if (row < 0 || row >= int(above->children.size()) || column < 0 || column >= kLockColumns || parent.column() > 0)
        return {};
    return createIndex(row, column, above->children[std::size_t(row)].get());
}

QModelIndex LocksModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(item(child)->parent) : QModelIndex();
}

int LocksModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(item(parent)->children.size());
}

int LocksModel::columnCount(const QModelIndex &) const
{
    return kLockColumns;
}

QVariant LocksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LockRow &row = item(index)->row;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return lockCell(row, LockColumn(index.column()));
    case AlarmRole: return int(row.alarm);
    case IsRootRole: return row.isRoot;
    case FreedRole: {
        const auto freed = m_freed.find(row.key.session.pid);
        return int(row.key.isRest || freed == m_freed.end() ? Freed::No : freed->second);
    }
    case ChangedRole: return (item(index)->changed >> unsigned(index.column()) & 1U) != 0;
    default: return {};
    }
}

QVariant LocksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return lockColumnTitle(LockColumn(section));
    if (role == Qt::ToolTipRole)
        return lockColumnToolTip(LockColumn(section));
    return {};
}

} // namespace lockmaster

#include "moc_locksmodel.cpp"
