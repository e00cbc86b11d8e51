// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockstree.h"

#include "ui/locks/locksdelegate.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <algorithm>
#include <array>

namespace lockmaster {

namespace {
constexpr int kSessionWidth = 180;
constexpr int kLeastQuery = 200;
constexpr int kMostText = 240; ///< of a column that is as wide as its texts; of a wide window a quarter
constexpr std::array kTextColumns{LockColumn::State, LockColumn::Place, LockColumn::Blocks, LockColumn::Lock};
} // namespace

LocksTree::LocksTree(QWidget *parent) : QTreeView(parent)
{
    setModel(&m_model);
    setItemDelegate(new LocksDelegate(this));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setIndentation(size::kIndent);
    setSelectionMode(SingleSelection);
    setExpandsOnDoubleClick(false);
    setAccessibleName(tr("Who blocks whom"));
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    setColumnWidth(0, kSessionWidth);
    m_sessionWidth = columnWidth(0);
    for (int column = 0; column < kLockColumns; ++column)
        m_fitted[std::size_t(column)] = columnWidth(column);
    forgetTexts();
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &LocksTree::openInserted);
    connect(this, &QTreeView::collapsed, this,
            [this](const QModelIndex &index) { m_closed.insert(m_model.key(index)); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { m_closed.erase(m_model.key(index)); });
    connect(this, &QTreeView::doubleClicked, this, &LocksTree::activate);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_refreshing)
            Q_EMIT selectionMoved();
    });
}

void LocksTree::showState(std::shared_ptr<const PostgresState> state)
{
    m_state = std::move(state);
    rebuild();
}

void LocksTree::clear()
{
    m_state.reset();
    m_deepest = 0;
    m_closed.clear();
    m_unfolded.clear();
    m_model.setRows({});
    forgetTexts();
}

/// Selection stays on the same session wherever it stands now, and on nothing when that has left the forest.
void LocksTree::rebuild()
{
    const auto before = selected();
    {
        const QScopedValueRollback quiet(m_refreshing, true);
        m_model.setRows(lockRows(*m_state, m_unfolded));
        if (before)
            select(*before);
    }
    fitColumns();
    if (selected() != before)
        Q_EMIT selectionMoved();
}

void LocksTree::select(const SessionKey &key)
{
    const QModelIndex index = m_model.find({key, false});
    if (!index.isValid())
        selectionModel()->clear();
    else if (m_model.key(currentIndex().siblingAtColumn(0)) != LockRowKey{key, false} || !currentIndex().isValid())
        setCurrentIndex(index);
}

std::optional<SessionKey> LocksTree::selected() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || m_model.key(index).isRest)
        return std::nullopt;
    return m_model.key(index).session;
}

/// A long chain moves its names to the right. A width that somebody chose stays.
void LocksTree::makeRoom()
{
    if (columnWidth(0) != m_sessionWidth)
        return;
    const int needed = kSessionWidth + m_deepest * indentation();
    m_sessionWidth = std::max(kSessionWidth, std::min(needed, viewport()->width() / 4));
    setColumnWidth(0, m_sessionWidth);
}

/// Columns grow with their texts and do not shrink, so that nothing moves while times go on; the query has the rest.
void LocksTree::fitColumns()
{
    const int most = std::max(kMostText, viewport()->width() / 4);
    for (const LockColumn column : kTextColumns) {
        const int title = header()->sectionSizeHint(int(column));
        const int text = std::min(sizeHintForColumn(int(column)), most);
        fitColumn(column, std::max({title, text, m_fitted[std::size_t(column)]}));
    }
    const int query = int(LockColumn::Query);
    const int others = header()->length() - header()->sectionSize(query);
    fitColumn(LockColumn::Query, std::max(kLeastQuery, viewport()->width() - others));
}

void LocksTree::forgetTexts()
{
    for (const LockColumn column : kTextColumns)
        fitColumn(column, header()->sectionSizeHint(int(column)));
}

/// A width that somebody chose stays.
void LocksTree::fitColumn(LockColumn column, int width)
{
    int &fitted = m_fitted[std::size_t(column)];
    if (columnWidth(int(column)) != fitted)
        return;
    setColumnWidth(int(column), width);
    fitted = columnWidth(int(column));
}

void LocksTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    makeRoom();
    fitColumns();
}

void LocksTree::openInserted(const QModelIndex &parent, int first, int last)
{
    int depth = 0;
    for (QModelIndex at = parent; at.isValid(); at = at.parent())
        ++depth;
    m_deepest = std::max(m_deepest, depth);
    makeRoom();
    if (parent.isValid() && !m_closed.contains(m_model.key(parent)))
        setExpanded(parent, true);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (!m_closed.contains(m_model.key(index)))
            setExpanded(index, true);
    }
}

void LocksTree::activate(const QModelIndex &index)
{
    const LockRowKey key = m_model.key(index);
    if (!key.isRest) {
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
        return;
    }
    m_unfolded.insert(key.session);
    const QPersistentModelIndex parent = index.parent();
    const int row = index.row();
    rebuild();
    setCurrentIndex(m_model.index(row, 0, parent));
}

/// The branches' ground is the selection's, as the delegate paints it.
void LocksTree::initViewItemOption(QStyleOptionViewItem *option) const
{
    QTreeView::initViewItemOption(option);
    option->palette.setColor(QPalette::Highlight, Theme::instance().tokens().selection);
}

void LocksTree::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid() && !m_model.key(currentIndex()).isRest)
        Q_EMIT sessionEntered();
    else if (isEnter && currentIndex().isValid())
        activate(currentIndex());
    else
        QTreeView::keyPressEvent(event);
}

} // namespace lockmaster

#include "moc_lockstree.cpp"
