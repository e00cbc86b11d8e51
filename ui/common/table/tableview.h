// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The view of every table: fixed rows, own delegate, filters on "/", columns that can be chosen, moved and are
// remembered, copy and export. What a row means is the model's affair.
#pragma once

#include <QTableView>
#include <optional>

#include "ui/common/rows/tablemodel.h"
#include "ui/common/table/columnfit.h"
#include "ui/common/table/filterheader.h"

namespace lockmaster {

class TableView : public QTableView
{
    Q_OBJECT
public:
    /// `id` names the remembered layout: "sessions". `accessibleName` is translated.
    TableView(QString id, const QString &accessibleName, TableModel &model, QWidget *parent = nullptr);
    ~TableView() override;

    [[nodiscard]] TableModel &table() const { return m_table; }
    [[nodiscard]] FilterHeader &filterHeader() const { return *m_header; }
    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    [[nodiscard]] bool hasFolds() const;

    /// Shown instead of rows when there are none: one sentence that says why and what to do.
    void setEmptyText(const QString &text);
    /// Sorts so unless the user has chosen another order.
    void setDefaultSort(int column, Qt::SortOrder order);
    [[nodiscard]] std::pair<int, Qt::SortOrder> defaultSort() const { return m_defaultSort; }

    [[nodiscard]] std::vector<int> shownColumns() const;  ///< in the order on screen
    [[nodiscard]] std::vector<int> wantedColumns() const; ///< and those for which there is no room now
    [[nodiscard]] std::vector<int> selectedRows() const;  ///< in the order on screen; the current one when none is

    void setCurrentRow(int row, bool scroll); ///< current and alone selected

    [[nodiscard]] ColumnFit &fit() { return m_fit; }
    [[nodiscard]] const ColumnFit &fit() const { return m_fit; }

    /// Grey: what is shown is old.
    void setStale(bool stale);
    [[nodiscard]] bool isStale() const { return m_isStale; }

public Q_SLOTS:
    void copyRows();    ///< tab-separated, with titles, literals masked
    void showFilters(); ///< opens the row and puts the focus into the current column's field
    void dismissFilters();
    void exportRows(); ///< asks for a file; CSV or JSON by its suffix

Q_SIGNALS:
    void rowActivated(int row); ///< Return or double click
    void menuRequested(int row, const QPoint &globalPos);
    void filtersShown();
    void filtersDismissed();
    void selectionDismissed();           ///< Escape
    void exported(const QString &error); ///< a file was written; not empty: it was not, and why

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override; ///< Home, End: among rows
    void mousePressEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void setUpHeader();
    void setUpBehaviour();
    bool dismissSelection();
    void setHoveredRow(int row);
    void updateRow(int row);
    void rememberLayout();
    void describe(); ///< for screen readers: why there are no rows
    bool fold(int key);
    void showColumnMenu(const QPoint &pos);
    void showRowMenu(const QPoint &pos);

    QString m_id;
    TableModel &m_table;
    FilterHeader *m_header;
    ColumnFit m_fit;
    QString m_emptyText;
    std::pair<int, Qt::SortOrder> m_defaultSort{-1, Qt::AscendingOrder};
    QTimer m_layoutTimer;
    int m_hoveredRow = -1;
    mutable std::optional<bool> m_hasFolds; ///< looked for when asked
    bool m_isStale = false;
};

} // namespace lockmaster
