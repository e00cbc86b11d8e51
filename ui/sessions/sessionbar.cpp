// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionbar.h"

#include "ui/common/clearbutton.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/theme/tokens.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>

namespace lockmaster {

SessionBar::SessionBar(QWidget *parent)
    : QWidget(parent)
    , m_presetList(sessionPresets())
    , m_presets(new QComboBox(this))
    , m_groups(new QComboBox(this))
    , m_text(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::kInner);
    row->addWidget(m_presets);
    row->addWidget(m_groups);
    m_hideIdle = addToggle(tr("Hide idle"), tr("Leaves out sessions that are idle outside a transaction"),
                           &SessionView::hideIdle);
    m_hideBackground = addToggle(tr("Hide background"),
                                 tr("Leaves out processes of the server itself (checkpointer, writers, "
                                    "autovacuum) and sessions of consoles like this one that block nobody"),
                                 &SessionView::hideBackground);
    row->addWidget(m_text, 1);
    setUpPresets();
    setUpGroups();
    setUpText();
    showView();
}

void SessionBar::setUpPresets()
{
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(18);
    m_presets->setPlaceholderText(tr("Own choice"));
    m_presets->setMaxVisibleItems(static_cast<int>(m_presetList.size()));
    setPlainToolTip(m_presets, tr("Which sessions to show"));
    for (const SessionPreset &preset : m_presetList) {
        m_presets->addItem(preset.title, preset.id);
        m_presets->setItemData(m_presets->count() - 1, plainToolTip(preset.toolTip), Qt::ToolTipRole);
    }
    connect(m_presets, &QComboBox::activated, this, &SessionBar::applyPreset);
}

void SessionBar::setUpGroups()
{
    m_groups->setAccessibleName(tr("Groups"));
    m_groups->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_groups->setMinimumContentsLength(19);
    setPlainToolTip(m_groups, tr("Puts sessions under headings with counts and highest ages"));
    for (int grouping = 0; grouping < kGroupings; ++grouping)
        m_groups->addItem(groupingTitle(static_cast<SessionGrouping>(grouping)));
    connect(m_groups, &QComboBox::activated, this, [this](int grouping) {
        SessionView view = m_view;
        view.grouping = static_cast<SessionGrouping>(grouping);
        setView(view);
    });
}

void SessionBar::setUpText()
{
    m_text->setAccessibleName(tr("Filter sessions"));
    m_text->setPlaceholderText(tr("Filter  (/)"));
    setPlainToolTip(m_text, tr("Text that occurs in any column. Press / in the table for a filter under each column."));
    addClearButton(*m_text);
    m_text->setMinimumWidth(m_text->fontMetrics().averageCharWidth() * 12);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &SessionBar::textChanged);
}

QToolButton *SessionBar::addToggle(const QString &text, const QString &toolTip, bool SessionView::*member)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    setPlainToolTip(button, toolTip);
    layout()->addWidget(button);
    connect(button, &QToolButton::toggled, this, [this, member](bool on) {
        SessionView view = m_view;
        view.*member = on;
        setView(view);
    });
    return button;
}

bool SessionBar::choosePreset(const QString &id)
{
    const auto found = std::ranges::find(m_presetList, id, &SessionPreset::id);
    if (found == m_presetList.end())
        return false;
    applyPreset(static_cast<int>(std::distance(m_presetList.begin(), found)));
    return true;
}

void SessionBar::applyPreset(int index)
{
    const SessionPreset &preset = m_presetList[static_cast<std::size_t>(index)];
    setView(preset.view);
    if (!preset.sortColumn.isEmpty())
        Q_EMIT sortRequested(preset.sortColumn);
    const QSignalBlocker blocker(m_presets);
    m_presets->setCurrentIndex(index); // two presets may have the same view and differ in order
}

void SessionBar::setView(const SessionView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    showView();
    Q_EMIT viewChanged(m_view);
}

void SessionBar::showView()
{
    const QSignalBlocker presets(m_presets);
    const QSignalBlocker groups(m_groups);
    const QSignalBlocker idle(m_hideIdle);
    const QSignalBlocker background(m_hideBackground);
    const auto found = std::ranges::find(m_presetList, m_view, &SessionPreset::view);
    m_presets->setCurrentIndex(
        found == m_presetList.end() ? -1 : static_cast<int>(std::distance(m_presetList.begin(), found)));
    m_groups->setCurrentIndex(static_cast<int>(m_view.grouping));
    m_hideIdle->setChecked(m_view.hideIdle);
    m_hideBackground->setChecked(m_view.hideBackground);
}

void SessionBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SessionBar::clearText()
{
    m_text->clear();
}

bool SessionBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = watched == m_text && event->type() == QEvent::KeyPress;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        clearText();
        Q_EMIT dismissed();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lockmaster

#include "moc_sessionbar.cpp"
