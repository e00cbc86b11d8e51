// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/rows/tablemodel.h"

#include "ui/common/notices/plaintooltip.h"
#include "ui/common/notices/statemark.h"

#include <algorithm>
#include <chrono>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kTint{600};

/// Without regard to case. What is the same at the beginning is passed over: statements have much in common.
int comparedTexts(QStringView left, QStringView right)
{
    if (left == right)
        return 0;
    const auto [end, other] = std::ranges::mismatch(left, right);
    const qsizetype same = std::max<qsizetype>(end - left.begin() - 1, 0); // not into a surrogate pair
    return left.sliced(same).compare(right.sliced(same), Qt::CaseInsensitive);
}

} // namespace

TableModel::TableModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_tintTimer.setSingleShot(true);
    connect(&m_tintTimer, &QTimer::timeout, this, [this] { clearTints(); });
}

int TableModel::columnOf(QStringView id) const
{
    for (int place = 0; place < columnCount(); ++place) {
        if (column(place).id == id)
            return place;
    }
    return -1;
}

void TableModel::setTextFilter(const QString &text)
{
    if (text.trimmed() == m_textFilter)
        return;
    m_textFilter = text.trimmed();
    rebuild();
    Q_EMIT filtersChanged();
}

void TableModel::setColumnFilter(int column, const QString &text)
{
    if (columnFilter(column) == text.trimmed())
        return;
    const auto place = static_cast<std::size_t>(column);
    if (m_columnFilters.size() <= place)
        m_columnFilters.resize(place + 1);
    m_columnFilters[place] = CellFilter(text);
    rebuild();
    Q_EMIT filtersChanged();
}

QString TableModel::columnFilter(int column) const
{
    const auto place = static_cast<std::size_t>(column);
    return place < m_columnFilters.size() ? m_columnFilters[place].text() : QString();
}

bool TableModel::isFiltered() const
{
    return !m_textFilter.isEmpty() || !std::ranges::all_of(m_columnFilters, &CellFilter::isEmpty);
}

void TableModel::clearFilters()
{
    if (!isFiltered())
        return;
    m_textFilter.clear();
    m_columnFilters.clear();
    rebuild();
    Q_EMIT filtersChanged();
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rebuild();
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return cell(index.row(), index.column()).text;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).isNumeric ? Qt::AlignRight | Qt::AlignVCenter
                                                                    : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole: {
        const TableCell shown = cell(index.row(), index.column());
        return shown.state ? stateWord(*shown.state) + QStringLiteral(": ") + shown.text : shown.text;
    }
    case Qt::ToolTipRole: return plainToolTip(hint(index.row(), index.column()));
    default: return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn &described = column(section);
    switch (role) {
    case Qt::DisplayRole: return described.title;
    case Qt::ToolTipRole: return plainToolTip(described.title + u'\n' + described.toolTip);
    case Qt::AccessibleDescriptionRole: return described.toolTip;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(described.isNumeric ? Qt::AlignRight | Qt::AlignVCenter
                                                       : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::InitialSortOrderRole:
        return int(described.isNumeric || described.ages ? Qt::DescendingOrder : Qt::AscendingOrder);
    default: return {};
    }
}

void TableModel::startTint()
{
    if (!m_tintTimer.isActive())
        m_tintTimer.start(kTint);
}

int compared(const CellValue &left, const CellValue &right, Qt::SortOrder order)
{
    const bool isLeftKnown = !std::holds_alternative<std::monostate>(left);
    const bool isRightKnown = !std::holds_alternative<std::monostate>(right);
    if (!isLeftKnown || !isRightKnown)
        return int(isRightKnown) - int(isLeftKnown);
    const int sign = order == Qt::AscendingOrder ? 1 : -1;
    const auto *leftText = std::get_if<QString>(&left);
    const auto *rightText = std::get_if<QString>(&right);
    if (leftText && rightText)
        return sign * comparedTexts(*leftText, *rightText);
    return sign * (int(right < left) - int(left < right));
}

} // namespace lockmaster

#include "moc_tablemodel.cpp"
