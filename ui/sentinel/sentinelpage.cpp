// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentinel/sentinelpage.h"

#include "watch/momentbus.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/notestrip.h"
#include "ui/common/panes.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/tilerow.h"
#include "ui/redis/fleetlookup.h"
#include "ui/redis/membersstrip.h"
#include "ui/redis/redisnotes.h"
#include "ui/sentinel/sentineltiles.h"
#include "ui/sentinel/sentinelwords.h"

#include <QVBoxLayout>
#include <algorithm>
#include <set>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// Of all groups; one that is of several counts once.
int serversOf(const SentinelState &state, std::vector<SentinelPeer> SentinelPrimary::*peers)
{
    std::set<QString> addresses;
    for (const SentinelPrimary &group : state.primaries) {
        for (const SentinelPeer &peer : group.*peers)
            addresses.insert(peer.address);
    }
    return int(addresses.size());
}

} // namespace

SentinelPage::SentinelPage(MomentBus &bus, QWidget *parent)
    : Page(u"overview"_s, bus, parent)
    , m_groups(groupColumns())
    , m_peers(peerColumns())
    , m_tilt(new NoteStrip(tr("TILT mode"), this))
    , m_dissent(new NoteStrip(tr("Disagreement of the Sentinels"), this))
    , m_members(new MembersStrip(bus, this))
    , m_tiles(new TileRow(sentinelTiles(Snapshot(), {}), this))
    , m_groupTable(new TableFrame(u"sentinel_groups"_s, tr("Primaries"), m_groups, this))
    , m_peerTable(new TableFrame(u"sentinel_peers"_s, tr("Replicas and Sentinels"), m_peers, this))
{
    m_groupTable->view().setDefaultSort(m_groups.columnOf(u"name"), Qt::AscendingOrder);
    m_peerTable->view().setDefaultSort(m_peers.columnOf(u"group"), Qt::AscendingOrder);
    makeLayout();
    m_actions = new RowActions(ServerKind::Sentinel, u"group", *this, *m_groupTable,
                               [this](int row) { return m_groups.row(row).group.name; });
}

QString SentinelPage::title() const
{
    return tr("Sentinel");
}

QString SentinelPage::badge(const Snapshot &snapshot) const
{
    if (!snapshot.sentinel)
        return {};
    const auto down = std::ranges::count_if(snapshot.sentinel->primaries,
                                            [](const SentinelPrimary &group) { return group.server.isDown(); });
    return down > 0 ? QString::number(down) : QString();
}

void SentinelPage::makeLayout()
{
    auto *board = new QVBoxLayout;
    board->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    board->setSpacing(size::kGroup);
    board->addWidget(m_tiles);
    board->addWidget(makePanes(Qt::Vertical, m_groupTable, m_peerTable, {2, 3}, this), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_tilt);
    column->addWidget(m_dissent);
    column->addWidget(m_members);
    column->addLayout(board, 1);
}

void SentinelPage::targetChanged()
{
    showNothing(tr("No data yet. The first numbers appear as soon as the Sentinel has answered."));
}

std::vector<SnapshotPtr> SentinelPage::otherSentinels() const
{
    std::vector<SnapshotPtr> others;
    for (const Target &each : bus().fleet().targets) {
        const SnapshotPtr snapshot =
            each.kind == ServerKind::Sentinel && each.name != target() ? bus().shown(each.name) : nullptr;
        if (snapshot && snapshot->sentinel && isLive(snapshot->link))
            others.push_back(snapshot);
    }
    return others;
}

void SentinelPage::showSnapshot(const Snapshot &snapshot)
{
    if (!snapshot.sentinel)
        return showNothing(nothingWords(snapshot));
    const SentinelState &state = *snapshot.sentinel;
    m_tilt->setNote(isLive(snapshot.link) ? tiltNote(state) : Note{});
    m_dissent->setNote(isLive(snapshot.link) ? disagreementNote(state, disagreements(state, otherSentinels()))
                                             : Note{});
    m_members->showSnapshot(snapshot);
    m_tiles->setTexts(sentinelTiles(snapshot, bus().findingsOf(target())));
    showGroups(state);
    showPeers(state);
    showTables(snapshot);
}

void SentinelPage::showGroups(const SentinelState &state)
{
    const std::vector<Disagreement> all = disagreements(state, otherSentinels());
    std::vector<GroupRow> rows;
    for (const SentinelPrimary &group : state.primaries) {
        QStringList dissent;
        for (const Disagreement &one : all) {
            if (one.group == group.name)
                dissent << tr("%1: %2").arg(one.other, one.address);
        }
        rows.push_back({group, targetNameAt(bus(), {group.server.address, group.server.runId}, ServerKind::Redis),
                        dissent.join(u", "_s)});
    }
    m_groups.setRows(std::move(rows));
}

void SentinelPage::showPeers(const SentinelState &state)
{
    std::vector<PeerRow> rows;
    for (const SentinelPrimary &group : state.primaries) {
        for (const SentinelPeer &replica : group.replicas)
            rows.push_back(
                {group.name, false, replica, targetNameAt(bus(), {replica.address, replica.runId}, ServerKind::Redis)});
        for (const SentinelPeer &sentinel : group.sentinels)
            rows.push_back({group.name, true, sentinel,
                            targetNameAt(bus(), {sentinel.address, sentinel.runId}, ServerKind::Sentinel)});
    }
    m_peers.setRows(std::move(rows));
}

void SentinelPage::showTables(const Snapshot &snapshot)
{
    const QString absent = absentWords(snapshot, {u"SENTINEL MASTERS"_s},
                                       tr("This Sentinel watches no primary: SENTINEL MONITOR gives it one."));
    m_groupTable->view().setEmptyText(absent);
    m_peerTable->view().setEmptyText(
        snapshot.sentinel->primaries.empty()
            ? absent
            : tr("It knows no replica and no other Sentinel: alone it can fail over to nobody."));
    for (TableFrame *table : {m_groupTable, m_peerTable})
        table->view().setStale(!isLive(snapshot.link));
    const Tone tone = isLive(snapshot.link) ? Tone::Muted : Tone::Blind;
    m_groupTable->setStatus(
        tr("%n primaries", nullptr, int(snapshot.sentinel->primaries.size())) + u"  ·  "_s + asOfWords(snapshot), tone);
    const int replicas = serversOf(*snapshot.sentinel, &SentinelPrimary::replicas);
    const int sentinels = serversOf(*snapshot.sentinel, &SentinelPrimary::sentinels);
    m_peerTable->setStatus(
        tr("%n replicas", nullptr, replicas) + u", "_s + tr("%n other Sentinels", nullptr, sentinels), tone);
}

void SentinelPage::showNothing(const QString &why)
{
    m_tilt->setNote({});
    m_dissent->setNote({});
    m_members->setNote({});
    m_tiles->setTexts(sentinelTiles(Snapshot(), {}));
    m_groups.setRows({});
    m_peers.setRows({});
    for (TableFrame *table : {m_groupTable, m_peerTable}) {
        table->setStatus({});
        table->view().setEmptyText(why);
    }
}

} // namespace lockmaster

#include "moc_sentinelpage.cpp"
