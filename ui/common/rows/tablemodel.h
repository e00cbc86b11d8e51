// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every table of the console can do, whatever its rows are: described columns, sorting by typed values, filters,
// folding, the tint of changed values. Rows are in KeyedTableModel. Views and exports use only this. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QTimer>
#include <optional>
#include <variant>

#include "ui/common/rows/cellfilter.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

/// A cell as a value: nothing known, a number (seconds, bytes, counts), or text.
using CellValue = std::variant<std::monostate, double, QString>;

struct TableColumn {
    QString id;               ///< stable: settings and exports
    QString title;            ///< translated, sentence case
    QString toolTip;          ///< translated: what it is, its unit and period
    int width = 12;           ///< in characters, until the user changes it
    bool isNumeric = false;   ///< stands right
    bool isHidden = false;    ///< until the user shows it
    bool isElastic = false;   ///< takes the room that is left; one in a table
    bool isStatement = false; ///< SQL: literals are masked in exports
    bool isName = false;      ///< cut in the middle: names often differ at their ends only
    bool tints = false;       ///< a change is marked for a moment
    bool ages = false;        ///< goes on with time while nothing happens
    int yields = 0;           ///< above 0: is left out while there is no room for all, the highest first
};

/// Characters that an age or a duration needs at least: "11 m 32 s".
inline constexpr int kAgeWidth = 10;

struct TableCell {
    QString text;
    std::optional<HealthState> state; ///< its shape stands before the text
    QColor swatch;                    ///< an upright bar before the text, when valid
    bool isChanged = false;
};

enum class Fold { None, Open, Closed };

struct TableRowShape {
    int depth = 0;
    Fold fold = Fold::None;
    bool isHeading = false; ///< a summary of the rows below it
};

class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit TableModel(QObject *parent = nullptr);

    [[nodiscard]] virtual const TableColumn &column(int column) const = 0;
    [[nodiscard]] virtual TableCell cell(int row, int column) const = 0;
    [[nodiscard]] virtual CellValue value(int row, int column) const = 0;
    [[nodiscard]] virtual QString hint(int row, int column) const = 0; ///< more than the cell says; may be empty
    [[nodiscard]] virtual TableRowShape shape(int row) const = 0;
    virtual void setFolded(int row, bool folded) = 0;
    [[nodiscard]] virtual int totalRows() const = 0; ///< before filters

    [[nodiscard]] int columnOf(QStringView id) const; ///< −1 when there is none

    /// Rows in which some column contains the text.
    void setTextFilter(const QString &text);
    [[nodiscard]] const QString &textFilter() const { return m_textFilter; }
    /// What CellFilter understands, for one column; empty: no filter.
    void setColumnFilter(int column, const QString &text);
    [[nodiscard]] QString columnFilter(int column) const;
    [[nodiscard]] bool isFiltered() const;
    void clearFilters();

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void filtersChanged();

protected:
    virtual void rebuild() = 0;
    virtual void clearTints() = 0;
    void startTint();
    [[nodiscard]] const std::vector<CellFilter> &columnFilters() const { return m_columnFilters; }

private:
    QString m_textFilter;
    std::vector<CellFilter> m_columnFilters; ///< shorter than the columns where there are none
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QTimer m_tintTimer;
};

/// The order of two values: numbers, texts without regard to case; what is not known comes last in both directions.
/// Below 0: left comes first; 0: either may.
int compared(const CellValue &left, const CellValue &right, Qt::SortOrder order);

} // namespace lockmaster
