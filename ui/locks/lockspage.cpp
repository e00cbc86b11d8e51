// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockspage.h"

#include "model/subject.h"

#include "base/format.h"
#include "ui/common/exportdialog.h"
#include "ui/common/filewriter.h"
#include "watch/momentbus.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/plaintooltip.h"
#include "ui/locks/lockexport.h"
#include "ui/locks/lockrelease.h"
#include "ui/locks/lockstree.h"
#include "ui/locks/preparedlist.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockmaster {

LocksPage::LocksPage(MomentBus &bus, QWidget *parent)
    : Page(QStringLiteral("locks"), bus, parent)
    , m_tree(new LocksTree(this))
    , m_prepared(new PreparedList(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeForest());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_prepared);
    connect(m_tree, &LocksTree::selectionMoved, this, &LocksPage::selectionChanged);
    connect(m_tree, &LocksTree::sessionEntered, this, &Page::inspectorRequested);
    connect(&bus, &MomentBus::modeChanged, this, &LocksPage::showOffers);
    m_endAction = addKey(tr("End session"), QKeySequence(QStringLiteral("Shift+Del")), &LocksPage::endSelected);
    m_cancelAction = addKey(tr("Cancel query"), Qt::Key_Delete, &LocksPage::cancelSelected);
    m_endAllAction = addKey(tr("End all that hold the queue up"), QKeySequence(QStringLiteral("Ctrl+Shift+Del")),
                            &LocksPage::endAll);
    addKey(tr("Copy the forest as text"), QKeySequence::Copy, &LocksPage::copySelected);
    addKey(tr("Export the forest…"), QKeySequence(QStringLiteral("Ctrl+E")), &LocksPage::exportForest);
    showOffers();
}

QString LocksPage::title() const
{
    return tr("Locks");
}

QString LocksPage::whyNothingToSelect(const Snapshot &snapshot) const
{
    if (!snapshot.postgres)
        return tr("No data of this target yet.");
    return snapshot.postgres->forest.isEmpty() ? tr("Nobody waits for a lock.") : QString();
}

QString LocksPage::badge(const Snapshot &snapshot) const
{
    if (!snapshot.postgres || snapshot.postgres->forest.isEmpty())
        return {};
    return QString::number(snapshot.postgres->forest.nodes.size() - snapshot.postgres->forest.roots.size());
}

QWidget *LocksPage::makeForest()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addWidget(makeBar());
    return box;
}

QWidget *LocksPage::makeBar()
{
    m_bar = new QWidget(this);
    m_words = new PlainLabel({}, FontRole::Title, Tone::Normal, m_bar);
    m_words->setWordWrap(true);
    m_words->setAccessibleDescription(tr("If the selected session ends"));
    m_reason = new PlainLabel({}, FontRole::Caption, Tone::Muted, m_bar);
    m_reason->setWordWrap(true);
    m_end = new QPushButton(m_bar);
    m_endAll = new QPushButton(m_bar);
    m_cancel = new QPushButton(m_bar);
    auto *exportButton = new QPushButton(tr("Export…"), m_bar);
    exportButton->setAccessibleDescription(tr("Saves the whole forest as CSV or JSON; literals are masked."));
    connect(m_end, &QPushButton::clicked, this, &LocksPage::endSelected);
    connect(m_endAll, &QPushButton::clicked, this, &LocksPage::endAll);
    connect(m_cancel, &QPushButton::clicked, this, &LocksPage::cancelSelected);
    connect(exportButton, &QPushButton::clicked, this, &LocksPage::exportForest);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(size::kInner);
    buttons->addWidget(m_end);
    buttons->addWidget(m_endAll);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_reason, 1);
    buttons->addWidget(exportButton);
    auto *layout = new QVBoxLayout(m_bar);
    layout->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kGroup);
    layout->setSpacing(size::kInner);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    return m_bar;
}

QAction *LocksPage::addKey(const QString &text, const QKeySequence &keys, void (LocksPage::*slot)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

void LocksPage::targetChanged()
{
    m_tree->clear();
    m_hasChosen = false;
    m_wanted = {};
}

void LocksPage::selectItem(const QString &item)
{
    selectSession(sessionOfItem(item));
}

void LocksPage::selectSession(const SessionKey &key)
{
    m_wanted = key;
    m_tree->select(key);
}

void LocksPage::showSnapshot(const Snapshot &snapshot)
{
    if (!snapshot.postgres) {
        m_empty->setText(tr("No data of this target yet."));
        m_stack->setCurrentIndex(0);
        return;
    }
    const PostgresState &state = *snapshot.postgres;
    m_prepared->showTransactions(state);
    m_tree->showState(snapshot.postgres);
    if (m_wanted.pid != 0 && state.forest.find(m_wanted.pid) >= 0)
        m_tree->select(std::exchange(m_wanted, {}));
    else if (!m_hasChosen && !state.forest.isEmpty())
        m_tree->setCurrentIndex(m_tree->model()->index(0, 0));
    m_empty->setText(tr("Nobody waits for a lock (as of %1).").arg(formatTimeOfDay(snapshot.dataTaken.wall)));
    m_stack->setCurrentIndex(state.forest.isEmpty() ? 0 : 1);
    showSentence(snapshot);
    showOffers();
}

void LocksPage::selectionChanged()
{
    const auto key = m_tree->selected();
    m_hasChosen = m_hasChosen || key;
    if (const SnapshotPtr snapshot = bus().shown(target()); snapshot && snapshot->postgres)
        showSentence(*snapshot);
    showOffers();
    Q_EMIT sessionSelected(key.value_or(SessionKey{}));
}

void LocksPage::showSentence(const Snapshot &snapshot)
{
    const auto key = m_tree->selected();
    m_words->setText(key ? ifItEnds(*snapshot.postgres, key->pid) : tr("Select a session to see who waits for it."));
    m_tree->locks().setRelease(key ? releaseBy(snapshot.postgres->lockWaits, {key->pid}) : LockRelease());
}

OfferContext LocksPage::context() const
{
    return {bus().target(target()), bus().isLive(), bus().saved() != nullptr};
}

void LocksPage::showOffers()
{
    const auto key = m_tree->selected();
    const SnapshotPtr snapshot = bus().shown(target());
    const bool hasObject = key && snapshot;
    for (QPushButton *button : {m_end, m_cancel})
        button->setVisible(hasObject);
    m_reason->clear();
    if (!hasObject)
        return offerNothing();
    const OfferedAction end = offerEndSession(*snapshot, *key, context());
    const OfferedAction cancel = offerCancelQuery(*snapshot, *key, context());
    showOffer(end, m_end, m_endAction);
    showOffer(cancel, m_cancel, m_cancelAction);
    m_reason->setText(end.isOffered() ? cancel.reason : end.reason);
    const OfferedAction all = offerEndAll(*snapshot, *key, context());
    const QString enough = tr("One session is enough, or too many would have to end.");
    showEndAll(all.text.isEmpty() ? noEndAll(end.isOffered() ? enough : end.reason) : all, !all.text.isEmpty());
}

void LocksPage::offerNothing()
{
    showOffer({tr("End session"), tr("Select a session."), {}}, m_end, m_endAction);
    showOffer({tr("Cancel query"), tr("Select a session."), {}}, m_cancel, m_cancelAction);
    showEndAll(noEndAll(tr("Select a session.")), false);
    for (QAction *action : {m_endAction, m_endAllAction, m_cancelAction})
        setWhyNotNow(action, {});
}

OfferedAction LocksPage::noEndAll(const QString &reason)
{
    return {tr("End all that hold the queue up"), reason, {}};
}

/// Its button is there only while there are such sessions; shown or hidden once, for the page to stay where it is.
void LocksPage::showEndAll(const OfferedAction &offer, bool isThere)
{
    showOffer(offer, m_endAll, m_endAllAction);
    m_endAll->setVisible(isThere);
}

void LocksPage::showOffer(const OfferedAction &offer, QPushButton *button, QAction *action)
{
    button->setText(offer.text);
    button->setEnabled(offer.isOffered());
    setPlainToolTip(button, offer.reason);
    button->setAccessibleDescription(offer.reason);
    action->setText(offer.text);
    action->setEnabled(offer.isOffered());
    setPlainToolTip(action, offer.reason);
    setWhyNotNow(action, offer.reason);
}

void LocksPage::ask(const OfferedAction &offer)
{
    if (offer.isOffered())
        Q_EMIT actionRequested(offer.request);
    else
        m_reason->setText(offer.reason);
}

void LocksPage::endSelected()
{
    const SnapshotPtr snapshot = bus().shown(target());
    if (const auto key = m_tree->selected(); key && snapshot)
        ask(offerEndSession(*snapshot, *key, context()));
}

void LocksPage::endAll()
{
    const SnapshotPtr snapshot = bus().shown(target());
    if (const auto key = m_tree->selected(); key && snapshot)
        if (const OfferedAction all = offerEndAll(*snapshot, *key, context()); !all.text.isEmpty())
            ask(all);
}

void LocksPage::cancelSelected()
{
    const SnapshotPtr snapshot = bus().shown(target());
    if (const auto key = m_tree->selected(); key && snapshot)
        ask(offerCancelQuery(*snapshot, *key, context()));
}

void LocksPage::copySelected()
{
    if (const SnapshotPtr snapshot = bus().shown(target()))
        QGuiApplication::clipboard()->setText(lockForestText(*snapshot));
}

void LocksPage::exportForest()
{
    const SnapshotPtr snapshot = bus().shown(target());
    if (!snapshot)
        return;
    QFileDialog *dialog = newExportDialog(this, {tr("Export the lock forest"), QStringLiteral("locks"),
                                                 tr("CSV (*.csv);;JSON (*.json)"), QStringLiteral("csv")});
    connect(dialog, &QFileDialog::fileSelected, this, [this, snapshot](const QString &path) {
        const bool isJson = path.endsWith(QLatin1StringView(".json"), Qt::CaseInsensitive);
        writeFile(path, isJson ? lockForestJson(*snapshot) : lockForestCsv(*snapshot), this,
                  [this, path](const QString &error) {
                      m_reason->setText(error.isEmpty() ? tr("Saved to %1.").arg(path)
                                                        : tr("Not saved: %1.").arg(error));
                  });
    });
    dialog->open();
}

} // namespace lockmaster

#include "moc_lockspage.cpp"
