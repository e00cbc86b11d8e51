// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The selected session in full: state and ages, statement, locks, what is before and behind it, its last minutes.
// When it ends, what was last seen of it stays.
#pragma once

#include <QTimer>
#include <QWidget>

#include "model/snapshot.h"
#include "ui/inspector/sessionhistory.h"
#include "ui/inspector/sessionlocks.h"

class QListWidget;
class QPushButton;
class QStackedLayout;

namespace lockmaster {

class AgesView;
class ElidedLabel;
class MomentBus;
class PlainLabel;
class QueryView;
class StateMark;
class TableView;

class Inspector : public QWidget
{
    Q_OBJECT
public:
    explicit Inspector(MomentBus &bus, QWidget *parent = nullptr);

    void setTarget(const QString &target);
    /// Pid 0: nothing is selected.
    void showSession(const SessionKey &key);
    [[nodiscard]] const SessionKey &session() const { return m_key; }
    /// Said while nothing is selected; empty: that a session is to be selected.
    void setWhyNothing(const QString &words);

Q_SIGNALS:
    /// A session before or behind the shown one was chosen; the inspector shows it already.
    void sessionSelected(const lockmaster::SessionKey &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    QWidget *makeHeader();
    QWidget *makeLocks();
    QWidget *makeHistory();
    void refresh();
    void showSeen(const LastSeen &seen, const Snapshot &shown);
    void showHeader(const Session &session);
    void showNote(const LastSeen &seen, const Snapshot &shown);
    void showQuery(const Session &session);
    void showLocks(const PostgresState &state, const Session &session);
    void showRelated();

    MomentBus &m_bus;
    QString m_target;
    SessionKey m_key;
    QString m_query;
    std::vector<RelatedSession> m_relatedSessions;
    QTimer m_frame;
    KeyedTableModel<HistoryRow> m_history;
    QStackedLayout *m_stack = nullptr;
    PlainLabel *m_nothing = nullptr;
    StateMark *m_mark = nullptr;
    ElidedLabel *m_title = nullptr;
    PlainLabel *m_note = nullptr;
    PlainLabel *m_who = nullptr;
    AgesView *m_ages = nullptr;
    QueryView *m_queryView = nullptr;
    QPushButton *m_copy = nullptr;
    PlainLabel *m_lockWords = nullptr;
    QListWidget *m_related = nullptr;
    PlainLabel *m_locksTitle = nullptr;
    TableView *m_historyView = nullptr;
};

} // namespace lockmaster
