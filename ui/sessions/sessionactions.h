// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the session under the cursor: menu and keys, and why something cannot be done.
#pragma once

#include <QAction>
#include <QObject>
#include <QPointer>
#include <vector>

#include "model/action.h"
#include "ui/sessions/sessionrow.h"

class QMenu;

namespace lockmaster {

/// What is under the cursor; `row` without a session: nothing that could be acted on.
struct SessionContext {
    QString target;
    bool isReadOnly = false;
    bool isSaved = false;                 ///< of a file: there is no server
    bool isLive = true;                   ///< not a frozen moment of the past
    std::vector<SessionKey> several = {}; ///< all that are selected, when it is more than one; background ones left out
    int selected = 0;                     ///< rows
    SessionRow row;
    Stamp seenAt;
};

/// Of autovacuum: of its work at the present table.
ActionRequest cancelRequest(const SessionContext &context);
/// Cancels the query first, and ends the session only when that does not help.
ActionRequest endRequest(const SessionContext &context);
/// Of the session, or of all that are selected.
ActionRequest terminateRequest(const SessionContext &context);
/// "invoice-run-#" of "invoice-run-7": workers of one program count themselves. Others are their own name.
QString sharedName(const QString &application);
/// Sessions of the same application (its sharedName()), user, database and state, as old in it as this one, at most five minutes.
ActionRequest terminateLikeRequest(const SessionContext &context);

class SessionActions : public QObject
{
    Q_OBJECT
public:
    /// The actions' keys work within `page`.
    explicit SessionActions(QWidget *page);

    void setContext(const SessionContext &context);
    [[nodiscard]] QAction *cancelAction() const { return m_cancel; }
    [[nodiscard]] QAction *endAction() const { return m_end; }
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

Q_SIGNALS:
    void actionRequested(const lockmaster::ActionRequest &request);
    void locksRequested();
    void copyValueRequested();
    void copyRowsRequested();
    void copyQueryRequested();
    void filterByValueRequested();
    void exportRequested();

private:
    QAction *add(QWidget *page, const QString &text, const QString &shortcut, void (SessionActions::*signal)());
    QAction *addAct(QWidget *page, const QString &text, const QString &shortcut,
                    ActionRequest (*request)(const SessionContext &));
    void setReason(QAction *action, const QString &reason);
    [[nodiscard]] QString whyNothingAtAll() const;
    [[nodiscard]] QString whyNothing() const;
    [[nodiscard]] QString whyNoEnd() const;
    [[nodiscard]] QString whyNoCancel() const;
    [[nodiscard]] QString whyNoEndByAndBy() const;
    [[nodiscard]] QString whyNoLike() const;
    [[nodiscard]] QString whyNoLocks() const;

    SessionContext m_context;
    QAction *m_copyValue;
    QAction *m_copyRows;
    QAction *m_copyQuery;
    QAction *m_filter;
    QAction *m_locks;
    QAction *m_cancel;
    QAction *m_endByAndBy;
    QAction *m_end;
    QAction *m_endLike;
    QAction *m_export;
};

} // namespace lockmaster
