// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector.h"

#include "base/format.h"
#include "base/text.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"
#include "ui/common/queryview.h"
#include "ui/common/table/tableview.h"
#include "ui/inspector/agesview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace lockmaster {
namespace {

constexpr std::chrono::milliseconds kFrame{16};
constexpr int kRelatedShown = 5;

HealthState roleOf(const Session &session, int victims)
{
    if (victims > 0)
        return HealthState::Critical;
    switch (session.state) {
    case SessionState::IdleInTransaction:
    case SessionState::IdleInTransactionAborted: return HealthState::Warning;
    case SessionState::Hidden:
    case SessionState::Disabled: return HealthState::Unknown;
    default: return session.waitEventType == u"Lock" ? HealthState::Warning : HealthState::Ok;
    }
}

QString stateText(const Session &session)
{
    const QString state = session.state == SessionState::None ? session.backendType : sessionStateName(session.state);
    const bool waitsForWork = session.waitEventType == u"Client" || session.waitEventType == u"Activity";
    if (session.waitEventType.isEmpty() || waitsForWork)
        return plainLine(state);
    return plainLine(state + Inspector::tr(", waits for %1: %2").arg(session.waitEventType, session.waitEvent));
}

QString whoText(const Session &session)
{
    QStringList words;
    if (!session.database.isEmpty() || !session.user.isEmpty())
        words << Inspector::tr("%1 on database %2").arg(session.user, session.database);
    if (!session.client.isEmpty())
        words << (session.clientPort > 0 ? Inspector::tr("from %1, port %2").arg(session.client).arg(session.clientPort)
                                         : Inspector::tr("from %1").arg(session.client));
    if (session.state != SessionState::Hidden) // else neither is told
        words << (session.encrypted ? Inspector::tr("encrypted") : Inspector::tr("not encrypted"))
              << session.backendType;
    if (session.backendXid)
        words << Inspector::tr("has written (transaction %1)").arg(*session.backendXid);
    if (session.leaderPid)
        words << Inspector::tr("works for %1").arg(session.leaderPid);
    words.removeAll(QString());
    return plainLine(words.join(QStringLiteral(" · ")));
}

} // namespace

Inspector::Inspector(MomentBus &bus, QWidget *parent) : QWidget(parent), m_bus(bus), m_history(historyColumns())
{
    setAccessibleName(tr("Inspector"));
    m_nothing = new PlainLabel({}, FontRole::Body, Tone::Muted, this);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(size::kPage, size::kPage, size::kPage, size::kPage);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(makeContent());
    setWhyNothing({});
    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrame);
    connect(&m_frame, &QTimer::timeout, this, &Inspector::refresh);
    connect(&bus, &MomentBus::shownChanged, this, [this](const QString &target) {
        if (target == m_target && !m_frame.isActive())
            m_frame.start();
    });
}

QWidget *Inspector::makeContent()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    column->setSpacing(size::kInner);
    m_ages = new AgesView(content);
    m_queryView = new QueryView(tr("Query"), content);
    m_copy = new QPushButton(tr("Copy query"), content);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_query); });
    auto *queryLine = new QHBoxLayout;
    queryLine->addWidget(new PlainLabel(tr("Query"), FontRole::Title, Tone::Normal, content), 1);
    queryLine->addWidget(m_copy);
    column->addWidget(makeHeader());
    column->addWidget(m_ages);
    column->addLayout(queryLine);
    column->addWidget(m_queryView, 2);
    column->addWidget(makeLocks());
    column->addWidget(makeHistory(), 3);
    return content;
}

QWidget *Inspector::makeHeader()
{
    auto *header = new QWidget(this);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::kGap);
    m_title = new ElidedLabel({}, FontRole::Title, Tone::Normal, header);
    m_mark = new StateMark(header);
    m_note = new PlainLabel({}, FontRole::Body, Tone::Blind, header);
    m_who = new PlainLabel({}, FontRole::Body, Tone::Muted, header);
    for (PlainLabel *label : {m_note, m_who}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    column->addWidget(m_title);
    column->addWidget(m_mark);
    column->addWidget(m_note);
    column->addWidget(m_who);
    return header;
}

QWidget *Inspector::makeLocks()
{
    auto *locks = new QWidget(this);
    auto *column = new QVBoxLayout(locks);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::kGap);
    m_locksTitle = new PlainLabel(tr("Locks"), FontRole::Title, Tone::Normal, locks);
    m_lockWords = new PlainLabel({}, locks);
    m_lockWords->setWordWrap(true);
    m_related = new QListWidget(locks);
    m_related->setAccessibleName(tr("Sessions before and behind this one"));
    m_related->setUniformItemSizes(true);
    connect(m_related, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const auto key = item->data(Qt::UserRole).value<SessionKey>();
        showSession(key);
        Q_EMIT sessionSelected(key);
    });
    column->addWidget(m_locksTitle);
    column->addWidget(m_lockWords);
    column->addWidget(m_related);
    return locks;
}

QWidget *Inspector::makeHistory()
{
    auto *history = new QWidget(this);
    auto *column = new QVBoxLayout(history);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::kGap);
    m_historyView =
        new TableView(QStringLiteral("session-history"), tr("Last minutes of this session"), m_history, history);
    m_historyView->setDefaultSort(0, Qt::DescendingOrder);
    column->addWidget(new PlainLabel(tr("Last minutes"), FontRole::Title, Tone::Normal, history));
    column->addWidget(m_historyView);
    return history;
}

void Inspector::setTarget(const QString &target)
{
    if (target == m_target)
        return;
    m_target = target;
    showSession({});
}

void Inspector::showSession(const SessionKey &key)
{
    m_key = key;
    m_stack->setCurrentIndex(key.pid > 0 ? 1 : 0);
    refresh();
}

void Inspector::setWhyNothing(const QString &words)
{
    m_nothing->setText(words.isEmpty() ? tr("Select a session to see all of it here.") : words);
}

void Inspector::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void Inspector::refresh()
{
    const SnapshotPtr shown = m_bus.shown(m_target);
    if (!isVisible() || m_key.pid == 0 || !shown)
        return;
    LastSeen seen{shown->postgres ? findSession(*shown->postgres, m_key) : SessionPtr(), shown};
    if (!seen.session)
        seen = lastSeen(m_bus.kept(m_target), m_key, shown->taken);
    if (seen.session)
        showSeen(seen, *shown);
    else
        m_stack->setCurrentIndex(0);
}

void Inspector::showSeen(const LastSeen &seen, const Snapshot &shown)
{
    const PostgresState &state = *seen.snapshot->postgres;
    m_stack->setCurrentIndex(1);
    const int place = state.forest.find(m_key.pid);
    const int victims = place < 0 ? 0 : state.forest.nodes[static_cast<std::size_t>(place)].victims;
    m_mark->setState(roleOf(*seen.session, victims), stateText(*seen.session));
    showHeader(*seen.session);
    showNote(seen, shown);
    m_ages->showSession(*seen.session, state.serverNow);
    showQuery(*seen.session);
    showLocks(state, *seen.session);
    m_history.setRows(sessionHistory(m_bus.kept(m_target), m_key, shown.taken));
}

void Inspector::showHeader(const Session &session)
{
    const QString name = session.application.isEmpty() ? session.user : session.application;
    m_title->setText(plainLine(QStringLiteral("%1 · %2").arg(session.key.pid).arg(name)));
    m_who->setText(whoText(session));
}

void Inspector::showNote(const LastSeen &seen, const Snapshot &shown)
{
    QString note;
    if (seen.snapshot.get() != &shown)
        note = tr("Ended, last seen %1").arg(formatTimeOfDay(seen.snapshot->taken.wall));
    else if (!isLive(shown.link))
        note = tr("Not known now, last seen %1").arg(formatTimeOfDay(shown.dataTaken.wall));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Inspector::showQuery(const Session &session)
{
    m_query = session.query;
    m_queryView->setQuery(session.query);
    m_queryView->setPlaceholderText(session.state == SessionState::Hidden ? tr("Statement hidden from this login.")
                                                                          : QString());
    m_copy->setEnabled(!session.query.isEmpty());
}

void Inspector::showLocks(const PostgresState &state, const Session &session)
{
    const SessionLocks locks = sessionLocks(state, session);
    m_lockWords->setText(locks.lines.isEmpty() ? tr("Neither waits for a lock nor blocks anybody")
                                               : locks.lines.join(u'\n'));
    if (locks.related != m_relatedSessions) {
        m_relatedSessions = locks.related;
        showRelated();
    }
    m_related->setVisible(!locks.related.empty());
}

void Inspector::showRelated()
{
    m_related->clear();
    for (const RelatedSession &related : m_relatedSessions) {
        const QString text =
            related.isBlocker ? tr("Blocked by %1").arg(related.text) : tr("Blocks %1").arg(related.text);
        auto *item = new QListWidgetItem(text, m_related);
        item->setData(Qt::UserRole, QVariant::fromValue(related.key));
        item->setFlags(related.key.pid > 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
        item->setSizeHint({0, size::kDenseRow});
    }
    m_related->setFixedHeight(std::min(m_related->count(), kRelatedShown) * size::kDenseRow + size::kGap);
}

} // namespace lockmaster

#include "moc_inspector.cpp"
