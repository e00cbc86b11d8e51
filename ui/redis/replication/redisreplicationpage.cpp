// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/replication/redisreplicationpage.h"

#include "base/hostport.h"
#include "watch/momentbus.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tilerow.h"
#include "ui/redis/fleetlookup.h"
#include "ui/redis/redisnotes.h"
#include "ui/redis/replication/replicationtiles.h"

#include <QVBoxLayout>

namespace lockmaster {

using namespace Qt::StringLiterals;

RedisReplicationPage::RedisReplicationPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"replication"_s, tr("Replication"), bus, parent)
    , m_replicas(replicaColumns())
    , m_tiles(new TileRow(replicationTiles(Snapshot(), {}), this))
    , m_primary(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_table(new TableFrame(u"redis_replicas"_s, tr("Replicas"), m_replicas, this))
{
    m_table->view().setDefaultSort(m_replicas.columnOf(u"behind"), Qt::DescendingOrder);
    m_primary->setWordWrap(true);
    m_primary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setSpacing(size::kGroup);
    column->addWidget(m_tiles);
    column->addWidget(m_primary);
    column->addWidget(m_table, 1);
    setContent(content);
    offerMembers();
    m_actions = new RowActions(ServerKind::Redis, u"candidate", *this, *m_table,
                               [this](int row) { return m_replicas.row(row).replica.address; });
}

QString RedisReplicationPage::primaryText() const
{
    return m_primary->text();
}

void RedisReplicationPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    m_tiles->setTexts(replicationTiles(snapshot, bus().findingsOf(target())));
    std::vector<ReplicaRow> rows;
    for (const RedisReplica &replica : state.replication.replicas)
        rows.push_back({replica, replicaLag(state.replication, replica),
                        targetNameAt(bus(), {replica.address}, ServerKind::Redis)});
    m_replicas.setRows(std::move(rows));
    m_table->view().setStale(!isLive(snapshot.link));
    m_table->view().setEmptyText(state.info.isEmpty()
                                     ? absentWords(snapshot, {u"INFO"_s}, tr("Not known at this moment."))
                                 : state.identity.role == RedisRole::Replica
                                     ? tr("No server replicates from this replica.")
                                     : tr("No replica is connected: what is lost with this server is lost."));
    m_table->setStatus(asOfWords(snapshot), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
    showPrimary(snapshot, state);
}

void RedisReplicationPage::showPrimary(const Snapshot &snapshot, const RedisState &state)
{
    QString words;
    if (state.identity.role == RedisRole::Replica && !state.replication.primaryHost.isEmpty()) {
        const QString address = hostPortText(state.replication.primaryHost, state.replication.primaryPort);
        const SnapshotPtr primary = shownAt(bus(), {address}, ServerKind::Redis);
        words = primary && primary->redis
                    ? primaryWords(snapshot, *primary)
                    : tr("Its primary %1 is not in this fleet, so what it says is not known.").arg(plainLine(address));
        if (primary && !isLive(primary->link))
            words = tr("Its primary %1 is not answering the console.").arg(primary->target) + u' ' + words;
    }
    m_primary->setText(words);
    m_primary->setVisible(!words.isEmpty());
}

void RedisReplicationPage::showNothing(const QString &why)
{
    m_tiles->setTexts(replicationTiles(Snapshot(), {}));
    m_primary->hide();
    m_replicas.setRows({});
    m_table->setStatus({});
    m_table->view().setEmptyText(why);
}

} // namespace lockmaster

#include "moc_redisreplicationpage.cpp"
