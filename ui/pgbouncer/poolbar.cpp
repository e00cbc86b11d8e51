// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/poolbar.h"

#include "base/format.h"
#include "base/text.h"
#include "model/postgres/sessionarguments.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/locks/lockactions.h"
#include "ui/pgbouncer/poolboxdelegate.h"
#include "watch/momentbus.h"

#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace lockmaster {

namespace {

constexpr int kMostLines = 3;

QString headingOf(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const QString name = QStringLiteral("%1 (%2)").arg(plainLine(pool.database), plainLine(pool.user));
    if (!state.servers)
        return PoolBar::tr("%1: who has its server connections is not asked for yet").arg(name);
    const auto size = poolSize(state, pool);
    QStringList words{
        size.value_or(0) > 0
            ? PoolBar::tr("%1 of %2 server connections in use").arg(formatCount(pool.serversBusy()), formatCount(*size))
            : PoolBar::tr("%n server connections in use", nullptr, pool.serversBusy())};
    if (pool.clientsWaiting > 0)
        words << PoolBar::tr("%n clients wait", nullptr, pool.clientsWaiting);
    return QStringLiteral("%1: %2").arg(name, words.join(QStringLiteral("  ·  ")));
}

/// Why the session behind a box cannot be ended from here; empty when nothing is in the way that a box knows of.
QString obstacleOf(const PoolBox &box)
{
    if (box.target.isEmpty())
        return PoolBar::tr("The server of %1 is not in this fleet.").arg(box.server.remotePid);
    if (!box.session)
        return PoolBar::tr("%1 shows no session %2.").arg(plainLine(box.target), QString::number(box.server.remotePid));
    return {};
}

} // namespace

PoolBar::PoolBar(MomentBus &bus, QWidget *parent)
    : QWidget(parent)
    , m_bus(bus)
    , m_boxes(poolBoxColumns())
    , m_heading(new ElidedLabel({}, FontRole::Body, Tone::Normal, this))
    , m_list(new QListView(this))
    , m_reason(new ElidedLabel({}, FontRole::Caption, Tone::Muted, this))
    , m_show(new QPushButton(this))
    , m_end(new QPushButton(this))
{
    m_list->setModel(&m_boxes);
    m_list->setItemDelegate(new PoolBoxDelegate(m_boxes, this));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::MultiSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setStyleSheet(QStringLiteral("background: transparent"));
    m_list->setAccessibleName(tr("Server connections of the pool"));
    m_list->installEventFilter(this);
    makeLayout();
    connectParts();
    showNothing();
}

void PoolBar::makeLayout()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(size::kInner);
    line->addWidget(m_show);
    line->addWidget(m_end);
    line->addWidget(m_reason, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(size::kGap);
    column->addWidget(m_heading);
    column->addWidget(m_list);
    column->addLayout(line);
}

void PoolBar::connectParts()
{
    connect(m_list, &QListView::activated, this, &PoolBar::openSession);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PoolBar::showOffers);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PoolBar::showOffers);
    connect(&m_bus, &MomentBus::modeChanged, this, &PoolBar::showOffers);
    connect(m_show, &QPushButton::clicked, this, [this] { openSession(m_list->currentIndex()); });
    connect(m_end, &QPushButton::clicked, this, &PoolBar::endChosen);
}

void PoolBar::showPool(const PgBouncerState &state, const PgBouncerPool &pool)
{
    const QString name = pool.database + u'\n' + pool.user;
    if (std::exchange(m_pool, name) != name)
        m_boxes.setRows({}); // what was picked out of another pool is not of this one
    m_heading->setText(headingOf(state, pool));
    m_boxes.setRows(
        poolBoxes(state, pool, m_bus.fleet(), [this](const QString &target) { return m_bus.shown(target); }));
    setVisible(true);
    fitHeight();
    showOffers();
}

void PoolBar::showNothing()
{
    m_pool.clear();
    m_boxes.setRows({});
    hide();
}

/// As many lines as there are boxes for, up to three: what is more is scrolled to.
void PoolBar::fitHeight()
{
    const QSize box = m_list->itemDelegate()->sizeHint({}, {});
    const int inLine = std::max(1, width() / box.width());
    const int lines = std::clamp((m_boxes.rowCount() + inLine - 1) / inLine, 0, kMostLines);
    m_list->setVisible(lines > 0);
    m_list->setFixedHeight(lines * box.height());
}

void PoolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

bool PoolBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Escape && m_list->selectionModel()->hasSelection())
        m_list->clearSelection();
    else if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::ShiftModifier)
        endChosen();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

std::vector<const PoolBox *> PoolBar::chosen() const
{
    QModelIndexList places = m_list->selectionModel()->selectedIndexes();
    if (places.isEmpty() && m_list->currentIndex().isValid())
        places = {m_list->currentIndex()};
    std::vector<const PoolBox *> boxes;
    for (const QModelIndex &index : std::as_const(places))
        boxes.push_back(&m_boxes.row(index.row()));
    return boxes;
}

OfferedAction PoolBar::offer() const
{
    const std::vector<const PoolBox *> boxes = chosen();
    OfferedAction all{
        tr("End session…"), tr("Choose connections: Space picks them out, Enter goes to the session."), {}};
    std::vector<SessionKey> keys;
    for (const PoolBox *box : boxes) {
        all.reason = obstacleOf(*box);
        if (all.reason.isEmpty() && box->target != boxes.front()->target)
            all.reason = tr("These run on several servers: choose those of one.");
        const SnapshotPtr there = all.reason.isEmpty() ? m_bus.shown(box->target) : nullptr;
        if (!there)
            return all;
        OfferedAction one = offerEndSession(*there, box->session->key,
                                            {m_bus.target(box->target), m_bus.isLive(), m_bus.saved() != nullptr});
        if (!one.isOffered())
            return one;
        keys.push_back(box->session->key);
        all = std::move(one);
    }
    if (keys.size() > 1) {
        all.text = tr("End %n sessions…", nullptr, int(keys.size()));
        all.request.action = kTerminateChosen;
        all.request.arguments = sessionListArguments(keys);
    }
    return all;
}

void PoolBar::showOffers()
{
    const OfferedAction all = offer();
    m_end->setText(all.text);
    m_end->setEnabled(all.isOffered());
    m_reason->setText(all.reason);
    const int row = m_list->currentIndex().row();
    const bool isKnown = row >= 0 && m_boxes.row(row).session;
    m_show->setText(isKnown ? tr("Show session %1").arg(m_boxes.row(row).server.remotePid) : tr("Show session"));
    m_show->setEnabled(isKnown);
}

void PoolBar::openSession(const QModelIndex &index)
{
    if (index.isValid() && m_boxes.row(index.row()).session)
        Q_EMIT sessionRequested(m_boxes.row(index.row()).target, m_boxes.row(index.row()).session->key);
}

void PoolBar::endChosen()
{
    if (const OfferedAction all = offer(); all.isOffered())
        Q_EMIT actionRequested(all.request);
}

} // namespace lockmaster

#include "moc_poolbar.cpp"
