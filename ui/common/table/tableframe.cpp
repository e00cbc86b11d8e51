// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table/tableframe.h"

#include "ui/common/clearbutton.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/table/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>

namespace lockmaster {

TableFrame::TableFrame(const QString &id, const QString &accessibleName, TableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_view(new TableView(id, accessibleName, model, this))
    , m_filter(new QLineEdit(this))
    , m_status(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_note(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_controls(new QHBoxLayout)
{
    m_controls->setSpacing(size::kInner);
    m_controls->addWidget(m_filter, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_status, 2);
    foot->addWidget(m_note, 1);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(size::kInner);
    column->addLayout(m_controls);
    column->addWidget(m_view, 1);
    column->addLayout(foot);
    setUpFilter(accessibleName);
    setUpView();
}

void TableFrame::setUpFilter(const QString &name)
{
    m_filter->setAccessibleName(tr("Filter %1").arg(name));
    m_filter->setPlaceholderText(tr("Filter  (/)"));
    addClearButton(*m_filter);
    setPlainToolTip(m_filter,
                    tr("Text that occurs in any column. Press / in the table for a filter under each column."));
    connect(m_filter, &QLineEdit::textChanged, &m_view->table(), &TableModel::setTextFilter);
    connect(&m_view->table(), &TableModel::filtersChanged, this, &TableFrame::takeFilter);
    connect(m_view, &TableView::filtersDismissed, m_filter, &QLineEdit::clear);
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_filter, nullptr, nullptr, Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, m_view, &TableView::dismissFilters);
}

/// It is cleared elsewhere, too, when a page shows a row that it hid.
void TableFrame::takeFilter()
{
    if (const QString filter = m_view->table().textFilter(); m_filter->text().trimmed() != filter)
        m_filter->setText(filter);
    Q_EMIT filtersChanged();
}

void TableFrame::setUpView()
{
    connect(m_view, &TableView::menuRequested, this, [this](int, const QPoint &pos) { showMenu(pos); });
    connect(m_view, &TableView::exported, this, [this](const QString &error) {
        m_note->setTone(error.isEmpty() ? Tone::Muted : Tone::Critical);
        m_note->setText(error.isEmpty() ? tr("Rows exported") : tr("Not exported: %1").arg(error));
        m_note->show();
    });
}

void TableFrame::addControl(QWidget *control)
{
    m_controls->insertWidget(m_controls->count() - 1, control);
}

void TableFrame::addMenuAction(QAction *action)
{
    m_menuActions << action;
}

void TableFrame::setStatus(const QString &text, Tone tone)
{
    m_status->setTone(tone);
    m_status->setText(text);
}

QString TableFrame::status() const
{
    return m_status->text();
}

void TableFrame::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TableFrame::showMenu(const QPoint &pos)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (!m_menuActions.isEmpty()) {
        menu->addActions(m_menuActions);
        menu->addSeparator();
    }
    connect(menu->addAction(tr("Copy value")), &QAction::triggered, this, &TableFrame::copyValue);
    connect(menu->addAction(tr("Copy rows")), &QAction::triggered, m_view, &TableView::copyRows);
    menu->addSeparator();
    connect(menu->addAction(tr("Export rows…")), &QAction::triggered, m_view, &TableView::exportRows);
    menu->popup(pos);
}

void TableFrame::copyValue()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(m_view->table().cell(index.row(), index.column()).text);
}

} // namespace lockmaster

#include "moc_tableframe.cpp"
