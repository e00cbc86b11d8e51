// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/filterheader.h"

#include "ui/common/notices/plaintooltip.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QStyleOptionHeader>
#include <utility>

namespace lockmaster {

FilterHeader::FilterHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QHeaderView::sectionResized, this, [this] { placeFields(); });
    connect(this, &QHeaderView::sectionMoved, this, [this] { placeFields(); });
}

void FilterHeader::setFiltersShown(bool shown)
{
    if (shown == m_areFiltersShown)
        return;
    m_areFiltersShown = shown;
    for (int column = 0; shown && column < count(); ++column)
        filterField(column);
    updateGeometries();
    Q_EMIT geometriesChanged(); // the view makes room
}

QLineEdit *FilterHeader::filterField(int column)
{
    if (const auto known = m_fields.find(column); known != m_fields.end())
        return known->second;
    auto *field = new QLineEdit(this);
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    field->setPlaceholderText(tr("Filter"));
    field->setAccessibleName(tr("Filter of column %1").arg(title));
    setPlainToolTip(field, tr("Text that has to occur, !text that must not; for numbers and ages >5, <=30s, >2h"));
    field->installEventFilter(this);
    connect(field, &QLineEdit::textChanged, this,
            [this, column](const QString &text) { Q_EMIT filterEdited(column, text); });
    m_fields.emplace(column, field);
    placeFields();
    return field;
}

void FilterHeader::clearFields()
{
    for (const auto &[column, field] : std::as_const(m_fields))
        field->clear();
}

int FilterHeader::titleHeight() const
{
    return QHeaderView::sizeHint().height();
}

QSize FilterHeader::sizeHint() const
{
    const QSize size = QHeaderView::sizeHint();
    return m_areFiltersShown ? size + QSize(0, size::kRow + size::kGap) : size;
}

void FilterHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, m_areFiltersShown ? size::kRow + size::kGap : 0);
    QHeaderView::updateGeometries();
    placeFields();
}

void FilterHeader::placeFields()
{
    for (const auto &[column, field] : std::as_const(m_fields)) {
        field->setVisible(m_areFiltersShown && !isSectionHidden(column));
        field->setGeometry(sectionViewportPosition(column) + size::kLine, titleHeight() + size::kGap / 2,
                           sectionSize(column) - 2 * size::kLine, size::kRow);
    }
}

void FilterHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (option->sortIndicator == QStyleOptionHeader::SortUp)
        option->sortIndicator = QStyleOptionHeader::SortDown;
    else if (option->sortIndicator == QStyleOptionHeader::SortDown)
        option->sortIndicator = QStyleOptionHeader::SortUp;
}

bool FilterHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        Q_EMIT filtersDismissed();
        return true;
    }
    return QHeaderView::eventFilter(watched, event);
}

} // namespace lockmaster

#include "moc_filterheader.cpp"
