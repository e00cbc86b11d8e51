// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/tableview.h"

#include "ui/common/exportdialog.h"
#include "ui/common/filewriter.h"
#include "ui/common/rows/tableexport.h"
#include "ui/common/table/tabledelegate.h"
#include "ui/common/table/tablelayout.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kLayoutSettles{500};

} // namespace

TableView::TableView(QString id, const QString &accessibleName, TableModel &model, QWidget *parent)
    : QTableView(parent), m_id(std::move(id)), m_table(model), m_header(new FilterHeader(this)), m_fit(*this)
{
    setAccessibleName(accessibleName);
    setHorizontalHeader(m_header);
    m_header->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    setModel(&model);
    setItemDelegate(new TableDelegate(*this));
    setUpBehaviour();
    setUpHeader();
    restoreTableLayout(*this, m_id);
    rememberLayout();
}

/// The header outlives this part of the view and still has signals to send.
TableView::~TableView()
{
    m_header->disconnect(this);
}

void TableView::rememberLayout()
{
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(kLayoutSettles);
    connect(&m_layoutTimer, &QTimer::timeout, this, [this] { saveTableLayout(*this, m_id); });
    const auto restart = [this] { m_layoutTimer.start(); };
    connect(m_header, &QHeaderView::sectionResized, this, restart);
    connect(m_header, &QHeaderView::sectionMoved, this, restart);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_fit.fit();
}

void TableView::hideEvent(QHideEvent *event)
{
    if (m_layoutTimer.isActive() && model() == &m_table) {
        m_layoutTimer.stop();
        saveTableLayout(*this, m_id);
    }
    QTableView::hideEvent(event);
}

void TableView::setUpBehaviour()
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setFont(Theme::instance().font(FontRole::Body));
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(size::kDenseRow);
    verticalHeader()->setDefaultSectionSize(size::kRow);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &TableView::showRowMenu);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    const auto forgetFolds = [this] { m_hasFolds.reset(); };
    connect(&m_table, &QAbstractItemModel::dataChanged, this, forgetFolds);
    connect(&m_table, &QAbstractItemModel::rowsInserted, this, forgetFolds);
    connect(&m_table, &QAbstractItemModel::rowsRemoved, this, forgetFolds);
    connect(&m_table, &QAbstractItemModel::rowsInserted, this, &TableView::describe);
    connect(&m_table, &QAbstractItemModel::rowsRemoved, this, &TableView::describe);
}

bool TableView::hasFolds() const
{
    if (m_hasFolds)
        return *m_hasFolds;
    bool has = false;
    for (int row = 0; row < m_table.rowCount() && !has; ++row)
        has = m_table.shape(row).fold != Fold::None;
    m_hasFolds = has;
    return has;
}

void TableView::setUpHeader()
{
    m_header->setSortIndicator(-1, Qt::AscendingOrder); // else enabling sorts by the first column
    setSortingEnabled(true);
    m_header->setStretchLastSection(elasticColumn(m_table) < 0);
    connect(m_header, &QHeaderView::geometriesChanged, this, [this] { m_fit.fit(); });
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, [this] { m_fit.fit(); });
    connect(&m_table, &TableModel::filtersChanged, this, [this] { m_fit.fit(); });
    connect(m_header, &QWidget::customContextMenuRequested, this, &TableView::showColumnMenu);
    connect(m_header, &FilterHeader::filterEdited, &m_table, &TableModel::setColumnFilter);
    connect(m_header, &FilterHeader::filtersDismissed, this, &TableView::dismissFilters);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, m_header, [this] { m_header->placeFields(); });
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    describe();
    viewport()->update();
}

void TableView::describe()
{
    const QString words = m_table.rowCount() > 0 ? QString() : m_emptyText;
    if (words != accessibleDescription())
        setAccessibleDescription(words);
}

void TableView::setDefaultSort(int column, Qt::SortOrder order)
{
    m_defaultSort = {column, order};
    if (m_table.sortColumn() < 0)
        sortByColumn(column, order);
}

std::vector<int> TableView::shownColumns() const
{
    std::vector<int> columns = wantedColumns();
    std::erase_if(columns, [this](int column) { return isColumnHidden(column); });
    return columns;
}

std::vector<int> TableView::wantedColumns() const
{
    std::vector<int> columns;
    for (int place = 0; place < m_header->count(); ++place) {
        const int column = m_header->logicalIndex(place);
        if (!isColumnHidden(column) || m_fit.hasYielded(column))
            columns.push_back(column);
    }
    return columns;
}

std::vector<int> TableView::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    if (rows.empty() && currentIndex().isValid())
        rows.push_back(currentIndex().row());
    std::ranges::sort(rows);
    return rows;
}

void TableView::setCurrentRow(int row, bool scroll)
{
    const bool isShown = currentIndex().isValid() && !isColumnHidden(currentIndex().column());
    const int column = isShown ? currentIndex().column() : shownColumns().front();
    const QModelIndex index = m_table.index(row, column);
    setAutoScroll(scroll);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(true);
    if (scroll)
        scrollTo(index);
}

/// Rows are what one walks along: Home and End do not go to another column of the same.
QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const std::vector<int> columns = shownColumns();
    if ((action != MoveHome && action != MoveEnd) || m_table.rowCount() == 0 || columns.empty())
        return QTableView::moveCursor(action, modifiers);
    const int current = currentIndex().isValid() ? currentIndex().column() : -1;
    return m_table.index(action == MoveHome ? 0 : m_table.rowCount() - 1,
                         std::ranges::contains(columns, current) ? current : columns.front());
}

void TableView::setStale(bool stale)
{
    if (std::exchange(m_isStale, stale) != stale)
        viewport()->update();
}

/// The view would make the neighbour current: then a key pressed a moment too late would hit another row.
void TableView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void TableView::copyRows()
{
    QGuiApplication::clipboard()->setText(toTabSeparated(m_table, {selectedRows(), shownColumns()}));
}

void TableView::showFilters()
{
    m_header->setFiltersShown(true);
    const std::vector<int> columns = shownColumns();
    const int current = currentIndex().isValid() ? currentIndex().column() : -1;
    if (std::ranges::contains(columns, current))
        m_header->filterField(current)->setFocus(Qt::ShortcutFocusReason);
    else if (!columns.empty())
        m_header->filterField(columns.front())->setFocus(Qt::ShortcutFocusReason);
    Q_EMIT filtersShown();
}

void TableView::dismissFilters()
{
    m_header->clearFields();
    m_header->setFiltersShown(false);
    setFocus(Qt::OtherFocusReason);
    Q_EMIT filtersDismissed();
}

void TableView::exportRows()
{
    auto *dialog =
        newExportDialog(this, {tr("Export rows"), m_id, tr("CSV (*.csv);;JSON (*.json)"), QStringLiteral("csv")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        TableExtract extract{{}, wantedColumns()};
        for (int row = 0; row < m_table.rowCount(); ++row)
            extract.rows.push_back(row);
        const bool isJson = path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
        writeFile(path, isJson ? toJson(m_table, extract) : toCsv(m_table, extract), this,
                  [this](const QString &error) { Q_EMIT exported(error); });
    });
    dialog->open();
}

/// In a table "/" is for its columns; elsewhere the window has that key.
bool TableView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Slash) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

/// Else the view would make its first row current, which nobody has chosen: a page would tell all about it.
void TableView::focusInEvent(QFocusEvent *event)
{
    QFocusEvent likeByMouse(event->type(), Qt::MouseFocusReason);
    QTableView::focusInEvent(&likeByMouse);
}

bool TableView::dismissSelection()
{
    if (!currentIndex().isValid() && !selectionModel()->hasSelection())
        return false;
    selectionModel()->clear();
    Q_EMIT selectionDismissed();
    return true;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyRows();
    else if (event->key() == Qt::Key_Slash)
        showFilters();
    else if (event->key() == Qt::Key_Escape && (m_header->areFiltersShown() || m_table.isFiltered()))
        dismissFilters();
    else if (!(event->key() == Qt::Key_Escape ? dismissSelection() : fold(event->key())))
        QTableView::keyPressEvent(event);
}

bool TableView::fold(int key)
{
    const int row = currentIndex().row();
    if (row < 0 || m_table.shape(row).fold == Fold::None || (key != Qt::Key_Left && key != Qt::Key_Right))
        return false;
    m_table.setFolded(row, key == Qt::Key_Left);
    return true;
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && index.column() == 0 && event->button() == Qt::LeftButton) {
        const TableRowShape shape = m_table.shape(index.row());
        const QRect sign = TableDelegate::foldRect(visualRect(index), shape.depth);
        if (shape.fold != Fold::None && sign.contains(event->position().toPoint())) {
            m_table.setFolded(index.row(), shape.fold == Fold::Open);
            return;
        }
    }
    QTableView::mousePressEvent(event);
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        setHoveredRow(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void TableView::setHoveredRow(int row)
{
    const int before = std::exchange(m_hoveredRow, row);
    if (before == row)
        return;
    updateRow(before);
    updateRow(row);
}

void TableView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), size::kRow);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (hasFocus() && !currentIndex().isValid()) { // else no row tells that the keys are here
        QPainter painter(viewport());
        painter.setPen(Theme::instance().tokens().accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -size::kLine, -size::kLine));
    }
    if (m_table.rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::instance().tokens().muted);
    painter.drawText(viewport()->rect().adjusted(size::kPage, size::kPage, -size::kPage, -size::kPage),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void TableView::showColumnMenu(const QPoint &pos)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < m_table.columnCount(); ++column) {
        const bool hasYielded = m_fit.hasYielded(column);
        const QString title = m_table.column(column).title;
        QAction *action = menu->addAction(hasYielded ? tr("%1 (no room)").arg(title) : title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column) || hasYielded);
        action->setEnabled(isColumnHidden(column) || shownColumns().size() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_fit.setInsists(column, shown);
            m_fit.forget(column);
            setColumnHidden(column, !shown);
            m_header->placeFields();
            m_fit.fit();
            m_layoutTimer.start();
        });
    }
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset columns"));
    connect(reset, &QAction::triggered, this, [this] {
        resetTableLayout(*this, m_id);
        m_fit.fit();
    });
    menu->popup(m_header->mapToGlobal(pos));
}

void TableView::showRowMenu(const QPoint &pos)
{
    const QModelIndex index = indexAt(pos);
    if (index.isValid())
        Q_EMIT menuRequested(index.row(), viewport()->mapToGlobal(pos));
}

} // namespace lockmaster

#include "moc_tableview.cpp"
