// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bouncersocketspage.h"

#include "base/format.h"
#include "watch/momentbus.h"
#include "model/pgbouncer/poolchain.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/table/tableview.h"
#include "ui/pgbouncer/tracebar.h"

#include <algorithm>

namespace lockmaster {

namespace {

const std::shared_ptr<const PgBouncerSockets> &listOf(const PgBouncerState &state, SocketSide side)
{
    return side == SocketSide::Clients ? state.clients : state.servers;
}

} // namespace

BouncerSocketsPage::BouncerSocketsPage(SocketSide side, MomentBus &bus, QWidget *parent)
    : BouncerPage(side == SocketSide::Clients ? QStringLiteral("clients") : QStringLiteral("servers"),
                  side == SocketSide::Clients ? tr("Clients") : tr("Servers"), bus, parent)
    , m_side(side)
    , m_model(bouncerSocketColumns(side))
    , m_trace(new TraceBar(this))
{
    const bool areClients = side == SocketSide::Clients;
    setUpTable(QStringLiteral("pgbouncer-") + id(), m_model,
               areClients ? QStringLiteral("wait") : QStringLiteral("requested"), Qt::DescendingOrder);
    addBelow(m_trace);
    connect(table().selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            m_selected = m_model.row(now.row()).key();
        showTrace();
    });
    connect(m_trace, &TraceBar::sessionRequested, this, [this](const QString &target, const SessionKey &key) {
        Q_EMIT elsewhereRequested(target, QStringLiteral("sessions"), itemOf(key));
    });
    if (areClients)
        offerActions();
}

/// Before 1.24 a client has no id: then its pointer names it, and the action says what helps there.
void BouncerSocketsPage::offerActions()
{
    m_actions = new RowActions(ServerKind::PgBouncer, u"client", *this, frame(), [this](int row) {
        const PgBouncerSocket &client = m_model.row(row).socket;
        return client.id ? QString::number(*client.id) : client.address;
    });
    m_actions->alsoTell([this](int row) {
        const PgBouncerSocket &client = m_model.row(row).socket;
        QJsonObject identity{{QStringLiteral("address"), placeText(client.host, client.port)}};
        if (client.connected)
            identity.insert(QStringLiteral("connected"), formatIso(*client.connected));
        return identity;
    });
}

QStringList BouncerSocketsPage::probes() const
{
    return {QStringLiteral("clients"), QStringLiteral("servers")};
}

void BouncerSocketsPage::selectItem(const QString &item)
{
    m_selected = item;
    if (m_model.rowOf(item) < 0)
        m_model.clearFilters();
    keepSelection();
}

void BouncerSocketsPage::keepSelection()
{
    const int row = m_selected.isEmpty() ? -1 : m_model.rowOf(m_selected);
    if (row >= 0 && row != table().currentIndex().row())
        table().setCurrentRow(row, true);
    showTrace();
}

void BouncerSocketsPage::showState(const PgBouncerState &state)
{
    m_model.setRows(bouncerSocketRows(state, m_side));
    m_trace->setVisible(m_model.totalRows() > 0);
    keepSelection();
}

void BouncerSocketsPage::clear()
{
    m_model.setRows({});
    m_trace->showNothing();
    m_trace->hide();
}

void BouncerSocketsPage::targetChanged()
{
    m_selected.clear();
    BouncerPage::targetChanged();
}

void BouncerSocketsPage::showTrace()
{
    const SnapshotPtr snapshot = bus().shown(target());
    const int row = table().currentIndex().row();
    if (row < 0 || !snapshot || !snapshot->pgbouncer)
        return m_trace->showNothing();
    const BouncerSocketRow &shown = m_model.row(row);
    const std::optional<PgBouncerSocket> own = shown.socket;
    TraceBar::Way way{m_side == SocketSide::Clients ? own : shown.other,
                      m_side == SocketSide::Clients ? shown.other : own,
                      {},
                      shown.taken};
    if (way.server) {
        const auto of = [this](const QString &name) { return bus().shown(name); };
        way.backend = traceBackend(*snapshot->pgbouncer, *way.server, bus().fleet(), of);
    }
    m_trace->showWay(way);
}

QString BouncerSocketsPage::statusOf(const PgBouncerState &state) const
{
    const auto &list = listOf(state, m_side);
    if (!list)
        return tr("not asked for yet");
    const int all = m_model.totalRows();
    const bool isClients = m_side == SocketSide::Clients;
    const QString one = isClients ? tr("1 client") : tr("1 server connection");
    const QString many = isClients ? tr("%1 clients") : tr("%1 server connections");
    QString count = all == 1 ? one : many.arg(formatCount(all));
    if (m_model.isFiltered())
        count = tr("%1 of %2").arg(formatCount(m_model.rowCount()), count);
    const auto isConsole = [](const PgBouncerSocket &socket) { return socket.database == kPgBouncerConsole; };
    if (const auto consoles = std::ranges::count_if(list->all, isConsole); consoles > 0)
        count = consoles == 1 ? tr("%1 and 1 console").arg(count)
                              : tr("%1 and %2 consoles").arg(count, formatCount(consoles));
    return tr("%1 as of %2").arg(count, formatTimeOfDay(std::chrono::floor<WallTime::duration>(list->taken)));
}

QString BouncerSocketsPage::emptyTextOf(const PgBouncerState &state) const
{
    if (!listOf(state, m_side))
        return tr("Not asked for yet: PgBouncer writes this list only while somebody looks at it.");
    if (m_model.isFiltered())
        return tr("No connection matches. Clear the filters (Escape) to see the rest.");
    return m_side == SocketSide::Clients
               ? tr("No client is connected. Consoles are not listed.")
               : tr("There is no server connection: PgBouncer makes one when a client needs it.");
}

} // namespace lockmaster

#include "moc_bouncersocketspage.cpp"
