// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/clients/clientspage.h"

#include "watch/momentbus.h"
#include "ui/actions/offers/pageactions.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/redis/redisnotes.h"

#include <QComboBox>
#include <numeric>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// Answers that clients have not taken. Not counted: replicas, whose blocks of the backlog are always some 20 kB (the
/// Replication page tells how far they are), and the answer that told all this.
std::int64_t waitingOutput(const std::vector<RedisClient> &clients)
{
    return std::accumulate(
        clients.begin(), clients.end(), std::int64_t(0), [](std::int64_t sum, const RedisClient &client) {
            const bool isReplica = client.flags.contains(u'S');
            const bool isTheAsker = client.command == u"client|list" && client.idle == std::chrono::seconds(0);
            return isReplica || isTheAsker ? sum : sum + client.outputMemory;
        });
}

} // namespace

RedisClientModel::RedisClientModel(QObject *parent) : KeyedTableModel<RedisClientRow>(clientColumns(), parent) {}

void RedisClientModel::setPreset(const ClientPreset &preset)
{
    m_accepts = preset.accepts;
    rebuild();
}

bool RedisClientModel::accepts(const RedisClientRow &row) const
{
    return !m_accepts || m_accepts(row.client);
}

RedisClientsPage::RedisClientsPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"clients"_s, tr("Clients"), bus, parent)
    , m_presetList(clientPresets())
    , m_table(new TableFrame(u"redis_clients"_s, tr("Clients"), m_model, this))
    , m_presets(new QComboBox(this))
{
    m_table->view().setDefaultSort(m_model.columnOf(u"output_memory"), Qt::DescendingOrder);
    setUpPresets();
    m_table->addControl(new PageActions(ServerKind::Redis, *this, m_table));
    setContent(m_table);
    m_actions = new RowActions(ServerKind::Redis, u"clients", *this, *m_table, [this](int row) {
        const RedisClient &client = m_model.row(row).client;
        return u"%1@%2"_s.arg(client.id).arg(client.address);
    });
    m_actions->takeSeveral();
    connect(m_table, &TableFrame::filtersChanged, this, [this] {
        if (const SnapshotPtr snapshot = this->bus().shown(target()); snapshot && snapshot->redis)
            showStatus(*snapshot);
    });
}

void RedisClientsPage::setUpPresets()
{
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setMinimumContentsLength(18);
    setPlainToolTip(m_presets, tr("Which clients to show, and which first"));
    for (const ClientPreset &preset : m_presetList)
        m_presets->addItem(preset.title, preset.id);
    connect(m_presets, &QComboBox::activated, this, &RedisClientsPage::applyPreset);
    m_table->addControl(m_presets);
}

bool RedisClientsPage::choosePreset(const QString &id)
{
    const int index = m_presets->findData(id);
    if (index < 0)
        return false;
    m_presets->setCurrentIndex(index);
    applyPreset(index);
    return true;
}

void RedisClientsPage::applyPreset(int index)
{
    const ClientPreset &preset = m_presetList[std::size_t(index)];
    m_model.setPreset(preset);
    m_table->view().sortByColumn(m_model.columnOf(preset.sortColumn), Qt::DescendingOrder);
    m_table->view().scrollToTop();
    if (const SnapshotPtr snapshot = bus().shown(target()); snapshot && snapshot->redis)
        showStatus(*snapshot);
}

void RedisClientsPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    if (state.clients != m_clients || !state.clients) {
        m_clients = state.clients;
        std::vector<RedisClientRow> rows;
        for (const RedisClient &client : m_clients ? *m_clients : std::vector<RedisClient>())
            rows.push_back({client});
        m_model.setRows(std::move(rows));
    }
    m_table->view().setStale(!isLive(snapshot.link));
    m_table->view().setEmptyText(
        m_clients
            ? tr("No client matches. Choose “All clients” or clear the filters (Escape) to see the rest.")
            : absentWords(snapshot, {u"CLIENT LIST"_s}, tr("The list of clients will be read with the next sample.")));
    showStatus(snapshot);
}

void RedisClientsPage::showStatus(const Snapshot &snapshot)
{
    if (!m_clients)
        return m_table->setStatus(asOfWords(snapshot));
    const auto blocked = std::ranges::count_if(*m_clients, isBlocked);
    const auto replicas =
        std::ranges::count_if(*m_clients, [](const RedisClient &client) { return client.flags.contains(u'S'); });
    const auto &taken = snapshot.redis->clientsTaken;
    QStringList words{tr("%1 of %2 clients").arg(formatCount(m_model.rowCount()), formatCount(m_model.totalRows())),
                      tr("%1 blocked").arg(blocked),
                      tr("%1 wait to be sent").arg(formatBytes(waitingOutput(*m_clients)))};
    if (replicas > 0) // which connected_clients leaves out
        words.insert(1, tr("%n replicas among them", nullptr, int(replicas)));
    words << (taken && isLive(snapshot.link) ? tr("as of %1").arg(formatTimeOfDay(*taken)) : asOfWords(snapshot));
    m_table->setStatus(words.join(QStringLiteral("  ·  ")), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

void RedisClientsPage::showNothing(const QString &why)
{
    m_clients.reset();
    m_model.setRows({});
    m_table->setStatus({});
    m_table->view().setEmptyText(why);
}

} // namespace lockmaster

#include "moc_clientspage.cpp"
