// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/fleetsidebar.h"

#include "ui/common/clearbutton.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/fleet/fleetdelegate.h"
#include "ui/fleet/nomatch.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "watch/momentbus.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

namespace lockmaster {

using namespace std::chrono_literals;

namespace {
constexpr int kFoldedWidth = 64;
} // namespace

FleetSidebar::FleetSidebar(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_model(bus)
    , m_targets(int(bus.fleet().targets.size()))
    , m_delegate(new FleetDelegate(this))
    , m_all(new QToolButton(this))
    , m_filter(new QLineEdit(this))
    , m_worstFirst(new QToolButton(this))
    , m_none(new NoMatch(this))
    , m_list(new QListView(this))
    , m_fresh(new PlainLabel({}, FontRole::Caption, Tone::Blind, this))
{
    m_all->setText(tr("All targets"));
    m_all->setAccessibleName(tr("All targets"));
    m_all->setCheckable(true);
    m_all->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_filter->setPlaceholderText(tr("Filter targets"));
    m_filter->setAccessibleName(tr("Filter targets"));
    addClearButton(*m_filter);
    m_filter->installEventFilter(this);
    m_worstFirst->setText(tr("Worst first"));
    m_worstFirst->setCheckable(true);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Targets"));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    makeLayout();
    connectParts();
    auto *ages = new QTimer(this);
    connect(ages, &QTimer::timeout, this, [this] {
        m_model.refreshAges();
        showFreshness();
    });
    ages->start(1s);
}

void FleetSidebar::makeLayout()
{
    auto *top = new QHBoxLayout;
    top->setContentsMargins(size::kInner, size::kInner, size::kInner, size::kInner);
    top->setSpacing(size::kGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_worstFirst);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *all = new QHBoxLayout;
    all->setContentsMargins(size::kInner, size::kInner, size::kInner, 0);
    all->addWidget(m_all);
    layout->addLayout(all);
    layout->addLayout(top);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    m_fresh->setContentsMargins(size::kGroup, size::kGap, size::kInner, size::kInner);
    m_fresh->setWordWrap(true);
    layout->addWidget(m_fresh);
}

/// What the ages say, in one line; nothing while all are young.
void FleetSidebar::showFreshness()
{
    const int old = m_model.oldOnes();
    m_fresh->setVisible(old > 0 && !m_isFolded);
    m_fresh->setText(old > 0 ? tr("%1 of %2 targets have data older than 10 s").arg(old).arg(m_targets) : QString());
}

void FleetSidebar::connectParts()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        m_none->tell(text, m_model.rowCount());
    });
    connect(m_none, &NoMatch::clearRequested, this, [this] {
        m_filter->clear();
        focusFilter();
    });
    connect(m_worstFirst, &QToolButton::toggled, &m_model, &FleetModel::setWorstFirst);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (const QString target = m_model.targetAt(index.row()); !target.isEmpty())
            Q_EMIT targetSelected(target);
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (m_all->isChecked() && !m_model.targetAt(index.row()).isEmpty())
            Q_EMIT targetSelected(m_model.targetAt(index.row()));
        Q_EMIT left();
    });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) {
        if (!m_model.targetAt(index.row()).isEmpty())
            Q_EMIT left();
    });
    connect(m_all, &QToolButton::clicked, this, [this] {
        m_all->setChecked(true); // only a target unchecks it
        Q_EMIT fleetRequested();
    });
}

void FleetSidebar::select(const QString &target)
{
    if (const int row = m_model.rowOf(target); row >= 0)
        m_list->setCurrentIndex(m_model.index(row));
}

void FleetSidebar::moveSelection(int rows)
{
    int row = m_list->currentIndex().row() + rows;
    while (row >= 0 && row < m_model.rowCount() && m_model.targetAt(row).isEmpty())
        row += rows;
    if (!m_model.targetAt(row).isEmpty())
        m_list->setCurrentIndex(m_model.index(row));
}

void FleetSidebar::focusFilter()
{
    setFolded(false);
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void FleetSidebar::setWorstFirst(bool worstFirst)
{
    m_worstFirst->setChecked(worstFirst);
}

void FleetSidebar::setFolded(bool folded)
{
    (m_isNarrow ? m_folds.narrow : m_folds.wide) = folded;
    fold(folded);
}

void FleetSidebar::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    fold(isNarrow ? m_folds.narrow : m_folds.wide);
}

void FleetSidebar::setFolds(FleetFolds folds)
{
    m_folds = folds;
    setNarrow(m_isNarrow);
}

/// What a filter hides would be out of reach: folding ends it.
void FleetSidebar::fold(bool folded)
{
    if (std::exchange(m_isFolded, folded) == folded)
        return;
    if (folded) {
        Q_EMIT foldBegins();
        m_filter->clear();
    }
    m_filter->setVisible(!folded);
    m_worstFirst->setVisible(!folded);
    m_all->setText(folded ? tr("All") : tr("All targets"));
    showFreshness();
    m_delegate->setFolded(folded);
    m_list->doItemsLayout(); // its rows have other heights now
    setMinimumWidth(folded ? kFoldedWidth : 0);
    setMaximumWidth(folded ? kFoldedWidth : QWIDGETSIZE_MAX);
    Q_EMIT foldChanged(folded);
}

void FleetSidebar::showFleetChosen(bool chosen)
{
    m_all->setChecked(chosen);
    if (chosen)
        m_list->clearSelection(); // its current row stays: the keys go on from there
    else
        m_list->selectionModel()->select(m_list->currentIndex(), QItemSelectionModel::ClearAndSelect);
}

/// Back one step: first the filter goes, then the keys.
void FleetSidebar::leaveFilter()
{
    if (m_filter->text().isEmpty())
        Q_EMIT left();
    m_filter->clear();
}

/// From the filter into the list without the mouse.
bool FleetSidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape: leaveFilter(); return true;
    case Qt::Key_Up: moveSelection(-1); return true;
    case Qt::Key_Down: moveSelection(1); return true;
    case Qt::Key_Return: m_list->setFocus(); return true;
    default: return QWidget::eventFilter(watched, event);
    }
}

} // namespace lockmaster

#include "moc_fleetsidebar.cpp"
