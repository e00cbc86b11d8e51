// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/offers/pageactions.h"

#include "actions/registry.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/page.h"
#include "watch/momentbus.h"

#include <QMenu>

namespace lockmaster {

PageActions::PageActions(ServerKind kind, Page &page, QWidget *parent)
    : QToolButton(parent), m_kind(kind), m_page(page), m_menu(new QMenu(this))
{
    setText(tr("Actions"));
    setPlainToolTip(this, tr("What can be done to this server here; each is planned and checked first, and asks."));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    fill(); // a menu without entries does not open
    connect(m_menu, &QMenu::aboutToShow, this, &PageActions::fill);
}

void PageActions::fill()
{
    m_menu->clear();
    const QString why = whyNoAction(m_page);
    for (const ActionType *type : actionsOnPage(m_kind, m_page.id())) {
        QAction *entry = m_menu->addAction(literalText(type->title()));
        entry->setObjectName(type->id);
        entry->setEnabled(why.isEmpty());
        setPlainToolTip(entry, why.isEmpty() ? type->help() : why);
        connect(entry, &QAction::triggered, this, [this, type] {
            ActionRequest request{type->id, m_page.target(), {}, {}};
            if (const SnapshotPtr snapshot = m_page.bus().shown(m_page.target()))
                request.seenAt = snapshot->dataTaken;
            Q_EMIT m_page.actionRequested(request);
        });
    }
}

} // namespace lockmaster

#include "moc_pageactions.cpp"
