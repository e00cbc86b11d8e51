// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionspage.h"

#include "base/format.h"
#include "model/hidden.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/table/tableview.h"
#include "ui/sessions/behindline.h"
#include "ui/sessions/sessionactions.h"
#include "ui/sessions/sessionbar.h"
#include "ui/sessions/sessiongroups.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace lockmaster {

SessionsPage::SessionsPage(MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("sessions"), bus, parent)
    , m_bar(new SessionBar(this))
    , m_table(new TableView(QStringLiteral("sessions"), tr("Sessions"), m_model, this))
    , m_status(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_note(new ElidedLabel({}, FontRole::Body, Tone::Muted, this))
    , m_actions(new SessionActions(this))
    , m_behind(new BehindLine(this))
{
    setUpLayout();
    setUpTable();
    setUpActions();
    showEmptyText(nullptr);
}

QString SessionsPage::title() const
{
    return tr("Sessions");
}

QString SessionsPage::badge(const Snapshot &snapshot) const
{
    if (!snapshot.postgres || snapshot.postgres->lockWaits.empty())
        return {};
    return QString::number(snapshot.postgres->lockWaits.size());
}

void SessionsPage::setUpLayout()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(size::kInner);
    line->addWidget(m_status, 2);
    line->addWidget(m_note, 1);
    m_note->hide();
    for (QAction *action : {m_actions->cancelAction(), m_actions->endAction()}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAccessibleName(action->text());
        button->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    column->setSpacing(size::kInner);
    column->addWidget(m_bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_behind);
    column->addLayout(line);
}

void SessionsPage::setUpTable()
{
    m_table->setDefaultSort(m_model.columnOf(u"blocks"), Qt::DescendingOrder);
    connect(m_bar, &SessionBar::viewChanged, &m_model, &SessionModel::setView);
    connect(m_bar, &SessionBar::textChanged, &m_model, &SessionModel::setTextFilter);
    connect(m_bar, &SessionBar::dismissed, m_table, &TableView::dismissFilters);
    connect(m_bar, &SessionBar::sortRequested, this,
            [this](const QString &column) { m_table->sortByColumn(m_model.columnOf(column), Qt::DescendingOrder); });
    const auto showAgain = [this] {
        if (const SnapshotPtr snapshot = bus().shown(target()))
            showStatus(*snapshot);
        keepSelection();
    };
    connect(m_bar, &SessionBar::viewChanged, this, showAgain);
    connect(&m_model, &TableModel::filtersChanged, this, showAgain);
    connect(m_table, &TableView::filtersShown, m_bar, &SessionBar::focusText);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const SessionRow *row = currentRow())
            select(*row);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { updateContext(); });
    connect(m_table, &TableView::rowActivated, this, [this](int row) {
        if (m_model.row(row).session)
            Q_EMIT inspectorRequested();
    });
    connect(m_table, &TableView::menuRequested, this,
            [this](int, const QPoint &pos) { m_actions->makeMenu(this)->popup(pos); });
    connect(m_table, &TableView::selectionDismissed, this, [this] {
        m_selected = {};
        updateContext();
        Q_EMIT sessionSelected({});
    });
}

void SessionsPage::setUpActions()
{
    m_model.setView(m_bar->view());
    connect(&bus(), &MomentBus::modeChanged, this, &SessionsPage::updateContext);
    connect(m_actions, &SessionActions::actionRequested, this, &Page::actionRequested);
    connect(m_actions, &SessionActions::locksRequested, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("locks"), m_selected); });
    connect(m_actions, &SessionActions::copyRowsRequested, m_table, &TableView::copyRows);
    connect(m_actions, &SessionActions::copyValueRequested, this, &SessionsPage::copyValue);
    connect(m_actions, &SessionActions::copyQueryRequested, this, &SessionsPage::copyQuery);
    connect(m_actions, &SessionActions::filterByValueRequested, this, &SessionsPage::filterByValue);
    connect(m_behind, &BehindLine::connectionRequested, this, &Page::elsewhereRequested);
    connect(m_actions, &SessionActions::exportRequested, m_table, &TableView::exportRows);
    connect(m_table, &TableView::exported, this, [this](const QString &error) {
        m_note->setTone(error.isEmpty() ? Tone::Muted : Tone::Critical);
        m_note->show();
        m_note->setText(error.isEmpty() ? tr("Rows exported, literals masked") : tr("Not exported: %1").arg(error));
    });
}

bool SessionsPage::choosePreset(const QString &id)
{
    return m_bar->choosePreset(id);
}

void SessionsPage::targetChanged()
{
    m_model.clear();
    m_selected = {};
    m_status->setText({});
    m_note->hide();
    showEmptyText(nullptr);
    updateContext();
    Q_EMIT sessionSelected({});
}

void SessionsPage::showSnapshot(const Snapshot &snapshot)
{
    m_dataTaken = snapshot.dataTaken;
    if (snapshot.postgres)
        m_model.setState(*snapshot.postgres);
    else
        m_model.clear();
    m_table->setStale(!isLive(snapshot.link));
    showStatus(snapshot);
    showEmptyText(&snapshot);
    keepSelection();
}

void SessionsPage::showStatus(const Snapshot &snapshot)
{
    if (!snapshot.postgres)
        return m_status->setText({}); // the banner says why
    const SessionCounts &counts = m_model.counts();
    const int waiting = hidesSessions(*snapshot.postgres) ? int(snapshot.postgres->lockWaits.size()) : counts.waiting;
    QStringList words{tr("%1 of %Ln sessions", nullptr, m_model.totalRows()).arg(formatCount(counts.sessions)),
                      tr("%1 waiting for a lock").arg(formatCount(waiting))};
    if (hidesSessions(*snapshot.postgres))
        words << tr("who is active or idle is hidden");
    else
        words << tr("%1 active").arg(formatCount(counts.active))
              << tr("%1 idle in transaction").arg(formatCount(counts.idleInTransaction));
    if (counts.replication > 0)
        words << tr("%1 replication").arg(formatCount(counts.replication));
    if (isLive(snapshot.link))
        words << tr("as of %1").arg(formatTimeOfDay(snapshot.dataTaken.wall));
    else
        words << tr("last seen %1, %2 ago")
                     .arg(formatTimeOfDay(snapshot.dataTaken.wall),
                          formatDuration(snapshot.taken.wall - snapshot.dataTaken.wall));
    m_status->setTone(isLive(snapshot.link) ? Tone::Muted : Tone::Blind);
    m_status->setText(words.join(QStringLiteral("  ·  ")));
}

void SessionsPage::showEmptyText(const Snapshot *snapshot)
{
    if (!snapshot)
        m_table->setEmptyText(tr("No data yet. The first sessions appear as soon as the server has answered."));
    else if (!snapshot->postgres)
        m_table->setEmptyText(tr("Nothing has been read from this server yet."));
    else
        m_table->setEmptyText(
            tr("No session matches. Choose “All sessions” or clear the filters (Escape) to see the rest."));
}

/// A session that ended or is filtered out stays selected for the inspector; nothing else takes its place here.
void SessionsPage::keepSelection()
{
    const int row = m_selected.pid ? m_model.rowOf({{}, m_selected}) : -1;
    if (row >= 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentRow(row, false);
    updateContext();
}

void SessionsPage::select(const SessionRow &row)
{
    const SessionKey key = row.session ? row.session->key : SessionKey{};
    updateContext();
    if (key == m_selected)
        return;
    m_selected = key;
    Q_EMIT sessionSelected(key);
}

void SessionsPage::selectSession(const SessionKey &key)
{
    if (m_model.rowOf({{}, key}) < 0) {
        m_bar->clearText();
        m_table->dismissFilters();
        m_model.clearFilters();
        m_bar->choosePreset(QStringLiteral("all"));
    }
    if (const int row = m_model.rowOf({{}, key}); row >= 0)
        m_table->setCurrentRow(row, true);
}

bool SessionsPage::focusFilter()
{
    m_bar->focusText();
    return true;
}

void SessionsPage::selectItem(const QString &item)
{
    m_selected = sessionOfItem(item);
    selectSession(m_selected);
}

const SessionRow *SessionsPage::currentRow() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 ? nullptr : &m_model.row(row);
}

std::vector<SessionKey> SessionsPage::selectedSessions() const
{
    std::vector<SessionKey> keys;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        const SessionRow &row = m_model.row(index.row());
        if (row.session && !isBackground(*row.session) && startOf(*row.session))
            keys.push_back(row.session->key);
    }
    return keys;
}

void SessionsPage::updateContext()
{
    SessionContext context{.target = target(), .row = {}, .seenAt = m_dataTaken};
    if (const Target *known = bus().target(target()))
        context.isReadOnly = known->readOnly;
    context.isSaved = bus().saved();
    context.isLive = bus().isLive();
    context.selected = int(m_table->selectionModel()->selectedRows().size());
    if (context.selected > 1)
        context.several = selectedSessions();
    if (const SessionRow *row = currentRow())
        context.row = *row;
    m_actions->setContext(context);
    showBehind();
}

void SessionsPage::showBehind()
{
    const SessionRow *row = currentRow();
    const auto shown = [this](const QString &name) { return bus().shown(name); };
    m_behind->showTrace(row && row->session ? traceClient(*row->session, bus().fleet(), shown) : ClientTrace());
}

void SessionsPage::copyValue()
{
    if (const QModelIndex index = m_table->currentIndex(); index.isValid())
        QGuiApplication::clipboard()->setText(m_model.cell(index.row(), index.column()).text);
}

void SessionsPage::copyQuery()
{
    if (const SessionRow *row = currentRow(); row && row->session)
        QGuiApplication::clipboard()->setText(row->session->query);
}

void SessionsPage::filterByValue()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const QString text = m_model.cell(index.row(), index.column()).text;
    m_table->filterHeader().setFiltersShown(true);
    m_table->filterHeader().filterField(index.column())->setText(text);
}

} // namespace lockmaster

#include "moc_sessionspage.cpp"
