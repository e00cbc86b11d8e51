// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/offers/rowactions.h"

#include "actions/registry.h"
#include "base/text.h"
#include "ui/common/notices/literaltext.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/page.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "watch/momentbus.h"

#include <QItemSelectionModel>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace lockmaster {

RowActions::RowActions(ServerKind kind, QStringView subject, Page &page, TableFrame &table,
                       std::function<QString(int)> nameOf)
    : RowActions(kind, subject, page, table.view(), std::move(nameOf))
{
    disconnect(&m_view, &TableView::menuRequested, this, nullptr); // the frame's menu has more
    for (const Offer &offer : m_offers)
        table.addMenuAction(offer.action);
}

RowActions::RowActions(ServerKind kind, QStringView subject, Page &page, TableView &view,
                       std::function<QString(int)> nameOf)
    : QObject(&page), m_page(page), m_view(view), m_subject(subject.toString()), m_nameOf(std::move(nameOf))
{
    for (const ActionType *type : actionsOn(kind, subject))
        add(*type);
    connect(&view, &TableView::menuRequested, this, [this](int, const QPoint &pos) { showMenu(pos); });
    connect(view.selectionModel(), &QItemSelectionModel::currentChanged, this, &RowActions::update);
    connect(&page.bus(), &MomentBus::modeChanged, this, &RowActions::update);
    connect(&page.bus(), &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target == m_page.target())
            update();
    });
    update();
}

void RowActions::add(const ActionType &type)
{
    auto *action = new QAction(this);
    connect(action, &QAction::triggered, this, [this, &type] { Q_EMIT m_page.actionRequested(requestFor(type)); });
    m_page.addAction(action);
    m_offers.push_back({&type, action});
}

void RowActions::alsoTell(std::function<QJsonObject(int)> identityOf)
{
    m_identityOf = std::move(identityOf);
    update();
}

void RowActions::showMenu(const QPoint &pos)
{
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const Offer &offer : m_offers)
        menu->addAction(offer.action);
    menu->popup(pos);
}

QAction *RowActions::find(QStringView actionId) const
{
    const auto found = std::ranges::find_if(m_offers, [&](const Offer &offer) { return offer.type->id == actionId; });
    return found == m_offers.end() ? nullptr : found->action;
}

ActionRequest RowActions::requestFor(const ActionType &type) const
{
    ActionRequest request{type.id, m_page.target(), m_identity, {}};
    request.arguments.insert(m_subject, m_name);
    if (const SnapshotPtr snapshot = m_page.bus().shown(m_page.target()))
        request.seenAt = snapshot->dataTaken;
    return request;
}

QString whyNoAction(const Page &page)
{
    const Target *target = page.bus().target(page.target());
    if (target && target->readOnly)
        return RowActions::tr("This target is read-only: the fleet file allows no action on it.");
    return page.bus().isLive() ? QString() : RowActions::tr("This is the past. Go live to act.");
}

QString RowActions::reason() const
{
    if (const QString why = whyNoAction(m_page); !why.isEmpty())
        return why;
    if (!m_objection.isEmpty())
        return m_objection;
    return m_name.isEmpty() ? tr("Select a row.") : QString();
}

void RowActions::takeSeveral()
{
    m_takesSeveral = true;
    connect(m_view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &RowActions::update);
}

QString RowActions::nameOfRows() const
{
    const QModelIndex index = m_view.currentIndex();
    if (!m_takesSeveral || !index.isValid())
        return index.isValid() ? m_nameOf(index.row()) : QString();
    QStringList names;
    for (const int row : m_view.selectedRows())
        names << m_nameOf(row);
    return names.join(u',');
}

void RowActions::setObjection(const QString &why)
{
    if (std::exchange(m_objection, why) != why)
        update();
}

void RowActions::update()
{
    const QModelIndex index = m_view.currentIndex();
    m_name = nameOfRows();
    m_identity = !m_name.isEmpty() && m_identityOf ? m_identityOf(index.row()) : QJsonObject();
    const QString why = reason();
    for (const Offer &offer : m_offers) {
        const QString text = m_name.isEmpty() ? offer.type->title() : offerText(requestFor(*offer.type));
        offer.action->setText(literalText(text));
        offer.action->setEnabled(why.isEmpty());
        setWhyNotNow(offer.action, m_name.isEmpty() ? QString() : why);
        setPlainToolTip(offer.action, why.isEmpty() ? offer.type->help() : why);
    }
}

} // namespace lockmaster

#include "moc_rowactions.cpp"
