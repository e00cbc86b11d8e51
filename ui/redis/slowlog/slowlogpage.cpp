// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/slowlog/slowlogpage.h"

#include "watch/momentbus.h"
#include "ui/actions/offers/pageactions.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/redis/redisnotes.h"

#include <QComboBox>
#include <QPushButton>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

const QString kSlow = u"slow"_s;
const QString kRequests = u"large-request"_s;
const QString kReplies = u"large-reply"_s;

RedisSlowEntries entriesOf(const RedisState &state, const QString &log)
{
    if (log == kSlow)
        return state.slowLog;
    const auto found = state.largeLogs.find(log);
    return found == state.largeLogs.end() ? nullptr : found->second;
}

QString settingOf(const RedisState &state, const QString &name)
{
    const auto found = state.settings.find(name);
    return found == state.settings.end() ? QString() : found->second;
}

} // namespace

SlowLogPage::SlowLogPage(MomentBus &bus, QWidget *parent)
    : RedisPage(u"slowlog"_s, tr("Slow log"), bus, parent)
    , m_table(new TableFrame(u"redis_slowlog"_s, tr("Slow log"), m_model, this))
    , m_logs(new QComboBox(this))
    , m_mark(new QPushButton(tr("Mark now"), this))
    , m_all(new QPushButton(tr("Show all"), this))
{
    m_table->view().setDefaultSort(m_model.columnOf(u"id"), Qt::DescendingOrder);
    setUpControls();
    setContent(m_table);
}

void SlowLogPage::setUpControls()
{
    m_logs->setAccessibleName(tr("Which log"));
    m_logs->addItem(tr("Slow commands"), kSlow);
    m_logs->addItem(tr("Large requests"), kRequests);
    m_logs->addItem(tr("Large replies"), kReplies);
    m_logs->hide();
    setPlainToolTip(m_mark, tr("From now on only entries that come after this moment are shown and counted"));
    setPlainToolTip(m_all, tr("All entries that the server still has"));
    m_all->hide();
    m_table->addControl(m_logs);
    m_table->addControl(m_mark);
    m_table->addControl(m_all);
    m_table->addControl(new PageActions(ServerKind::Redis, *this, m_table));
    connect(m_logs, &QComboBox::activated, this, &SlowLogPage::showChosen);
    connect(m_mark, &QPushButton::clicked, this, &SlowLogPage::markNow);
    connect(m_all, &QPushButton::clicked, this, &SlowLogPage::forgetMark);
}

SlowLogPage::Log SlowLogPage::chosen() const
{
    return m_logs->currentData().toString();
}

void SlowLogPage::markNow()
{
    const SnapshotPtr snapshot = bus().shown(target());
    if (!snapshot || !snapshot->redis)
        return;
    for (const Log &log : {kSlow, kRequests, kReplies}) {
        if (const RedisSlowEntries entries = entriesOf(*snapshot->redis, log))
            m_marks[target()][log] = lockmaster::markNow(*entries, snapshot->redis->serverNow);
    }
    showChosen();
}

void SlowLogPage::forgetMark()
{
    m_marks.erase(target());
    showChosen();
}

void SlowLogPage::showChosen()
{
    if (const SnapshotPtr snapshot = bus().shown(target()); snapshot && snapshot->redis)
        showRedis(*snapshot, *snapshot->redis);
}

void SlowLogPage::showRedis(const Snapshot &snapshot, const RedisState &state)
{
    showChoices(state);
    const RedisSlowEntries entries = entriesOf(state, chosen());
    const auto &marks = m_marks[target()];
    const auto mark = marks.find(chosen());
    const SlowLogView view =
        entries ? since(*entries, mark == marks.end() ? std::nullopt : std::optional(mark->second)) : SlowLogView{};
    std::vector<SlowRow> rows;
    for (const RedisSlowEntry &entry : view.entries)
        rows.push_back({entry});
    m_model.setRows(std::move(rows));
    m_table->view().setColumnHidden(m_model.columnOf(u"bytes"), chosen() == kSlow);
    m_table->view().setColumnHidden(m_model.columnOf(u"duration"), chosen() != kSlow);
    m_table->view().setStale(!isLive(snapshot.link));
    m_table->view().setEmptyText(emptyText(snapshot, entries != nullptr));
    m_mark->setEnabled(entries != nullptr);
    m_all->setVisible(mark != marks.end());
    if (entries)
        showStatus(snapshot, view);
    else
        m_table->setStatus(asOfWords(snapshot));
}

/// Only Valkey has further logs.
void SlowLogPage::showChoices(const RedisState &state)
{
    const bool hasMore = !state.largeLogs.empty();
    if (!hasMore)
        m_logs->setCurrentIndex(0);
    m_logs->setVisible(hasMore);
}

QString SlowLogPage::emptyText(const Snapshot &snapshot, bool isThere) const
{
    if (!isThere)
        return absentWords(snapshot, {chosen() == kSlow ? u"SLOWLOG GET"_s : u"COMMANDLOG GET"_s},
                           tr("The log will be read with the next sample."));
    if (chosen() == kSlow && settingOf(*snapshot.redis, u"slowlog-log-slower-than"_s).toLongLong() < 0)
        return tr("The slow log is off: slowlog-log-slower-than is negative.");
    if (m_marks.at(target()).contains(chosen()))
        return tr("Nothing has come into the log since the mark.");
    const qint64 limit = settingOf(*snapshot.redis, u"slowlog-log-slower-than"_s).toLongLong();
    return chosen() == kSlow && limit > 0
               ? tr("The log is empty: no command took longer than %1 (slowlog-log-slower-than).")
                     .arg(formatDuration(std::chrono::microseconds(limit)))
               : tr("The log is empty.");
}

void SlowLogPage::showStatus(const Snapshot &snapshot, const SlowLogView &view)
{
    const auto &marks = m_marks[target()];
    const auto mark = marks.find(chosen());
    const auto count = std::ssize(view.entries) + view.lost;
    QStringList words{mark == marks.end()
                          ? tr("%Ln entries read", nullptr, int(count))
                          : tr("%1 since %2").arg(formatCount(count), formatTimeOfDay(mark->second.at))};
    if (view.lost > 0)
        words << tr("%1 of them older than the newest %2 that are read")
                     .arg(formatCount(view.lost), formatCount(std::ssize(view.entries)));
    if (chosen() == kSlow && snapshot.redis->slowLogLength)
        words << tr("the newest of %1 in the log").arg(formatCount(*snapshot.redis->slowLogLength));
    const QString limit = settingOf(*snapshot.redis, u"slowlog-log-slower-than"_s);
    if (chosen() == kSlow && limit == u"0")
        words << tr("every command is logged");
    else if (chosen() == kSlow && limit.toLongLong() > 0)
        words << tr("slower than %1").arg(formatDuration(std::chrono::microseconds(limit.toLongLong())));
    words << asOfWords(snapshot);
    m_table->setStatus(words.join(u"  ·  "_s), isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
}

void SlowLogPage::showNothing(const QString &why)
{
    m_model.setRows({});
    m_logs->setCurrentIndex(0);
    m_table->view().setColumnHidden(m_model.columnOf(u"bytes"), true);
    m_logs->hide();
    m_all->hide();
    m_mark->setEnabled(false);
    m_table->setStatus({});
    m_table->view().setEmptyText(why);
}

} // namespace lockmaster

#include "moc_slowlogpage.cpp"
